// A card, face up, or its place on the table while it is not drawn.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { explained } from "../parts/glossary.js";
import { icon } from "../parts/icon.js";
import { spelled } from "../parts/spelled.js";
import { quoted, t } from "../words.js";

const NOTICE = 40;
const FACTS = ["serves", "first_welcome", "can", "cannot", "refers_to"];

export function render(panel, context, foot = nothing) {
  const record = context.store.get(panel.record);
  const family = record?.family ?? panel.record.split("/").pop();
  if (!record) return place(family);
  return face(record, context, foot, context.store.cameLater(panel.record) ? "dealt" : "");
}

export function face(record, context, foot = nothing, dealt = "") {
  if (record.family === "case") return caseCard(record, context, foot, dealt);
  return record.family === "structure" ? structureCard(record, context, dealt) : anyCard(record, foot);
}

function place(family) {
  return html`<div class="card-place card-place-${family}"><p>${t(`live.place.${family}`)}</p></div>`;
}

// The longer the words, the smaller they are set: never an ellipsis on a card. A notice takes the place of some.
export function fit(record) {
  const notice = record.sensitivity === "delicate" ? NOTICE : 0;
  const signs = (record.request ?? "").length + (record.context ?? "").length + notice;
  if (signs >= 330) return (record.request ?? "").length > 80 ? "fit-3" : "fit-3 fit-short";
  return signs >= 200 ? "fit-2" : "";
}

export function who(record) {
  return t("live.card.who", record);
}

function caseCard(record, context, foot, dealt) {
  const cards = context.session.language;
  return html`<article class="card card-case ${fit(record)} ${dealt}" aria-labelledby="case-title">
    <header class="card-head"><span class="half" role="img" aria-label=${t("live.card.case_number", record)}>${record.number}</span>
      <div><p class="card-kind">${t("live.card.case")}</p><h2 class="card-title" id="case-title" lang=${cards}>${explained(record.title)}</h2></div></header>
    <div class="card-read">
      <p class="card-who">${explained(who(record))}${context.placeName ? html`<span class="card-at">, ${context.placeName}</span>` : nothing}</p>
      <p class="card-request" lang=${cards}>${explained(quoted(record.request, cards))}</p>
      <p class="card-context" lang=${cards}>${explained(record.context)}</p>
      ${notices(record)}
    </div>${foot}${spelled(context, record.title, who(record), record.request, record.context)}
  </article>`;
}

function structureCard(record, context, dealt) {
  const cards = context.session.language;
  const facts = context.kind === "screen" && context.phase !== "reading" ? onTheWall(record) : FACTS;
  const long = facts.reduce((sum, fact) => sum + record[fact].length, 0) > 380;
  return html`<article class="card card-structure ${dealt}" aria-labelledby="structure-title">
    <header class="card-head"><div><p class="card-kind">${t(context.role === "adviser" ? "live.card.your_structure" : "live.card.structure")}</p>
      <h2 class="card-title ${record.name.length > 22 ? "card-title-long" : ""}" id="structure-title" lang=${cards}>${explained(record.name)}</h2></div>
      <span class="half" role="img" aria-label=${t("live.card.structure_number", record)}>${record.number}</span></header>
    <dl class="facts ${long ? "facts-long" : ""}">${facts.map((fact) => html`<div><dt>${t(`live.card.${fact}`)}</dt><dd lang=${cards}>${explained(record[fact])}</dd></div>`)}</dl>
    ${notices(record)}${spelled(context, record.name, ...facts.map((fact) => record[fact]))}
  </article>`;
}

// Seen from eight metres: whom it serves, and what it can do where there is room for both.
function onTheWall(record) {
  return record.serves.length + record.can.length > 230 ? ["serves"] : ["serves", "can"];
}

function notices(record) {
  return html`${record.sensitivity === "delicate" ? html`<p class="card-note">${t("live.card.delicate")}</p>` : nothing}
    ${record.past_review ? html`<p class="card-note">${t("live.card.past_review")}</p>` : nothing}`;
}

// A family that only its deck knows: its title, then what it says, in its own order.
function anyCard(record, foot) {
  const { family, number, title, name, ...rest } = record;
  const said = Object.entries(rest).filter(([, value]) => typeof value === "string" && value);
  return html`<article class="card card-${family}"><h2 class="card-title">${explained(String(title ?? name ?? number))}</h2>
    ${said.map(([, value]) => html`<p>${explained(value)}</p>`)}${foot}</article>`;
}

// What only the jobseeker's player knows: one cue at a time, never in sight unless asked for.
export function cues(record, context) {
  const { ui } = context;
  const shown = ui.get(`cues:${context.roundNumber}`, false);
  const at = ui.get("cue", 0) % record.cues.length;
  const turn = (by) => ui.set("cue", (at + by + record.cues.length) % record.cues.length);
  const toggle = () => ui.set(`cues:${context.roundNumber}`, !shown);
  return html`<section class="cues" aria-label=${t("live.cue.label")}>
    <div class="stack"><div class="under b"></div><div class="under a"></div>
      ${shown ? cue(record.cues[at], at, record.cues.length, context.session.language) : hiddenCue()}</div>
    <nav class="cue-nav" aria-label=${t("live.cue.nav")}>
      <button class="btn" type="button" aria-label=${t("live.cue.before")} ?disabled=${!shown} @click=${() => turn(-1)}>${icon("left")}</button>
      <button class="btn" type="button" aria-pressed=${shown} @click=${toggle}>${icon(shown ? "eye-off" : "eye")}${t(shown ? "live.cue.hide" : "live.cue.show")}</button>
      <button class="btn" type="button" aria-label=${t("live.cue.after")} ?disabled=${!shown} @click=${() => turn(1)}>${icon("right")}</button>
    </nav>
  </section>`;
}

function cue(one, at, of, cards) {
  return html`<article class="cue paper">
    <p class="cue-top"><span class="half">${icon("lock")}</span>${t("live.cue.only_you")}<span class="push">${t("live.cue.of", { number: at + 1, of })}</span></p>
    <h2>${t("live.cue.if_asked")}<b lang=${cards}>${explained(one.trigger)}</b></h2>
    <p class="voice" lang=${cards}>${explained(one.text)}</p>
    <p class="free">${t("live.cue.free")}</p></article>`;
}

function hiddenCue() {
  return html`<article class="cue cue-hidden paper"><span class="half half-big">${icon("lock")}</span>
    <p class="voice">${t("live.cue.hidden")}</p><p class="free">${t("live.cue.free")}</p></article>`;
}

// Cards opened large: for the host with the cues, for anyone who reads again.
export function allCues(record, cards) {
  return html`<section class="all-cues"><h3 class="label">${t("live.cue.of_person", record)}</h3>
    <p class="meta">${t("live.cue.free")}</p>
    ${record.cues.map((one) => html`<article class="slip"><p class="meta">${t("live.cue.if_asked")} <b lang=${cards}>${explained(one.trigger)}</b></p>
      <p class="voice" lang=${cards}>${explained(one.text)}</p></article>`)}</section>`;
}
