// What the host opens now and then: the code in large, the screen's choice, the session's settings, a second host.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { copyText } from "../copy.js";
import { closeDialog, openDialog } from "../dialog.js";
import { deviceChoices } from "../menu.js";
import { address, grouped } from "../parts/code.js";
import { icon } from "../parts/icon.js";
import { t } from "../words.js";
import { settingsAction } from "./settings.js";

export function openJoin(context) {
  const { session, seat } = context;
  const link = seat.screen_token && new URL(`/screen/${session.id}#${seat.screen_token}`, session.join_url ?? location.href).href;
  openDialog({
    title: t("live.join.label"),
    wide: true,
    body: () => html`<div class="join-big"><img class="qr" src="/qr/${session.code}.svg" alt=${t("live.join.qr")} width="300" height="300">
      <div><p class="bigcode">${grouped(session.code)}</p><p>${t("live.join.how")} <b>${address(session)}</b><br>${t("live.join.type")}</p>
      <div class="join-links"><a class="btn btn-line" href="/screen/${session.id}" target="visavis-screen">${icon("screen")}${t("live.join.open_screen")}</a>
      ${link ? html`<button class="btn btn-line" type="button" @click=${() => copyLink(link, context)}>${t("live.join.screen_link")}</button>` : nothing}
      <a class="btn btn-line" href="/sessions/${session.id}/sheet" target="_blank">${icon("file")}${t("live.join.sheet")}</a></div></div></div>`,
  });
}

// Over plain http a browser may refuse to copy: the address is then shown to be taken by hand.
async function copyLink(link, context) {
  closeDialog();
  const copied = await copyText(link);
  openDialog({
    title: t("live.join.screen_link"),
    body: () => html`<div class="form"><p>${t(copied ? "live.join.link_copied" : "live.join.link_by_hand")}</p>
      <input class="input" readonly aria-label=${t("live.join.screen_link")} .value=${link} @focus=${(event) => event.target.select()}></div>`,
  });
  context.refresh();
}

export function openScreenMenu(context) {
  const choose = (show) => {
    context.send("show_on_screen", { show });
    closeDialog();
  };
  openDialog({
    title: t("live.screen.title"),
    body: () => html`<div class="menu">${["game", "join", "rules", "nothing"].map((show) => html`<button class="btn btn-line" type="button"
      aria-pressed=${context.session.show === show} @click=${() => choose(show)}>${t(`live.screen.show_${show}`)}</button>`)}</div>`,
  });
}

export function openHostMenu(context) {
  const { session, can } = context;
  openDialog({
    title: t("live.menu"),
    body: () => html`<div class="menu">
      <a class="btn btn-line" href="/sessions/${session.id}" target="_blank" rel="noopener">${icon("file")}${t("live.host.report")}</a>
      ${can.has("edit_session") ? html`<button class="btn btn-line" type="button" @click=${() => context.run(settingsAction(session))}>${icon("pencil")}${t("live.host.settings")}</button>` : nothing}
      ${can.has("invite_host") ? html`<button class="btn btn-line" type="button" @click=${() => invite(context)}>${icon("users")}${t("live.host.invite")}</button>` : nothing}
      ${deviceChoices(context)}</div>`,
  });
}

async function invite(context) {
  closeDialog();
  const answer = await context.send("invite_host", {});
  if (answer?.ok) showCode(t("live.host.invite"), t("live.host.invite_hint"), answer.result);
}

export function showCode(title, hint, result) {
  openDialog({ title, body: () => html`<p>${hint}</p><p class="bigcode recovery">${result?.recovery_code ?? ""}</p>` });
}
