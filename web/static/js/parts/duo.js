// The draw in one line, structure and case, and the way back to the whole cards.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { openDialog } from "../dialog.js";
import { allCues, face } from "../panels/card.js";
import { t } from "../words.js";
import { explained } from "./glossary.js";

export function pair(context) {
  const [structure, person] = [context.card("structure"), context.card("case")];
  if (!structure && !person) return nothing;
  return html`<span class="pair" aria-hidden="true"><b class="ps">${structure?.number}</b><b class="pc">${person?.number}</b></span>`;
}

export function duo(context) {
  const [structure, person] = [context.card("structure"), context.card("case")];
  if (!person) return nothing;
  return html`<section class="duo">${pair(context)}
    <p><span class="voice">${explained(person.title)}</span><br><span class="soft">${explained(inOneLine(person, structure))}</span></p>
    <button class="btn btn-line push" type="button" aria-label=${t("live.read_again")}
      @click=${() => openCards(context)}>${t("live.read")} <span class="duo-what">${t("live.read_what")}</span></button></section>`;
}

export function inOneLine(person, structure) {
  return structure ? t("live.duo", { name: person.first_name, at: structure.at }) : person.first_name;
}

// The jobseeker's own cues stay where they can be hidden; they are read here by those who may see them openly.
export function openCards(context) {
  const own = context.role === "jobseeker" && context.phase !== "debrief";
  openDialog({
    title: t("live.the_cards"),
    wide: true,
    body: () => html`<div class="cards cards-again">
      ${["structure", "case"].map((family) => context.card(family)).filter(Boolean).map((record) => face(record, context))}</div>
      ${context.card("case")?.cues && !own ? allCues(context.card("case"), context.session.language) : nothing}`,
  });
}
