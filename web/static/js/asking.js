// The dialog of an action: what it will do, and what it needs to know first.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { openDialog } from "./dialog.js";
import { answersOf, askField } from "./parts/ask.js";
import { t } from "./words.js";

export function askFirst(action, people, send) {
  const fields = action.ask ?? [];
  const submit = (event, close) => {
    event.preventDefault();
    const given = answersOf(fields, new FormData(event.target));
    close();
    send({ ...action.data, ...(action.shape?.(given) ?? given) });
  };
  openDialog({
    title: action.label,
    body: (close) => html`<form class="form" @submit=${(event) => submit(event, close)}>
      ${action.confirm ? html`<p>${action.confirm}</p>` : nothing}
      ${fields.map((field) => askField(field, people))}
      <div class="form-foot">
        <button class="btn btn-main" type="submit">${action.go ?? action.label}</button>
        <button class="btn btn-line" type="button" @click=${close}>${t("live.not_now")}</button>
      </div>
    </form>`,
  });
}
