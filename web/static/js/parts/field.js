// What is said under a field: that its button found nothing in it, or that no more goes in.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";

// What a note may hold; a browser cuts the rest of what is pasted without a word.
export const LONGEST = 2000;

let empty = "";

// Puts the keyboard in the field of this form, and has it say what it waits for.
export function askWords(name, event, context) {
  empty = name;
  event.target.closest("form").querySelector("textarea").focus();
  context.refresh();
}

// `name`: the field's draft. Once something came of it, nothing more is said.
export function answered(name) {
  if (empty === name) empty = "";
}

export function underField(name, text) {
  return html`<p class="under-field" role="status">${sentence(name, text) || nothing}</p>`;
}

function sentence(name, text) {
  if (text.length >= LONGEST) return t("live.field_full");
  return empty === name && !text.trim() && t("live.write_first");
}
