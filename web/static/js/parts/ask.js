// The fields that an action asks for: text, number, person, choice or yes.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";
import { icon } from "./icon.js";

export function askField(field, people) {
  const draw = { person, choice, number, yes }[field.kind] ?? text;
  return draw(field, people);
}

function text(field) {
  return html`<label class="field"><span>${field.label}</span>
    <input class="input" type=${field.kind === "date" ? "date" : "text"} name=${field.id} .value=${field.value ?? ""} maxlength=${field.longest ?? 200}
      ?required=${!field.optional} autocomplete="off"></label>`;
}

// What is not a number is refused in our own words: the browser’s are in its own language, and say no more.
function number(field) {
  const say = (event) => event.target.setCustomValidity(t("live.ask.number"));
  const hush = (event) => event.target.setCustomValidity("");
  return html`<label class="field"><span>${field.label}</span>
    <input class="input input-short" name=${field.id} inputmode="numeric" pattern="[0-9]{1,4}" maxlength="4"
      .value=${field.value ?? ""} ?required=${!field.optional} autocomplete="off" @invalid=${say} @input=${hush}></label>`;
}

function yes(field) {
  return html`<label class="check-line"><input type="checkbox" name=${field.id} ?checked=${field.value}>
    <span>${field.label}</span></label>`;
}

function choice(field) {
  const chosen = field.value ?? (field.optional ? "" : field.choices[0]?.value);
  const choices = offered(field);
  return html`<fieldset class="choices"><legend>${field.label}</legend>
    ${choices.map((one) => html`<label>
      <input type="radio" name=${field.id} value=${one.value} ?checked=${String(one.value) === String(chosen)}>
      <span>${one.label}${one.hint ? html`<small>${one.hint}</small>` : nothing}</span></label>`)}
  </fieldset>`;
}

function person(field, people) {
  return html`<label class="field"><span>${field.label}</span><span class="select-box">${personSelect(field, people)}${icon("down")}</span></label>`;
}

export function personSelect(field, people, more = {}) {
  const chosen = more.value ?? field.value ?? "";
  return html`<select class="input select" name=${field.id} ?required=${!field.optional}
      @change=${more.onChange ?? nothing}>
    ${offered(field, people).map((one) => html`<option value=${one.value} ?selected=${one.value === chosen}>${one.label}</option>`)}
  </select>`;
}

// What a field offers to choose from, nobody or nothing first.
export function offered(field, people) {
  const none = field.optional ? field.none ?? t("live.ask.none") : t("live.ask.choose");
  const first = { value: "", label: none };
  if (field.kind !== "person") return field.optional ? [first, ...field.choices] : field.choices;
  const out = new Set(field.exclude ?? []);
  return [first, ...people.filter((one) => !out.has(one.id)).map((one) => ({
    value: one.id, label: one.volunteer ? t("live.ask.volunteer", { name: one.name }) : one.name,
  }))];
}

// What the form says, in the types that the command takes; what is left out stays out.
export function answersOf(fields, given) {
  const answers = {};
  for (const field of fields) {
    const value = (given.get(field.id) ?? "").trim();
    if (field.kind === "yes") answers[field.id] = given.has(field.id);
    else if (value) answers[field.id] = typed(field, value);
  }
  return answers;
}

function typed(field, value) {
  if (field.kind === "number") return Number(value);
  if (field.kind !== "choice") return value;
  return field.choices.find((one) => String(one.value) === value)?.value ?? value;
}
