// A pile of cards, face down. Its player draws from it, or says the number of a printed card.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";
import { back } from "../parts/back.js";
import { face } from "./card.js";

const FAMILY = { cases: "case", structures: "structure" };

export function render(panel, context) {
  const family = FAMILY[panel.name] ?? panel.name;
  const key = `card/${context.roundNumber}/${family}`;
  const record = context.store.get(key);
  if (record && context.kind === "participant") return turned(key, record, family, context);
  const drawn = context.round?.drawn?.[panel.name];
  return html`<section class="pile pile-${family} ${panel.mine ? "pile-mine" : ""}">
    <div class="pile-cards" aria-hidden="true">${drawn ? nothing : back(family)}${back(family)}${back(family)}</div>
    <p class="meta">${t(drawn ? `live.pile.drawn_${family}` : `live.pile.${family}`)}</p>
    ${panel.mine && context.can.has("draw_card") ? draw(panel, context) : nothing}
  </section>`;
}

function draw(panel, context) {
  const action = { command: "draw_card", data: { pile: panel.name } };
  const pending = context.acts.pending(action);
  const byNumber = {
    ...action, label: t("live.pile.paper"), go: t("live.pile.lay"),
    ask: [{ id: "number", kind: "number", label: t("live.pile.number") }],
  };
  return html`<div class="pile-foot">
    <button class="btn btn-main btn-wide" type="button" aria-busy=${pending} @click=${() => context.run(action)}>
      ${t(pending ? "live.state.sending" : "live.pile.draw")}</button>
    <button class="btn btn-quiet btn-wide" type="button" @click=${() => context.run(byNumber)}>${t("live.pile.paper")}</button>
  </div>`;
}

// The one event of the game: the card lifts and turns over, once, when it comes while one is looking.
function turned(key, record, family, context) {
  const moves = context.store.cameLater(key) ? "turn turning" : "turn";
  return html`<div class=${moves}><div class="turn-back" aria-hidden="true">${back(family)}</div>
    <div class="turn-face">${face(record, context)}</div></div>`;
}
