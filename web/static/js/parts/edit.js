// A slip opened to be changed or taken away by the one who wrote it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { openDialog } from "../dialog.js";
import { uuid } from "../ids.js";
import { t } from "../words.js";
import { shelves } from "./doors.js";
import { Writer } from "./written.js";

// `column` says what may be chosen beside the words; a note has doors alone.
export function openEdit(kind, slip, column, context) {
  const draft = { text: slip.text ?? "", links: [...(slip.links ?? [])], choice: slip.choice ?? "" };
  const writer = new Writer(kind, context);
  const redraw = context.refresh;
  const toggle = ({ value }) => {
    draft.links = draft.links.includes(value) ? draft.links.filter((one) => one !== value) : [...draft.links, value];
    redraw();
  };
  const keep = (event, close) => {
    event.preventDefault();
    const { choice, ...words } = draft;
    if (slip.item?.refused) context.outbox.forget(slip.item.id);
    if (slip.item?.refused && !context.store.get(slip.key)) addAgain(writer, slip, draft);
    else writer.edit(slip, column.kind === "mark" ? draft : words);
    close();
  };
  openDialog({
    title: t("live.edit_title"),
    wide: Boolean(column.choices?.length),
    body: (close) => html`<form class="form" @submit=${(event) => keep(event, close)}>
      <label class="field"><span>${column.label}</span><textarea class="input voice" rows="3" maxlength="2000"
        .value=${live(draft.text)} @input=${(event) => { draft.text = event.target.value; }}></textarea></label>
      ${column.kind === "mark" ? marks(column, draft, redraw) : nothing}
      ${doorsIn(column).length ? html`<div class="shelves">${shelves(doorsIn(column), { pick: toggle, chosen: draft.links })}</div>` : nothing}
      <div class="form-foot"><button class="btn btn-main" type="submit">${t("live.keep")}</button>
        <button class="btn btn-line" type="button" @click=${() => { writer.remove(slip); close(); }}>${t("live.remove")}</button></div>
    </form>`,
  });
}

function doorsIn(column) {
  return (column.choices ?? []).filter((one) => one.family);
}

function marks(column, draft, redraw) {
  return html`<fieldset class="choices"><legend>${t("live.mark")}</legend>${column.choices.filter((one) => !one.family).map((one) => html`<label>
    <input type="radio" name="choice" .checked=${live(draft.choice === one.value)}
      @change=${() => { draft.choice = one.value; redraw(); }}><span>${one.label}</span></label>`)}</fieldset>`;
}

function addAgain(writer, slip, draft) {
  const { data } = slip.item;
  const prefix = slip.key.slice(0, -slip.id.length);
  const mended = { ...data, text: draft.text, links: draft.links };
  if (data.choice !== undefined) mended.choice = draft.choice;
  writer.add(prefix, uuid(), mended);
}
