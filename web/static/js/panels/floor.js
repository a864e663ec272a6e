// The floor: who was asked to speak. Yellow means this and nothing else.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { hour } from "../clock.js";
import { icon } from "../parts/icon.js";
import { t, language } from "../words.js";

export const EVERYONE = "everyone";

export function render(panel, context) {
  const round = context.store.get(panel.record);
  const to = round?.floor?.to ?? null;
  if (context.kind === "host") return to ? word(round, context) : nothing;
  if (panel.people.length && !context.taken) return to ? given(panel, to, context) : give(panel, context);
  return to ? strip(to, context) : nothing;
}

export function nameOf(id, context) {
  return context.store.get(`participant/${id}`)?.name ?? "";
}

export function sentence(to, context) {
  if (to === context.you.participant_id) return t("live.floor.is_yours");
  return to === EVERYONE ? t("live.floor.is_everyone") : t("live.floor.is_to", { name: nameOf(to, context) });
}

function give(panel, context) {
  const open = context.ui.get("floor_open", false);
  return html`<section class="side floor-give ${open ? "open" : ""}">
    <button class="btn btn-floor btn-wide floor-open" type="button" aria-expanded=${open} @click=${() => context.ui.toggle("floor_open")}>
      ${icon("speech")}${t("live.floor.give")}</button>
    <h2>${t("live.floor.give")}</h2><p class="meta">${t("live.floor.give_hint")}</p>
    ${people(panel.people, context)}
  </section>`;
}

function people(ids, context) {
  return html`<div class="people">${ids.map((id) => html`<button type="button" class=${id === EVERYONE ? "all" : ""}
    @click=${() => turn("give_floor", { to: id }, context)}>${id === EVERYONE ? t("live.floor.everyone") : nameOf(id, context)}${icon("speech")}</button>`)}</div>`;
}

function turn(command, data, context) {
  context.ui.set("pass", false);
  context.send(command, data);
}

// While the floor is passed on, whoever has it and the way to take it back stay in sight.
function given(panel, to, context) {
  const passing = context.ui.get("pass", false);
  return html`<section class="side given"><p class="label">${t(to === EVERYONE ? "live.floor.label_everyone" : "live.floor.label_to")}</p>
    <h2 class="voice">${to === EVERYONE ? t("live.floor.group") : nameOf(to, context)}</h2>
    <p>${t("live.floor.listen")}</p>
    <button class="btn btn-wide btn-main" type="button" @click=${() => turn("take_floor_back", {}, context)}>${t("live.floor.take_back")}</button>
    <button class="btn btn-wide pass" type="button" aria-expanded=${passing} @click=${() => context.ui.toggle("pass")}>${t("live.floor.pass")}</button>
    ${passing ? people(panel.people.filter((id) => id !== to), context) : nothing}</section>`;
}

function strip(to, context) {
  return html`<p class="floor-strip">${icon("speech")}<b>${sentence(to, context)}</b></p>`;
}

function word(round, context) {
  const { to, since } = round.floor;
  return html`<section class="word"><h2 class="label">${t("live.floor.label")}</h2>
    <p class="voice big">${to === EVERYONE ? t("live.floor.group") : nameOf(to, context)}</p>
    <p>${t("live.floor.asked_by", { name: nameOf(round.adviser, context), time: hour(since, language()) })}</p></section>`;
}
