// The paper note that says what an acronym means: on focus, tap or hover, until Escape or a tap elsewhere.
const AWAY = 12;
let note = null;
let word = null;

export function watchTerms() {
  document.addEventListener("focusin", (event) => show(termOf(event)));
  document.addEventListener("focusout", hide);
  document.addEventListener("click", tap);
  document.addEventListener("pointerdown", (event) => !termOf(event) && !isNote(event.target) && hide());
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && show(termOf(event)));
  document.addEventListener("pointerout", leave);
  document.addEventListener("keydown", press, true);
  window.addEventListener("scroll", place, { capture: true, passive: true });
  window.addEventListener("resize", place);
}

function termOf({ target }) {
  return target.closest?.(".term") ?? null;
}

function isNote(target) {
  return Boolean(note?.contains(target));
}

// On the server's pages a word leads to the foot of the page: here its meaning comes to it instead.
function tap(event) {
  const term = termOf(event);
  if (term) event.preventDefault();
  show(term);
}

function show(term) {
  if (!term || term === word) return;
  hide();
  word = term;
  note = Object.assign(document.createElement("p"), { className: "term-note paper" });
  note.setAttribute("role", "tooltip");
  note.textContent = document.getElementById(term.getAttribute("aria-describedby"))?.textContent ?? "";
  // A dialog lies above all that is not in it.
  (term.closest("dialog") ?? document.body).append(note);
  place();
}

function hide() {
  note?.remove();
  note = null;
  word = null;
}

// The pointer may go from the word to its note.
function leave({ target, relatedTarget }) {
  if (!word || word === document.activeElement || isNote(relatedTarget) || word.contains(relatedTarget)) return;
  if (target === word || isNote(target)) hide();
}

function press(event) {
  if (event.key === "Escape" && word) {
    event.preventDefault();
    event.stopPropagation();
    hide();
  } else if (termOf(event) && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    show(termOf(event));
  }
}

// Under the word, or over it where there is no room; always whole on the screen.
export function place() {
  if (!word) return;
  const at = word.isConnected && !word.closest("[inert]") ? word.getBoundingClientRect() : null;
  if (!at?.width || at.bottom < 0 || at.top > window.innerHeight) return void hide();
  const { offsetWidth: width, offsetHeight: height } = note;
  const left = Math.min(at.left, document.documentElement.clientWidth - width - AWAY);
  const under = at.bottom + height + AWAY <= window.innerHeight;
  note.style.left = `${Math.max(AWAY, left)}px`;
  note.style.top = `${under ? at.bottom + AWAY / 2 : Math.max(AWAY, at.top - height - AWAY / 2)}px`;
}
