// On the wall nobody taps a word: what acronyms mean is written under what holds them, as far as there is room.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";
import { termsIn } from "./glossary.js";

export function spelled(context, ...texts) {
  const found = context.kind === "screen" ? termsIn(texts) : [];
  if (!found.length) return nothing;
  return html`<div class="spelled">${found.map((one) => html`<p>${t("live.wall.term", one)}</p>`)}</div>`;
}
