// How much was noted, by column, never by person.
import { html } from "../../vendor/lit-html/lit-html.js";

export function render(panel, context) {
  const counts = context.store.get(panel.record) ?? {};
  return html`<dl class="tally">${panel.columns.map((one) => html`<div>
    <dt>${one.short ?? one.label}</dt><dd>${counts[one.id] ?? 0}</dd></div>`)}</dl>`;
}
