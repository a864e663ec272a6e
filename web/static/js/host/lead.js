// The one thing to do now, what may be set before doing it, and the other ways on.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { offered, personSelect } from "../parts/ask.js";
import { peopleToAsk } from "../context.js";
import { ofKind } from "../layout.js";
import { icon } from "../parts/icon.js";
import { Lull } from "../lull.js";
import { t } from "../words.js";

// The second tap of a double one must not fall on what the first one brought.
const lull = new Lull();

function all(context) {
  return ofKind(context, "actions").flatMap((panel) => panel.actions).filter((one) => context.can.has(one.command));
}

export function leadAction(context) {
  const actions = all(context);
  return actions.find((one) => one.style === "main") ?? actions.find((one) => one.style === "plain" && isSetUp(one));
}

export function isSettling(lead, context) {
  return lull.holds(JSON.stringify([lead.command, lead.data]), context.refresh);
}

export function others(context) {
  const lead = leadAction(context);
  return all(context).filter((one) => one !== lead);
}

// An action whose fields are all choices is set beside its button, rather than asked for after it.
function isSetUp(action) {
  return action.ask?.length > 1 && !action.confirm && action.ask.every((one) => ["person", "choice"].includes(one.kind));
}

export function withSetUp(action, context) {
  if (!isSetUp(action)) return action;
  const chosen = Object.fromEntries(action.ask
    .map((field) => [field.id, valueOf(field, context)])
    .filter(([, value]) => value !== "" && value !== undefined));
  return { ...action, ask: [], data: { ...action.data, ...chosen } };
}

function valueOf(field, context) {
  const chosen = context.ui.get(keyOf(field, context), field.value ?? (field.optional ? "" : field.choices?.[0]?.value));
  if (field.kind !== "person") return field.choices.find((one) => one.value === chosen)?.value;
  return context.store.get(`participant/${chosen}`)?.removed === false ? chosen : "";
}

export function setUp(action, context) {
  if (!action || !isSetUp(action)) return nothing;
  return html`<section class="set"><h2>${t("live.host.this_round")}</h2>
    ${action.ask.map((field, at) => html`<label class="pick"><span class="seat ${at === 0 ? "seat-structure" : at === 1 ? "seat-case" : "seat-none"}"></span>
      <span><small>${field.label}</small><b aria-hidden="true">${wordsOf(field, context)}</b>${field.kind === "person"
        ? personSelect(field, peopleToAsk(context.store), { value: valueOf(field, context), onChange: (event) => keep(field, event, context) })
        : choiceSelect(field, context)}</span>${icon("down")}</label>`)}</section>`;
}

// A browser cuts what does not fit in a list that is closed: these words go over it, on as many lines as they need.
function wordsOf(field, context) {
  const chosen = valueOf(field, context) ?? "";
  return offered(field, peopleToAsk(context.store)).find((one) => one.value === chosen)?.label;
}

// Who sits at the table if the round starts now, as far as it is chosen.
export function chosenPlayers(action, context) {
  if (!action || !isSetUp(action)) return null;
  const fields = action.ask.filter((one) => one.kind === "person").slice(0, 2);
  return fields.map((field) => context.store.get(`participant/${valueOf(field, context)}`)?.name);
}

function choiceSelect(field, context) {
  const chosen = valueOf(field, context) ?? "";
  return html`<select class="select" name=${field.id} @change=${(event) => keep(field, event, context)}>
    ${offered(field).map((one) => html`<option value=${one.value} ?selected=${one.value === chosen}>${one.label}</option>`)}</select>`;
}

function keep(field, event, context) {
  const { value } = event.target;
  const typed = field.choices?.find((one) => String(one.value) === value)?.value ?? value;
  context.ui.set(keyOf(field, context), typed);
}

// What is set is for the round that comes: the next one starts from nothing.
function keyOf(field, { store }) {
  return `set:${store.under("round/").length}:${field.id}`;
}
