// What to ask aloud in a step: one question at a time.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { explained } from "../parts/glossary.js";
import { icon } from "../parts/icon.js";
import { quoted, t } from "../words.js";

export function render(panel, context) {
  if (!panel.prompts.length) return nothing;
  const at = promptAt(panel, context);
  const cards = context.session.language;
  return html`<section class="ask ${context.kind === "host" ? "paper" : ""}">
    ${context.kind === "participant" ? html`<p class="label">${panel.title}</p>` : nothing}
    <h2 class="voice prompt" lang=${cards}>${explained(quoted(panel.prompts[at], cards))}</h2>
    ${panel.prompts.length > 1 && context.kind !== "screen" ? nav(panel, context, at) : nothing}
    ${panel.lead && context.kind !== "screen" ? html`<p class="meta lead" lang=${cards}>${explained(panel.lead)}</p>` : nothing}
  </section>`;
}

export function promptAt(panel, context) {
  return context.ui.get(`prompt:${panel.step}`, 0) % Math.max(1, panel.prompts.length);
}

export function turnPrompt(panel, context, by) {
  const many = panel.prompts.length;
  context.ui.set(`prompt:${panel.step}`, (promptAt(panel, context) + by + many) % many);
}

function nav(panel, context, at) {
  return html`<div class="nav">
    <button class="btn btn-line" type="button" aria-label=${t("live.prompt.before")} @click=${() => turnPrompt(panel, context, -1)}>${icon("left")}</button>
    <button class="btn btn-line" type="button" @click=${() => turnPrompt(panel, context, 1)}>${t("live.prompt.after")}${icon("right")}</button>
    <span class="push meta">${t("live.cue.of", { number: at + 1, of: panel.prompts.length })}</span></div>`;
}

export function stepDots(panel) {
  const here = panel.steps.findIndex((one) => one.id === panel.step);
  const label = t("live.prompt.step", { number: here + 1, of: panel.steps.length });
  return html`<p class="steps" role="img" aria-label=${label}>${panel.steps.map((one, at) => html`<i
    class=${at < here ? "past" : at === here ? "here" : ""}></i>`)}</p>`;
}
