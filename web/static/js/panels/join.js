// The code, the picture of it and the address: how to come in.
import { html } from "../../vendor/lit-html/lit-html.js";
import { address, grouped } from "../parts/code.js";
import { t } from "../words.js";

export function render(panel, context) {
  const { code } = context.session;
  return html`<section class="join paper" aria-label=${t("live.join.label")}>
    <img class="qr" src="/qr/${code}.svg" alt=${t("live.join.qr")} width="300" height="300">
    <p class="how">${t("live.join.how")} <b>${address(context.session)}</b><br>${t("live.join.type")}</p>
    <p class="bigcode">${grouped(code)}</p>
  </section>`;
}
