// Who is round the table. Participants see who is there; the host also sees whose tablet sleeps.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { NAMED, plan } from "../parts/plan.js";
import { listed, t } from "../words.js";

export function render(panel, context) {
  const people = peopleOf(panel, context);
  const shape = { participant: "small", screen: "wall", host: "wide" }[context.kind];
  const offered = people.filter((one) => one.volunteer).map((one) => one.name);
  return html`<section class="room" aria-label=${panel.title}>
    ${plan({ people, shape, chairs: context.chairs })}
    ${people.length > NAMED ? list(people) : nothing}
    ${context.kind === "participant" ? html`<p class="meta room-words">${offering(offered)}</p>` : legend()}
  </section>`;
}

export function peopleOf(panel, context) {
  return context.store.under(panel.items)
    .filter(([, one]) => !one.removed)
    .map(([id, one]) => ({
      id, ...one, me: id === context.you.participant_id,
      state: context.kind === "participant" ? "here" : context.store.presence[id]?.state ?? "gone",
    }));
}

function offering(names) {
  if (!names.length) return t("live.lobby.nobody_offers");
  const key = names.length === 1 ? "live.lobby.one_offers" : "live.lobby.some_offer";
  return t(key, { names: listed(names) });
}

function legend() {
  return html`<p class="legend"><svg viewBox="0 0 60 60" aria-hidden="true"><circle class="seat-dot" cx="30" cy="30" r="19"></circle>
    <circle class="seat-ring" cx="30" cy="30" r="27" stroke-width="5"></circle></svg>${t("live.plan.offers")}</p>`;
}

function list(people) {
  return html`<ul class="names">${repeat(people, (one) => one.id, (one) => html`<li class=${one.me ? "strong" : ""}>
    ${one.name}${one.volunteer ? html` <span class="soft">${t("live.plan.offers")}</span>` : nothing}</li>`)}</ul>`;
}
