// A slip opened to be changed or taken away by the one who wrote it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { openDialog } from "../dialog.js";
import { uuid } from "../ids.js";
import { t } from "../words.js";
import { shelves } from "./doors.js";
import { LONGEST, underField } from "./field.js";
import { once, Writer } from "./written.js";

// `column` says what may be chosen beside the words; a note has doors alone.
export function openEdit(kind, slip, column, context) {
  const field = `edit:${slip.key}`;
  const before = { text: slip.text ?? "", links: slip.links ?? [], choice: slip.choice ?? "" };
  // Over it, what was being changed when the page went away.
  const draft = { ...before, ...context.drafts.read(field, {}) };
  const writer = new Writer(kind, context);
  const change = (more) => {
    context.drafts.write(field, Object.assign(draft, more));
    context.refresh();
  };
  const toggle = ({ value }) => {
    change({ links: draft.links.includes(value) ? draft.links.filter((one) => one !== value) : [...draft.links, value] });
  };
  const keep = async (event, close) => {
    event.preventDefault();
    const { choice, ...words } = draft;
    const addsAgain = slip.item?.refused && !context.store.get(slip.key);
    await once(field, () => (addsAgain ? addAgain(writer, slip, draft) : writer.edit(slip, column.kind === "mark" ? draft : words)));
    if (slip.item?.refused) context.outbox.forget(slip.item.id);
    close();
  };
  openDialog({
    title: t("live.edit_title"),
    wide: Boolean(column.choices?.length),
    onClose: () => context.drafts.clear(field),
    body: (close) => html`<form class="form" @submit=${(event) => keep(event, close)}>
      <label class="field"><span>${column.label}</span><textarea class="input voice" rows="3" maxlength=${LONGEST}
        .value=${live(draft.text)} @input=${(event) => change({ text: event.target.value })}></textarea></label>
      ${underField(field, draft.text)}
      ${column.kind === "mark" ? marks(column, draft, change) : nothing}
      ${doorsIn(column).length ? html`<div class="shelves">${shelves(doorsIn(column), { pick: toggle, chosen: draft.links })}</div>` : nothing}
      <div class="form-foot"><button class="btn btn-main" type="submit">${t("live.keep")}</button>
        <button class="btn btn-line" type="button" @click=${() => { writer.remove(slip); close(); }}>${t("live.remove")}</button></div>
    </form>`,
  });
}

function doorsIn(column) {
  return (column.choices ?? []).filter((one) => one.family);
}

function marks(column, draft, change) {
  return html`<fieldset class="choices"><legend>${t("live.mark")}</legend>${column.choices.filter((one) => !one.family).map((one) => html`<label>
    <input type="radio" name="choice" .checked=${live(draft.choice === one.value)}
      @change=${() => change({ choice: one.value })}><span>${one.label}</span></label>`)}</fieldset>`;
}

function addAgain(writer, slip, draft) {
  const { data } = slip.item;
  const prefix = slip.key.slice(0, -slip.id.length);
  const mended = { ...data, text: draft.text, links: draft.links };
  if (data.choice !== undefined) mended.choice = draft.choice;
  return writer.add(prefix, uuid(), mended);
}
