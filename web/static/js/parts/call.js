// « Vous avez la parole » : yellow fills the tablet at once, and one may keep one's grid in sight.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { keyed } from "../../vendor/lit-html/directives/keyed.js";
import { EVERYONE, nameOf } from "../panels/floor.js";
import { peopleOf } from "../panels/roster.js";
import { t } from "../words.js";
import { icon } from "./icon.js";
import { plan } from "./plan.js";

export function call(context) {
  const { floor, you, role, round, ui, taken } = context;
  const mine = floor === you.participant_id || (floor === EVERYONE && role === "observer");
  if (!floor || !mine || role === "adviser" || taken) return nothing;
  const since = `call:${round.floor.since}`;
  if (ui.get(since, false)) return nothing;
  const adviser = nameOf(round.adviser, context);
  return keyed(since, html`<section class="call" role="alertdialog" aria-labelledby="call-title" aria-describedby="call-text">
    ${table(context)}
    <div class="call-say"><h1 id="call-title" class="voice">${floor === EVERYONE ? t("live.call.everyone") : t("live.call.you", { name: you.name })}</h1>
      <p id="call-text">${t("live.call.asked", { name: adviser })}</p></div>
    <footer class="call-foot"><button class="btn" type="button" @click=${() => ui.set(since, true)}>${icon("pencil")}${t("live.call.keep_grid")}</button>
      <p>${t("live.call.back", { name: adviser })}</p></footer>
  </section>`);
}

function table(context) {
  const { round } = context;
  const people = peopleOf({ items: "participant/" }, context)
    .filter((one) => one.id !== round.adviser && one.id !== round.jobseeker)
    .map((one) => ({ ...one, volunteer: false, name: one.me ? t("live.call.me") : "" }));
  return plan({ people, floor: context.floor, chairs: [nameOf(round.adviser, context), nameOf(round.jobseeker, context)], shape: "call" });
}
