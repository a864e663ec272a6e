// The projector: seen from eight metres. It holds nothing to do but its light and its size.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { addPanels, draw, drawAll, ofKind } from "../layout.js";
import { isEvening, setEvening } from "../light.js";
import { fit } from "../panels/card.js";
import { nameOf, sentence } from "../panels/floor.js";
import { columnOf, saying } from "../panels/grid.js";
import { render as join } from "../panels/join.js";
import { render as pile } from "../panels/pile.js";
import { promptAt, stepDots, turnPrompt } from "../panels/prompts.js";
import { peopleOf } from "../panels/roster.js";
import { pair, inOneLine } from "../parts/duo.js";
import { icon, mark } from "../parts/icon.js";
import { lines } from "../parts/net.js";
import { plan } from "../parts/plan.js";
import { linked, sign, toCheck } from "../parts/slip.js";
import { spelled } from "../parts/spelled.js";
import { refusedPage } from "../parts/taken.js";
import { inWords, written } from "../parts/written.js";
import { quoted, t } from "../words.js";

const MOST = 6;
let listening = null;
addPanels({ join, pile });

export function frame(context) {
  listen(context);
  if (context.connection.state.kind === "refused" && !context.taken) return refusedPage(context);
  return html`${context.store.full ? wall(context) : html`<main class="wall-hidden" id="main">${mark()}</main>`}
    <div class="wall-lines">${lines(context)}</div>${controls()}`;
}

function wall(context) {
  const { session, phase } = context;
  if (session.show === "nothing") return html`<main class="wall-hidden" id="main">${mark()}</main>`;
  if (ofKind(context, "join").length) return joining(context);
  if (phase === "debrief" && ofKind(context, "prompts").length) return debriefing(context);
  if (ofKind(context, "timer").length) return interview(context);
  return html`<main class="wall wall-plain" id="main"><header><h1>${context.screen.title}</h1><p>${context.screen.hint}</p></header>
    ${drawAll(context, "text")}<div class="table">${drawAll(context, "pile")}${drawAll(context, "card")}</div></main>`;
}

function joining(context) {
  return html`<main class="wall wall-join" id="main">${drawAll(context, "join")}
    <section class="wall-room"><h1>${context.session.title}</h1><p>${context.screen.hint}</p>${drawAll(context, "roster")}</section></main>`;
}

// Long words leave the wall to the person: the structure's name then goes beside theirs.
function interview(context) {
  const [structure, person] = [context.card("structure"), context.card("case")];
  const alone = person && fit(person).startsWith("fit-3");
  const shown = alone ? { ...context, placeName: structure?.at } : context;
  const panels = ofKind(context, "card", (panel) => !alone || !panel.record.endsWith("structure"));
  return html`<main class="wall wall-interview ${alone ? "alone" : ""}" id="main"><h1 class="sr">${context.screen.title}</h1>
    ${panels.map((panel) => draw(panel, shown))}${band(context)}</main>`;
}

function band(context) {
  const { round, floor } = context;
  const others = peopleOf({ items: "participant/" }, context).filter((one) => one.id !== round.adviser && one.id !== round.jobseeker);
  return html`<footer class="band ${floor ? "lit" : ""}">${plan({ people: others.map((one) => ({ ...one, volunteer: false })), floor, shape: "band", chairs: ["", ""] })}
    <p>${floor ? sentence(floor, context) : t("live.wall.talking", { adviser: nameOf(round.adviser, context), jobseeker: nameOf(round.jobseeker, context) })}</p>
    ${drawAll(context, "timer")}</footer>`;
}

function debriefing(context) {
  const [prompts] = ofKind(context, "prompts");
  const [structure, person] = [context.card("structure"), context.card("case")];
  const prompt = prompts.prompts[promptAt(prompts, context)] ?? "";
  const shown = shownSlips(context, prompts.step);
  return html`<main class="wall wall-debrief" id="main"><header class="top">${pair(context)}
      <p>${person ? html`<b>${inOneLine(person, structure)}</b>` : nothing}</p>
      <div class="top-steps">${stepDots(prompts)}<b class="step-name">${prompts.title}</b>${drawAll(context, "timer")}</div></header>
    <p class="who-speaks">${context.screen.title}</p>
    <h1 class="prompt voice" lang=${context.session.language}>${quoted(prompt, context.session.language)}</h1>
    ${slips(shown, context)}${spelled(context, prompt, ...shown.map((one) => inWords(one, context)))}</main>`;
}

// At most six: pinned entries and this step's notes, those last touched.
function shownSlips(context, step) {
  const [grid] = ofKind(context, "grid");
  const [notes] = ofKind(context, "notes");
  const pinned = grid ? written("entry", grid.items, context).filter((one) => one.pinned) : [];
  const kept = notes ? written("note", notes.items, context).filter((one) => one.step === step) : [];
  return [...pinned, ...kept].sort((a, b) => a.touched - b.touched).slice(-MOST);
}

function slips(shown, context) {
  const [grid] = ofKind(context, "grid");
  return html`<section class="wall-slips ${shown.length > 3 ? "many" : ""}">${repeat(shown, (one) => one.key, (one) => slip(one, grid, context))}</section>`;
}

function slip(one, grid, context) {
  const links = linked(context.store, one.links);
  const entry = one.column !== undefined;
  const column = entry ? columnOf(grid, one.column) : {};
  const [name, word] = entry ? ["pin", t("live.wall.noted")] : links.length ? ["door", t("live.wall.door")] : ["pencil", t("live.wall.note")];
  return html`<article class="slip"><p class="kind">${icon(name, entry)}${word}${one.to_check ? toCheck() : nothing}</p>
    ${links.map((link) => html`<p class="door-name ${link.family}">${sign(link.family)}${link.name}</p>`)}
    ${entry ? saying({ ...one, links: [], to_check: false }, column, context) : html`<p class="voice">${one.text}</p>`}</article>`;
}

function controls() {
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.());
  return html`<nav class="wall-controls" aria-label=${t("live.wall.controls")}>
    <button type="button" @click=${() => setEvening(!isEvening())}>${icon("moon")}${t("live.wall.light")}</button>
    ${document.documentElement.requestFullscreen ? html`<button type="button" @click=${full}>${icon("screen")}${t("live.wall.full")}</button>` : nothing}</nav>`;
}

// Keys, for a clicker or a keyboard across the room: arrows for the question, « s » for the evening light.
function listen(context) {
  if (!listening) {
    document.addEventListener("keydown", (event) => {
      const [prompts] = ofKind(listening, "prompts");
      if (event.key === "s") setEvening(!isEvening());
      else if (prompts && event.key === "ArrowRight") turnPrompt(prompts, listening, 1);
      else if (prompts && event.key === "ArrowLeft") turnPrompt(prompts, listening, -1);
    });
  }
  listening = context;
}
