// The host's bar: the screen, hide, the code, always at the same three places; then all that is set rarely.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { icon, mark } from "../parts/icon.js";
import { grouped } from "../parts/code.js";
import { t } from "../words.js";
import { openHostMenu, openJoin, openScreenMenu } from "./menus.js";

export function bar(context) {
  const { session } = context;
  const hidden = session.show === "nothing";
  const turn = () => context.send("show_on_screen", { show: hidden ? "game" : "nothing" });
  return html`<header class="topbar">${mark()}
    <p class="role">${session.title} <span class="soft">${context.roundNumber ? t("live.round", { number: context.roundNumber }) : nothing}</span></p>
    <button class="btn btn-line push" type="button" aria-haspopup="dialog" ?disabled=${context.taken} @click=${() => openScreenMenu(context)}>${icon("screen")}${t("live.screen.now", { what: shown(context) })}</button>
    <button class="btn btn-line" type="button" aria-pressed=${hidden} ?disabled=${context.taken} @click=${turn}>${icon(hidden ? "eye" : "eye-off")}${t(hidden ? "live.screen.reveal" : "live.screen.hide")}</button>
    <button class="btn btn-line code" type="button" aria-haspopup="dialog" aria-label=${t("live.join.open", { code: grouped(session.code ?? "") })} @click=${() => openJoin(context)}>${icon("qr")}${grouped(session.code ?? "")}</button>
    <button class="round" type="button" aria-label=${t("live.menu")} @click=${() => openHostMenu(context)}>${icon("dots")}</button>
  </header>`;
}

// What the projector shows now, in a word.
function shown({ session, phase }) {
  if (session.show !== "game") return t(`live.screen.${session.show}`);
  return t(`live.screen.at_${phase}`);
}
