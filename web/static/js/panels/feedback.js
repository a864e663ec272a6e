// The survey's totals: counts with those who did not answer, and nothing below the least.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { count, t } from "../words.js";

export function render(panel, context) {
  const totals = context.store.get(panel.record);
  if (!totals) return nothing;
  return html`<section class="feedback" aria-label=${t("live.survey.totals")}>
    <h2>${count("live.survey.answered", totals.answered, { invited: totals.invited })}</h2>
    ${totals.items.length ? totals.items.map((item) => one(item, totals))
      : html`<p class="meta">${t("live.survey.too_few", { least: totals.least })}</p>`}
  </section>`;
}

function one(item, totals) {
  if (item.texts?.length) {
    return html`<section class="slip"><h3>${item.label}</h3>${item.texts.map((text) => html`<p class="voice">${text}</p>`)}</section>`;
  }
  const given = (item.counts ?? []).reduce((sum, [, number]) => sum + number, 0);
  return html`<section class="slip"><h3>${item.label}</h3><dl class="tally">
    ${(item.counts ?? []).map(([label, number]) => html`<div><dt>${label}</dt><dd>${number}</dd></div>`)}
    <div><dt>${t("live.survey.left_out")}</dt><dd>${Math.max(0, totals.answered - given)}</dd></div></dl></section>`;
}
