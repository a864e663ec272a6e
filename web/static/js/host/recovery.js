// The host's recovery code, said once: when this device takes the seat.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { icon } from "../parts/icon.js";
import { t } from "../words.js";

export function recovery(context) {
  const { seat, session, refresh } = context;
  if (!seat.recovery_code || context.taken) return nothing;
  const understood = () => {
    delete seat.recovery_code;
    refresh();
  };
  return html`<section class="line-note code-once" aria-label=${t("live.recovery.title")}>${icon("lock")}
    <p><span>${t("live.recovery.title")}</span> <b class="code">${seat.recovery_code}</b><br><small>${t("live.recovery.hint")}</small></p>
    <a class="btn btn-line" href="/sessions/${session.id}/sheet" target="_blank" rel="noopener">${icon("file")}${t("live.join.sheet")}</a>
    <button class="btn btn-line" type="button" @click=${understood}>${t("live.understood")}</button></section>`;
}
