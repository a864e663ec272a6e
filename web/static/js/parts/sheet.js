// The sheet under the thumb: choose a column, tap a door or write, « Noter ».
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { uuid } from "../ids.js";
import { t } from "../words.js";
import { matching, shelves } from "./doors.js";
import { answered, askWords, LONGEST, underField } from "./field.js";
import { icon } from "./icon.js";
import { once, Writer } from "./written.js";

export function chosenColumn(panel, context) {
  const id = context.ui.get(`column:${panel.round}`, panel.columns[0]?.id);
  return panel.columns.find((one) => one.id === id) ?? panel.columns[0];
}

export function choose(panel, context, column) {
  context.ui.set(`column:${panel.round}`, column.id);
}

export function sheet(panel, context, mine) {
  const column = chosenColumn(panel, context);
  const field = `entry:${panel.round}:${column.id}`;
  const typed = context.drafts.get(field);
  const add = (data) => {
    answered(field);
    return new Writer("entry", context).add(panel.items, uuid(), { column: column.id, text: "", ...data, round: panel.round });
  };
  const note = async (event) => {
    event.preventDefault();
    await once(field, async () => {
      // The draft itself, not what was last drawn: a quick hand is ahead of the screen.
      const words = context.drafts.get(field);
      if (words.trim()) await write(column, words, mine, add, context);
      else askWords(field, event, context);
      if (context.drafts.get(field) === words) context.drafts.clear(field);
    });
    context.refresh();
  };
  return html`<section class="write paper" aria-label=${t("live.write")}>
    ${columns(panel, context, column)}
    ${extra(column, { typed, field, mine, add, context })}
    <form class="line" @submit=${note}>
      <textarea class="input voice" rows="1" maxlength=${LONGEST} enterkeyhint="send" aria-label=${column.label}
        placeholder=${t(column.kind === "tag" ? "live.another_door" : "live.write_here")} .value=${live(typed)}
        @input=${(event) => { answered(field); context.drafts.set(field, event.target.value); context.refresh(); }}
        @keydown=${(event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) note(event); }}></textarea>
      <button class="btn btn-main" type="submit" @mousedown=${stay}>${t("live.note")}</button>
    </form>${underField(field, typed)}
    <p class="under meta"><span>${column.hint}</span>${privacy(context)}</p>
  </section>`;
}

// A tap beside the field must not close the keyboard or lose the place in what is typed.
function stay(event) {
  event.preventDefault();
}

export function privacy(context) {
  if (context.phase === "debrief") return nothing;
  return html`<span class="push state">${icon("lock")}${t("live.private", { host: context.session.host })}</span>`;
}

function columns(panel, context, chosen) {
  return html`<div class="cols cols-${Math.min(panel.columns.length, 6)}" role="group" aria-label=${t("live.column")}>
    ${panel.columns.map((one) => html`<button type="button" aria-pressed=${one.id === chosen.id} title=${one.label}
      @mousedown=${stay} @click=${() => choose(panel, context, one)}>${icon(one.icon || "pencil")}<span>${one.short}</span></button>`)}</div>`;
}

function extra(column, more) {
  if (column.kind === "tag") return doors(column, more);
  if (column.kind === "mark") return marks(column, more);
  return column.kind === "count" ? counter(column, more) : nothing;
}

// One tap writes the door. What was typed only to find it goes; other words go along with it.
function doors(column, { typed, field, add, context }) {
  const pick = async (one) => {
    const sought = matching([one], typed).length > 0;
    await add({ ...named(one), text: sought ? "" : typed.trim() });
    context.drafts.clear(field);
    context.refresh();
  };
  const choices = column.choices ?? [];
  const found = matching(choices, typed).length > 0;
  return html`<div class="shelves" @mousedown=${stay}>${shelves(choices, { pick, typed: found ? typed : "" })}</div>`;
}

function named(one) {
  return one.family ? { links: [one.value] } : { choice: one.value };
}

function marks(column, { mine, add, context }) {
  const before = markOf(column, mine);
  const pick = (one) => {
    if (before) new Writer("entry", context).edit(before, { text: before.text ?? "", choice: one.value });
    else add({ choice: one.value });
  };
  return html`<div class="marks" role="radiogroup" aria-label=${column.label} @mousedown=${stay}>${column.choices.map((one) => html`<button type="button"
    role="radio" class="tag ${before?.choice === one.value ? "tag-on" : ""}" aria-checked=${before?.choice === one.value}
    @click=${() => pick(one)}>${one.label}</button>`)}</div>`;
}

function counter(column, { mine, add, context }) {
  const own = mine.filter((one) => one.column === column.id);
  const last = own[own.length - 1];
  return html`<div class="marks" @mousedown=${stay}><button type="button" class="btn btn-line" @click=${() => add({})}>${icon("plus")}${t("live.one_more", { number: own.length })}</button>
    ${last ? html`<button type="button" class="btn btn-quiet" @click=${() => new Writer("entry", context).remove(last)}>${icon("undo")}${t("live.one_less")}</button>` : nothing}</div>`;
}

function markOf(column, mine) {
  return mine.filter((one) => one.column === column.id).pop();
}

async function write(column, typed, mine, add, context) {
  const text = typed.trim();
  const before = column.kind === "mark" && markOf(column, mine);
  if (before) await new Writer("entry", context).edit(before, { text, choice: before.choice ?? "" });
  else await add({ text });
}
