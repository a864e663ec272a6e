// Signs are SVG, drawn once in the page and used by name.
import { html } from "../../vendor/lit-html/lit-html.js";

export function icon(name, fill = false) {
  return html`<svg class=${fill ? "i i-fill" : "i"} viewBox="0 0 24 24" aria-hidden="true"><use href="#i-${name}"></use></svg>`;
}

export function mark() {
  return html`<svg class="mark" viewBox="0 0 62 52" aria-hidden="true"><path class="l" d="M27 1a25 25 0 0 0 0 50z"></path><path class="r" d="M35 1a25 25 0 0 1 0 50z"></path></svg>`;
}
