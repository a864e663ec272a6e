// Where the round stands.
import { html } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";

export function render(panel) {
  return html`<ol class="phases" aria-label=${t("live.phases")}>
    ${panel.phases.map((one) => html`<li aria-current=${one.id === panel.now ? "step" : "false"}>${one.label}</li>`)}
  </ol>`;
}
