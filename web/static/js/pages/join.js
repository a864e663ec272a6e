// Taking a seat: a name, an answer, and the seat's secret kept in this browser.
import { uuid } from "../ids.js";
import { safeStorage, Shelf } from "../shelf.js";
import { ask, Asking } from "./ask.js";

// A seat that the server no longer knows sends people back here: do not send them there again at once.
const TOO_SOON = 15000;

const form = document.querySelector("#join");
const { code } = form.dataset;
const shelf = new Shelf("visavis:");
const keeps = safeStorage("localStorage") !== null;
const suggestion = document.querySelector("#suggestion");
const ids = new Map();
const join = new Asking(form, document.querySelector("#answer"));
const fields = ["name", "organisation"].map((name) => form.elements[name]);

function heldSeat() {
  try {
    return JSON.parse(shelf.get(`seat:${code}`));
  } catch {
    return null;
  }
}

function goToSeat(seat) {
  shelf.set("last", code);
  shelf.set(`went:${code}`, String(Date.now()));
  // Where nothing can be kept, the seat travels in the fragment, which no server ever sees.
  location.assign(keeps ? `/s/${code}` : `/s/${code}#${seat.seat_token}`);
}

function startAgainOrGo() {
  const seat = heldSeat();
  if (!seat) return;
  const justWent = Date.now() - Number(shelf.get(`went:${code}`)) < TOO_SOON;
  if (!justWent && !["#other", "#recover"].includes(location.hash)) {
    location.replace(`/s/${code}`);
    return;
  }
  document.querySelector("#seated").hidden = false;
}

// Asked again under the same id, when the answer was lost on the way, the server gives the same seat.
function once(asked) {
  ids.set(asked, ids.get(asked) ?? uuid());
  return ids.get(asked);
}

function suggest(name) {
  suggestion.hidden = !name;
  if (!name) return;
  suggestion.textContent = suggestion.dataset.say.replace("{name}", () => name);
  suggestion.onclick = () => {
    form.elements.name.value = name;
    takeSeat();
  };
}

function refused({ answer, offline }) {
  if (offline) return join.say(form.dataset.offline);
  if (answer.retry_after) return join.wait(answer.message, Math.ceil(answer.retry_after));
  const aboutName = answer.code === "name_taken" || Boolean(answer.fields?.name);
  join.say(answer.message, aboutName ? form.elements.name : null);
  if (answer.code === "name_taken") suggest(answer.fields?.name);
  return undefined;
}

async function takeSeat() {
  if (join.busy) return;
  const [name, organisation] = fields.map((field) => field.value.trim());
  suggest(null);
  if (!name) {
    join.say(form.dataset.missing, form.elements.name);
    return;
  }
  join.say("");
  join.hold(form.dataset.sending);
  const answered = await ask(`/api/v1/sessions/${code}/seats`, { name, organisation, id: once(`${name}\n${organisation}`) });
  join.release();
  if (!answered.ok) {
    refused(answered);
    return;
  }
  kept(answered.answer);
}

function remember() {
  fields.forEach((field) => {
    field.value = field.value || (shelf.get(field.name) ?? "");
    field.addEventListener("input", () => shelf.set(field.name, field.value));
  });
}

function kept(seat) {
  const key = seat.participant_id ? `seat:${code}` : `host:${seat.session_id}`;
  shelf.set(key, JSON.stringify(seat));
  if (seat.participant_id) goToSeat(seat);
  else location.assign(`/host/${seat.session_id}`);
}

// A single-use code gives back a seat that was held on another device: a participant's or the host's.
async function recover(event) {
  event.preventDefault();
  const recovery_code = recovery.form.elements.recovery.value.trim();
  if (recovery.busy || !recovery_code) return;
  recovery.hold(form.dataset.sending);
  const answered = await ask(`/api/v1/sessions/${code}/recover`, { recovery_code, id: once(recovery_code) });
  recovery.release();
  if (answered.ok) kept(answered.answer);
  else if (answered.offline) recovery.say(form.dataset.offline);
  else if (answered.answer.retry_after) recovery.wait(answered.answer.message, Math.ceil(answered.answer.retry_after));
  else recovery.say(answered.answer.message, recovery.form.elements.recovery);
}

const recovery = new Asking(document.querySelector("#recover"), document.querySelector("#recovery-answer"));
recovery.form.addEventListener("submit", recover);
document.querySelector(".recover").open = location.hash === "#recover";
document.querySelector("#refused").hidden = keeps;
remember();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  takeSeat();
});
startAgainOrGo();
