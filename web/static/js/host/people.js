// People with their presence, in shapes and words, and what the host may do for each.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { closeDialog, openDialog } from "../dialog.js";
import { ofKind } from "../layout.js";
import { EVERYONE } from "../panels/floor.js";
import { icon } from "../parts/icon.js";
import { count, t } from "../words.js";
import { showCode } from "./menus.js";

export function people(context) {
  const [panel] = ofKind(context, "roster");
  if (!panel) return nothing;
  const found = context.store.under(panel.items).map(([id, one]) => ({ id, ...one, ...presence(id, context) }));
  const players = [context.round?.adviser, context.round?.jobseeker];
  const rank = (one) => (one.removed ? 9 : players.indexOf(one.id) >= 0 ? players.indexOf(one.id) : 2);
  found.sort((a, b) => rank(a) - rank(b));
  return html`<section class="around"><h2>${panel.title}</h2>
    <ul class="people">${repeat(found, (one) => one.id, (one) => row(one, players, context))}</ul></section>`;
}

function presence(id, context) {
  const { state = "gone", unsent = 0 } = context.store.presence[id] ?? {};
  return { state, unsent };
}

function row(one, players, context) {
  const lit = context.floor && (context.floor === one.id || (context.floor === EVERYONE && !players.includes(one.id)));
  return html`<li class="${lit ? "floor" : ""} ${one.removed ? "removed" : ""}">${sign(one, players, lit)}
    <span class="people-name ${players.includes(one.id) || lit ? "strong" : ""}">${one.name}</span>
    <span class="meta">${said(one, players, lit)}</span>
    <button class="round" type="button" aria-label=${t("live.person.menu", { name: one.name })} aria-haspopup="dialog" ?disabled=${context.taken} @click=${() => openPerson(one.id, context)}>${icon("dots")}</button></li>`;
}

function sign(one, players, lit) {
  if (lit) return html`<span class="dot dot-floor"></span>`;
  if (one.id === players[0]) return html`<span class="seat seat-structure"></span>`;
  if (one.id === players[1]) return html`<span class="seat seat-case"></span>`;
  return html`<span class="dot ${one.state === "here" ? "" : `dot-${one.state}`}"></span>`;
}

function said(one, players, lit) {
  if (one.removed) return t("live.person.removed");
  const words = [
    lit && t("live.person.has_floor"),
    one.id === players[0] && t("live.person.adviser"),
    one.id === players[1] && t("live.person.jobseeker"),
    one.volunteer && t("live.plan.offers"),
    one.state !== "here" && t(`live.person.${one.state}`),
    one.unsent && count("live.person.unsent", one.unsent),
  ];
  return words.filter(Boolean).join(", ");
}

function openPerson(id, context) {
  const one = context.store.get(`participant/${id}`);
  const act = (command, data = {}) => {
    closeDialog();
    return context.send(command, { participant_id: id, ...data });
  };
  const recover = async () => {
    const answer = await act("issue_recovery_code");
    if (answer?.ok) showCode(t("live.person.code"), t("live.person.code_hint", { name: one.name }), answer.result);
  };
  openDialog({
    title: one.name,
    body: () => html`<div class="menu">${one.organisation ? html`<p class="meta">${one.organisation}</p>` : nothing}
      <form class="line" @submit=${(event) => { event.preventDefault(); act("rename_participant", { name: new FormData(event.target).get("name") }); }}>
        <input class="input" name="name" maxlength="40" required aria-label=${t("live.person.name")} .value=${one.name}>
        <button class="btn" type="submit">${t("live.person.rename")}</button></form>
      ${one.removed ? html`<button class="btn btn-line" type="button" @click=${() => act("restore_participant")}>${icon("undo")}${t("live.person.restore")}</button>`
        : html`<button class="btn btn-line" type="button" @click=${recover}>${icon("lock")}${t("live.person.code")}</button>
          <button class="btn btn-line" type="button" @click=${() => act("remove_participant")}>${icon("trash")}${t("live.person.remove")}</button>
          <p class="meta">${t("live.person.remove_hint")}</p>`}</div>`,
  });
}
