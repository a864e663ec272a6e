// Notes of the debriefing, step by step.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { askFirst } from "../asking.js";
import { compose } from "../parts/compose.js";
import { doorsOf } from "../parts/doors.js";
import { openEdit } from "../parts/edit.js";
import { explained } from "../parts/glossary.js";
import { icon } from "../parts/icon.js";
import { refusal, state, tags, toCheck } from "../parts/slip.js";
import { Writer, written } from "../parts/written.js";
import { t } from "../words.js";

export function render(panel, context) {
  const all = written("note", panel.items, context);
  const here = all.filter((one) => one.step === panel.step);
  const elsewhere = all.filter((one) => one.step !== panel.step);
  return html`<section class="notes" aria-label=${t("live.notes_of_step")}>
    ${context.kind === "host" ? html`<h2>${t("live.notes_of_step")} <span class="meta">${t("live.notes_kept")}</span></h2>` : nothing}
    ${panel.writes && context.can.has("add_note") ? compose(panel, context) : nothing}
    <div class="note-list">${here.length ? slips(here, context) : html`<p class="soft">${t("live.no_note_in_step")}</p>`}</div>
    ${elsewhere.length ? html`<details class="earlier" ?open=${context.ui.get("notes_elsewhere", false)}
      @toggle=${(event) => context.ui.note("notes_elsewhere", event.target.open)}><summary>${t("live.notes_elsewhere")}</summary>${panel.steps.map((step) => {
      const found = elsewhere.filter((one) => one.step === step.id);
      return found.length ? html`<h3 class="label">${step.title}</h3>${slips(found, context)}` : nothing;
    })}</details>` : nothing}
  </section>`;
}

function slips(notes, context) {
  return repeat(notes, (one) => one.id, (one) => noteSlip(one, context));
}

function noteSlip(note, context) {
  return html`<article class="slip ${note.state === "unsent" ? "slip-unsent" : ""}">
    ${tags(context.store, note.links, note.to_check ? toCheck() : nothing)}
    ${note.text ? html`<p class="voice">${explained(note.text)}</p>` : nothing}
    ${context.kind === "host" || note.mine || note.state !== "saved" ? foot(note, context) : nothing}
    ${note.item?.refused ? refusal(note.item, context, () => edit(note, context)) : nothing}</article>`;
}

function foot(note, context) {
  return html`<p class="slip-foot">${note.state === "saved" ? nothing : state(note.state)}
    ${note.item?.refused ? nothing : change(note, context)}
    ${checkButton(note, context)}</p>`;
}

// The host may take away what another wrote, and never change their words.
function change(note, context) {
  const others = !note.mine && context.store.get(`participant/${note.author}`);
  const [can, act, label] = others ? ["remove_note", remove, t("live.remove")] : ["edit_note", edit, t("live.edit")];
  return context.can.has(can) ? html`<button class="link" type="button" @click=${() => act(note, context)}>${label}</button>` : nothing;
}

function remove(note, context) {
  askFirst({ label: t("live.remove"), confirm: note.text }, [], () => new Writer("note", context).remove(note));
}

function edit(note, context) {
  openEdit("note", note, { label: t("live.your_note"), kind: "note", choices: doorsOf(context.store) }, context);
}

export function checkButton(slip, context) {
  if (!context.can.has("mark_to_check") || slip.state !== "saved") return nothing;
  const mark = () => context.send("mark_to_check", { id: slip.id, to_check: !slip.to_check });
  return html`<button class="link" type="button" aria-pressed=${Boolean(slip.to_check)} @click=${mark}>${icon("question")}${t(slip.to_check ? "live.checked" : "live.to_check")}</button>`;
}
