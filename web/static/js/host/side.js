// Beside the stream: the draw in one line, the debriefing's steps, the doors given as examples.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { ofKind } from "../layout.js";
import { openCards, pair } from "../parts/duo.js";
import { explained } from "../parts/glossary.js";
import { icon } from "../parts/icon.js";
import { t } from "../words.js";

export function draws(context) {
  const [structure, person] = [context.card("structure"), context.card("case")];
  if (!structure && !person) return nothing;
  return html`<section class="draw paper"><div class="draw-line">${pair(context)}
      <p><b class="voice">${explained(person?.title ?? "")}</b><br><span class="meta">${explained(structure?.name ?? "")}</span></p></div>
    <button class="btn btn-quiet" type="button" @click=${() => openCards(context)}>${t(person?.cues ? "live.host.read_cards_cues" : "live.host.read_cards")}</button>
    ${person?.past_review || structure?.past_review ? html`<p class="card-note">${t("live.card.past_review")}</p>` : nothing}</section>`;
}

export function steps(context) {
  const [prompts] = ofKind(context, "prompts");
  if (!prompts) return nothing;
  const here = prompts.steps.findIndex((one) => one.id === prompts.step);
  return html`<nav class="guide" aria-label=${t("live.host.steps")}>${prompts.steps.map((one, at) => html`<button type="button"
    class=${at === here ? "here" : at < here ? "past" : ""} aria-current=${at === here ? "step" : "false"} ?disabled=${context.taken}
    @click=${() => context.send("go_to_step", { step: one.id })}>${one.title}<span class="meta">${at < here ? icon("check")
      : at === here ? t("live.minutes", { minutes: prompts.minutes }) : nothing}</span></button>`)}</nav>`;
}

// Examples from the deck, for the host alone, once the step about doors was reached.
export function doors(context) {
  const person = context.card("case");
  if (!person?.possible_doors) return nothing;
  const links = context.store.get("links") ?? {};
  const name = (door) => [door.structure, door.scheme].map((code) => links[code]?.name).filter(Boolean).join(", ");
  return html`<section class="possible"><h2>${icon("lock")}${t("live.host.doors")}</h2>
    <p class="meta">${t("live.host.doors_hint")}</p><p class="voice">${explained(person.tension)}</p>
    <ul>${person.possible_doors.map((door) => html`<li><b>${explained(name(door))}</b><span>${explained(door.why)}</span></li>`)}</ul></section>`;
}
