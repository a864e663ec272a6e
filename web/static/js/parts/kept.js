// Words that this browser still holds and that no panel in sight shows: they stay until they are sent or let go.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { t } from "../words.js";
import { refusal, state } from "./slip.js";

export function kept(context) {
  const shown = context.screen.panels.map((panel) => panel.items).filter(Boolean);
  const items = context.outbox.items.filter((item) => item.text && !item.saved && !shown.some((prefix) => item.key.startsWith(prefix)));
  if (!items.length) return nothing;
  return html`<section class="kept" aria-label=${t("live.kept")}><h2 class="label">${t("live.kept")}</h2>
    ${repeat(items, (item) => item.id, (item) => html`<article class="slip slip-unsent"><p class="voice">${item.text}</p>
      <p class="slip-foot">${state(context.outbox.stateOf(item))}</p>
      ${item.refused ? refusal(item, context) : nothing}</article>`)}</section>`;
}
