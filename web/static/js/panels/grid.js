// The observation grid. `write`: one's own, `read`: what is shown to all, `stream`: as it comes, `pinned`: on the wall.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { hour } from "../clock.js";
import { openEdit } from "../parts/edit.js";
import { explained } from "../parts/glossary.js";
import { icon } from "../parts/icon.js";
import { choose, chosenColumn, privacy, sheet } from "../parts/sheet.js";
import { refusal, state, tags, toCheck } from "../parts/slip.js";
import { stick } from "../parts/stick.js";
import { written } from "../parts/written.js";
import { t, language } from "../words.js";

export function render(panel, context) {
  if (!panel.columns.length) return nothing;
  return panel.mode === "write" ? writing(panel, context) : reading(panel, context);
}

export function columnOf(panel, id) {
  return panel.columns.find((one) => one.id === id) ?? { id, label: "", short: "", icon: "" };
}

// The choice of a mark, said in the words of its column.
function chosenLabel(column, entry) {
  return (column.choices ?? []).find((one) => !one.family && one.value === entry.choice)?.label ?? "";
}

export function saying(entry, column, context) {
  const choice = chosenLabel(column, entry);
  const counted = column.kind === "count" && !entry.text;
  return html`${tags(context.store, entry.links, entry.to_check ? toCheck() : nothing)}
    ${choice ? html`<p class="strong">${explained(choice)}</p>` : nothing}
    ${counted ? html`<p class="strong">${t("live.counted")}</p>` : nothing}
    ${entry.text ? html`<p class="voice">${explained(entry.text)}</p>` : nothing}`;
}

function ownOf(panel, context) {
  return written("entry", panel.items, context).filter((one) => one.mine);
}

function writing(panel, context) {
  const mine = ownOf(panel, context);
  return html`<section class="grid-write" aria-label=${t("live.your_grid")}>
    ${context.wide ? paper(panel, context, mine) : pileOfNotes(panel, context, mine)}
    ${context.can.has("add_entry") ? sheet(panel, context, mine) : nothing}
  </section>`;
}

// On a phone, notes pile up with the newest nearest the thumb.
function pileOfNotes(panel, context, mine) {
  return html`<div class="own-notes" tabindex="0" role="region" aria-label=${t("live.your_notes")} ${stick(mine.length, Boolean(mine[mine.length - 1]?.item))}><p class="private meta">${privacy(context)}</p>
    ${mine.length ? nothing : html`<p class="soft own-none">${t("live.no_note_yet")}</p>`}
    ${repeat(mine, (one) => one.id, (one) => {
      const column = columnOf(panel, one.column);
      return html`<article class="slip ${one.state === "unsent" ? "slip-unsent" : ""}">${saying(one, column, context)}
        <p class="slip-foot"><span class="col">${column.short || column.label}</span>${editButton(one, column, context)}
          <span class="push">${state(one.state)}</span></p>
        ${one.item?.refused ? refusal(one.item, context, () => openEdit("entry", one, column, context)) : nothing}</article>`;
    })}</div>`;
}

// On a tablet, the grid that people know from paper.
function paper(panel, context, mine) {
  const chosen = chosenColumn(panel, context);
  const usual = panel.columns.length === 5;
  return html`<div class="sheet paper ${usual ? "sheet-five" : "sheet-many"}">
    ${panel.columns.map((column) => html`<section class="col ${column === chosen ? "on" : ""}" @click=${() => choose(panel, context, column)}>
      <h2><button type="button" aria-pressed=${column === chosen}>${icon(column.icon || "pencil")}<span>${column.label}</span></button></h2>
      ${box(column, mine.filter((one) => one.column === column.id), context)}</section>`)}</div>`;
}

function box(column, entries, context) {
  if (!entries.length) return context.can.has("add_entry") ? html`<p class="soft">${t("live.touch_to_write")}</p>` : nothing;
  return repeat(entries, (one) => one.id, (one) => html`<article class="entry ${one.state === "unsent" ? "entry-unsent" : ""}">
    ${saying(one, column, context)}
    <p class="entry-foot">${state(one.state, one.state === "saved" ? hour(one.at, language()) : "")}${editButton(one, column, context)}</p>
    ${one.item?.refused ? refusal(one.item, context, () => openEdit("entry", one, column, context)) : nothing}</article>`);
}

function editButton(entry, column, context) {
  if (!context.can.has("edit_entry") || entry.item?.refused) return nothing;
  const open = (event) => {
    event.stopPropagation();
    openEdit("entry", entry, column, context);
  };
  return html`<button class="link" type="button" aria-label=${t("live.edit_label", { column: column.label })} @click=${open}>${t("live.edit")}</button>`;
}

// Pinned first, then column by column. What the group does not have yet says so: it may be in sight nowhere else.
function reading(panel, context) {
  const all = written("entry", panel.items, context);
  const pinned = all.filter((one) => one.pinned);
  return html`<section class="grid-read" aria-label=${t("live.what_was_noted")}>
    ${all.length ? nothing : html`<p class="soft">${t("live.nothing_noted")}</p>`}
    ${pinned.length ? group(t("live.pinned"), "pin", pinned, panel, context) : nothing}
    ${panel.columns.map((column) => {
      const found = all.filter((one) => one.column === column.id && !one.pinned);
      return found.length ? group(column.label, column.icon, found, panel, context) : nothing;
    })}</section>`;
}

function group(title, sign, entries, panel, context) {
  return html`<section class="read-group"><h3>${icon(sign || "pencil", sign === "pin")}${title}</h3>
    ${repeat(entries, (one) => one.id, (one) => html`<article class="slip ${one.state === "unsent" ? "slip-unsent" : ""}">
      ${saying(one, columnOf(panel, one.column), context)}
      ${one.state === "saved" ? nothing : html`<p class="slip-foot">${state(one.state)}</p>`}
      ${one.item?.refused ? refusal(one.item, context) : nothing}</article>`)}</section>`;
}
