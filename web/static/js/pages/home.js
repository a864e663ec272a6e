// The way in: the code is put in order as it is typed, and a seat held here is one touch away.
import { Shelf } from "../shelf.js";
import { grouped, LENGTH, readCode } from "./code.js";

const form = document.querySelector("#way-in");
const field = document.querySelector("#code");
const wrong = document.querySelector("#code-wrong");

function tidy() {
  const atEnd = field.selectionStart === field.value.length;
  if (!atEnd) return;
  field.value = grouped(readCode(field.value).slice(0, LENGTH));
}

function refuse(sentence) {
  wrong.textContent = sentence;
  wrong.hidden = false;
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

function offerSeat() {
  const code = new Shelf("visavis:").get("last");
  if (!code || !new Shelf("visavis:seat:").get(code)) return;
  const link = document.querySelector("#resume");
  link.href = `/s/${code}`;
  link.textContent = link.dataset.say.replace("{code}", grouped(code));
  link.hidden = false;
}

field.addEventListener("input", (event) => {
  if (!event.isComposing) tidy();
});
field.addEventListener("compositionend", tidy);
form.addEventListener("submit", (event) => {
  const code = readCode(field.value);
  if (code.length === LENGTH) return;
  event.preventDefault();
  refuse(wrong.dataset.say);
});
// A page kept by the browser's Back button may hold an older answer.
window.addEventListener("pageshow", offerSeat);
