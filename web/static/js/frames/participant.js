// A participant's screen: what is happening, then what the thumb does.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { addPanels, draw, drawAll, ofKind, textNamed } from "../layout.js";
import { Lull } from "../lull.js";
import { openMenu } from "../menu.js";
import { cues } from "../panels/card.js";
import { render as form } from "../panels/form.js";
import { render as notes } from "../panels/notes.js";
import { render as pile } from "../panels/pile.js";
import { stepDots } from "../panels/prompts.js";
import { call } from "../parts/call.js";
import { duo } from "../parts/duo.js";
import { explained } from "../parts/glossary.js";
import { icon, mark } from "../parts/icon.js";
import { kept } from "../parts/kept.js";
import { lines } from "../parts/net.js";
import { refusedPage } from "../parts/taken.js";
import { quoted, t } from "../words.js";
import { debriefing } from "./debriefing.js";

const lull = new Lull();

addPanels({ form, notes, pile });

export function frame(context) {
  if (context.connection.state.kind === "refused" && !context.taken) return refusedPage(context);
  if (!context.store.full) return html`${lines(context)}<main class="message" id="main"><p class="soft">${t("live.net.opening")}</p></main>`;
  const called = call(context);
  return html`<div class="page" ?inert=${called !== nothing}>${bar(context)}${lines(context)}${kept(context)}
      <main class="screen" id="main" tabindex="-1">${context.phase === "debrief" ? debriefing(context) : playing(context)}</main></div>
    ${called}`;
}

function bar(context) {
  const [prompts] = ofKind(context, "prompts");
  const atTable = context.role === "participant";
  return html`<header class="topbar">
    ${heading(context)}
    <div class="push bar-end">${prompts ? stepDots(prompts) : nothing}${drawAll(context, "timer")}
      ${!atTable ? nothing : html`<span class="state">${icon(context.online ? "check" : "unsent")}${t(context.online ? "live.online" : "live.offline")}</span>`}
      <button class="round" type="button" aria-label=${t("live.menu")} @click=${() => openMenu(context)}>${icon("dots")}</button></div>
  </header>`;
}

// During the interview the bar says all there is to say; elsewhere the screen has a title of its own.
function heading(context) {
  const { role, phase, screen } = context;
  if (role === "participant" || role === "removed") return html`<p class="role">${mark()}<span class="wordmark">Vis-à-vis</span></p>`;
  if (phase === "debrief") return html`<p class="role">${mark()}${t("live.debriefing")}</p>`;
  if (phase !== "interview") return html`<p class="role">${place(role)}${t(`live.role.${role}`)}</p>`;
  return html`<h1 class="role">${place(role)}${screen.title}</h1><p class="soft bar-hint">${screen.hint}</p>`;
}

function place(role) {
  if (role === "adviser") return html`<span class="seat seat-structure"></span>`;
  return role === "jobseeker" ? html`<span class="seat seat-case"></span>` : html`<span class="seat-observer"></span>`;
}

function playing(context) {
  const person = context.card("case");
  const piles = ofKind(context, "pile");
  const [questions] = ofKind(context, "text", textNamed("questions"));
  const texts = ofKind(context, "text", (panel) => panel.name !== "questions");
  const aid = questions ? draw(questions, context) : nothing;
  const withCues = person?.cues && context.role === "jobseeker" && !piles.length;
  return html`
    ${say(context)}
    ${person && !piles.length ? html`<div class="short">${duo(context)}${withCues ? html`<p class="card-request">${explained(quoted(person.request, context.session.language))}</p>` : nothing}</div>` : nothing}
    ${drawAll(context, "roster")}
    ${piles.length ? html`<div class="table">${piles.map((panel) => draw(panel, context))}</div>` : cards(context, aid)}
    ${withCues ? cues(person, context) : nothing}
    ${drawAll(context, "floor")}
    ${texts.map((panel) => draw(panel, context))}
    ${drawAll(context, "form")}
    ${drawAll(context, "grid")}
    ${foot(context)}`;
}

// Where the bar already says the role, the sentence of the moment is the title.
function say({ screen, role, phase }) {
  if (phase === "interview") return nothing;
  const twice = screen.title === t(`live.role.${role}`);
  return html`<section class="say"><h1>${twice ? screen.hint : screen.title}</h1><p>${twice ? nothing : screen.hint}</p></section>`;
}

function cards(context, aid) {
  const panels = ofKind(context, "card");
  if (!panels.length) return nothing;
  const last = panels.length - 1;
  return html`<div class="cards">${panels.map((panel, at) => draw(panel, context, at === last ? aid : nothing))}</div>`;
}

function foot(context) {
  const panels = settled(ofKind(context, "actions", (panel) => panel.actions.some((one) => context.can.has(one.command))), context);
  if (!panels.length) return nothing;
  const lobby = context.phase === "lobby";
  const asks = lobby && panels.some((panel) => panel.actions.some((one) => one.style === "main"));
  return html`<footer class="foot ${lobby ? "paper" : ""}">
    ${asks ? html`<h2>${t("live.lobby.play")}</h2><p>${t("live.lobby.play_hint")}</p>` : nothing}
    ${panels.map((panel) => draw(panel, context))}
    ${asks ? html`<p class="meta">${t("live.lobby.change")}</p>` : nothing}</footer>`;
}

// The second tap of a double one must not fall on what the first one brought.
function settled(panels, context) {
  const offered = panels.flatMap(({ actions }) => actions.filter((one) => context.can.has(one.command)).map(({ command, data }) => [command, data]));
  const settling = lull.holds(JSON.stringify(offered), context.refresh);
  return panels.map((panel) => ({ ...panel, actions: panel.actions.map((one) => ({ ...one, settling })) }));
}
