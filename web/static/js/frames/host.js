// The host's console: one sentence and one main button, then three columns that scroll on their own.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { addPanels, draw, drawAll, ofKind, textNamed } from "../layout.js";
import { render as feedback } from "../panels/feedback.js";
import { render as join } from "../panels/join.js";
import { render as notes } from "../panels/notes.js";
import { render as phases } from "../panels/phases.js";
import { render as pile } from "../panels/pile.js";
import { render as tally } from "../panels/tally.js";
import { button } from "../panels/actions.js";
import { bar } from "../host/bar.js";
import { chosenPlayers, isSettling, leadAction, others, setUp, withSetUp } from "../host/lead.js";
import { people } from "../host/people.js";
import { recovery } from "../host/recovery.js";
import { doors, draws, steps } from "../host/side.js";
import { stream } from "../host/stream.js";
import { icon } from "../parts/icon.js";
import { kept } from "../parts/kept.js";
import { lines } from "../parts/net.js";
import { refusedPage } from "../parts/taken.js";
import { t } from "../words.js";

addPanels({ feedback, join, notes, phases, pile, tally });

export function frame(context) {
  if (context.connection.state.kind === "refused" && !context.taken) return refusedPage(context);
  if (!context.store.full) return html`${lines(context)}<main class="message" id="main"><p class="soft">${t("live.net.opening")}</p></main>`;
  return html`${bar(context)}${lines(context)}${recovery(context)}${kept(context)}${now(context)}
    <main class="columns" id="main" tabindex="-1">
      <section class="left" aria-label=${t("live.host.left")}>${left(context)}</section>
      <section class="middle" tabindex=${ofKind(context, "feedback").length ? "0" : nothing} aria-label=${t("live.host.group")}>${middle(context)}</section>
      <section class="right" aria-label=${t("live.host.right")}>${right(context)}</section>
    </main>`;
}

function now(context) {
  const lead = leadAction(context);
  const settling = lead && isSettling(lead, context);
  return html`<section class="now paper" aria-label=${t("live.host.middle")}><div><h1 class="voice">${context.screen.title}</h1>
      ${drawAll(context, "phases")}<p class="meta now-hint">${context.screen.hint}</p></div>
    ${context.phase === "closed" ? report(context) : nothing}
    ${lead ? button({ ...withSetUp(lead, context), settling }, context, lead.style === "main" ? "btn btn-main" : "btn") : nothing}</section>`;
}

function report({ session }) {
  return html`<a class="btn btn-main" href="/sessions/${session.id}" target="_blank" rel="noopener">${t("live.host.read_report")}${icon("arrow")}</a>`;
}

function left(context) {
  if (context.phase === "debrief") return html`${draws(context)}${steps(context)}${drawAll(context, "timer")}${people(context)}`;
  return html`${drawAll(context, "join")}${draws(context)}${people(context)}`;
}

function middle(context) {
  if (context.phase === "lobby") return drawAll({ ...context, chairs: chosenPlayers(leadAction(context), context) }, "roster");
  const written = ofKind(context, "grid");
  return html`
    ${drawAll(context, "text", textNamed("rules"))}
    ${drawAll(context, "feedback")}
    ${context.phase === "draw" ? html`<div class="table">${drawAll(context, "pile")}</div>` : nothing}
    ${drawAll(context, "prompts")}${drawAll(context, "notes")}
    ${context.phase === "debrief" ? nothing : written.map((panel) => stream(panel, context))}`;
}

function right(context) {
  const written = context.phase === "debrief" ? ofKind(context, "grid") : [];
  return html`${context.phase === "debrief" ? nothing : drawAll(context, "timer")}
    ${drawAll(context, "floor")}
    ${written.map((panel) => stream(panel, context, true))}
    ${doors(context)}
    ${setUp(leadAction(context), context)}
    ${ifNeeded(context)}`;
}

function ifNeeded(context) {
  const rest = others(context);
  if (!rest.length) return nothing;
  return html`<section class="aside"><h2>${t("live.host.if_needed")}</h2>
    ${rest.map((action) => button(action, context, "btn btn-line"))}</section>`;
}
