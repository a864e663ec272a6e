// Doors to tap: structures and schemes in the deck's order, narrowed by what is typed.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { t } from "../words.js";
import { sign } from "./slip.js";

const FAMILIES = ["structure", "scheme"];

export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f’'\s-]/g, "").toLowerCase();
}

export function matching(choices, typed) {
  const wanted = plain(typed);
  return wanted ? choices.filter((one) => plain(one.label).includes(wanted)) : choices;
}

export function doorsOf(store) {
  const links = store.get("links") ?? {};
  return Object.entries(links)
    .map(([value, { family, name }]) => ({ value, label: name, family }))
    .sort((a, b) => a.label.localeCompare(b.label, "fr"));
}

// One shelf a family; `chosen` marks those already in what is being written.
export function shelves(choices, { pick, chosen = [], typed = "" }) {
  const shown = matching(choices, typed);
  const groups = [...FAMILIES, undefined].map((family) => [family, shown.filter((one) => one.family === family)]);
  const none = typed && !shown.length;
  return html`${groups.map(([family, ones]) => (ones.length ? shelf(family, ones, pick, chosen) : nothing))}
    ${none ? html`<p class="shelf-none meta">${t("live.no_door")}</p>` : nothing}`;
}

function shelf(family, ones, pick, chosen) {
  return html`<div class="shelf" role="group" aria-label=${t(`live.family.${family ?? "choice"}`)}>
    ${repeat(ones, (one) => one.value, (one) => html`<button type="button"
      class="tag ${family ? `tag-${family}` : ""} ${chosen.includes(one.value) ? "tag-on" : ""}"
      aria-pressed=${chosen.includes(one.value)} @click=${() => pick(one)}>${sign(family)}${one.label}</button>`)}
  </div>`;
}
