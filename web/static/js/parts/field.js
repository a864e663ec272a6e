// What is said under a field whose button found nothing in it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";

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
  return html`<p class="under-field" role="status">${empty === name && !text.trim() ? t("live.write_first") : nothing}</p>`;
}
