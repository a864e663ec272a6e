// What the group notes, as it comes. Newest first, and nothing moves while the host reads further down.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { hour } from "../clock.js";
import { columnOf, saying } from "../panels/grid.js";
import { checkButton } from "../panels/notes.js";
import { icon } from "../parts/icon.js";
import { written } from "../parts/written.js";
import { count, language, t } from "../words.js";

const AT_TOP = 12;
// The newest entry that was in sight when the reader left the top, by round.
const held = new Map();

export function stream(panel, context, pinnedFirst = false) {
  const all = written("entry", panel.items, context).reverse();
  const filter = context.ui.get(`filter:${pinnedFirst}`, pinnedFirst ? "pinned" : "all");
  const until = held.get(panel.items);
  const sifted = all.filter((one) => passes(one, filter));
  const shown = until ? sifted.filter((one) => Date.parse(one.at) <= until) : sifted;
  const late = sifted.length - shown.length;
  return html`<section class="stream" aria-label=${t("live.stream.label")}>
    <header><h2>${t("live.stream.label")}</h2>${pinnedFirst ? nothing : html`<p class="meta">${context.screen.hint}</p>`}</header>
    ${filters(panel, all, filter, context, pinnedFirst)}
    ${late ? html`<button class="btn btn-line late" type="button" @click=${(event) => toTop(event, panel, context)}>${count("live.new_entries", late)}</button>` : nothing}
    <div class="slips" tabindex="0" role="region" aria-label=${t("live.stream.list")} @scroll=${(event) => hold(event, panel, all, context)}>
      ${shown.length ? nothing : html`<p class="soft">${t(filter === "pinned" ? "live.stream.none_pinned" : "live.nothing_noted")}</p>`}
      ${repeat(shown, (one) => one.id, (one) => slip(one, panel, context))}</div>
  </section>`;
}

function passes(one, filter) {
  if (filter === "all") return true;
  return filter === "pinned" ? one.pinned : one.column === filter;
}

function filters(panel, all, filter, context, pinnedFirst) {
  const choices = [
    ...(pinnedFirst ? [{ id: "pinned", label: t("live.pinned") }] : []),
    { id: "all", label: t("live.stream.all") },
    ...columnsOf(panel, all, pinnedFirst).map((one) => ({ id: one.id, label: one.short || one.label })),
    ...(pinnedFirst ? [] : [{ id: "pinned", label: t("live.pinned") }]),
  ];
  return html`<div class="filters" role="group" aria-label=${t("live.column")}>${choices.map((one) => html`<button type="button"
    aria-pressed=${one.id === filter} @click=${() => context.ui.set(`filter:${pinnedFirst}`, one.id)}>${one.label}
    <span>${all.filter((entry) => passes(entry, one.id)).length}</span></button>`)}</div>`;
}

// Beside the debriefing there is room only for the columns that hold something.
function columnsOf(panel, all, brief) {
  return brief ? panel.columns.filter((column) => all.some((one) => one.column === column.id)) : panel.columns;
}

function hold({ target }, panel, all, context) {
  const top = target.scrollTop <= AT_TOP;
  if (top === !held.has(panel.items)) return;
  if (top) held.delete(panel.items);
  else held.set(panel.items, Date.parse(all[0]?.at ?? 0));
  context.refresh();
}

function toTop(event, panel, context) {
  held.delete(panel.items);
  const list = event.target.closest(".stream").querySelector(".slips");
  list.scrollTop = 0;
  list.focus({ preventScroll: true });
  context.refresh();
}

function slip(one, panel, context) {
  const column = columnOf(panel, one.column);
  const pin = () => context.send("pin_entry", { entry_id: one.id, pinned: !one.pinned });
  const author = one.author && context.store.get(`participant/${one.author}`)?.name;
  return html`<article class="slip"><div>
      <p class="slip-col">${icon(column.icon || "pencil")}${column.short || column.label}<span>${hour(one.at, language())}${author ? `, ${author}` : ""}${one.edited ? `, ${t("live.edited")}` : ""}</span>${checkButton(one, context)}</p>
      ${saying(one, column, context)}</div>
    ${context.can.has("pin_entry") ? html`<button class="pin ${one.pinned ? "on" : ""}" type="button" aria-pressed=${one.pinned}
      aria-label=${t(one.pinned ? "live.unpin" : "live.pin")} title=${t(one.pinned ? "live.unpin" : "live.pin")} @click=${pin}>${icon("pin", one.pinned)}</button>` : nothing}
  </article>`;
}
