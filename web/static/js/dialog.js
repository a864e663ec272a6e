// One dialog at a time: native where there is one, else the same by hand.
import { html, render } from "../vendor/lit-html/lit-html.js";
import { t } from "./words.js";
import { icon } from "./parts/icon.js";

let open = null;

// `body` draws the inside; it is drawn again with each refresh, so that live changes show.
export function openDialog({ title, body, wide = false, onClose = () => {} }) {
  closeDialog();
  const box = document.createElement("dialog");
  box.className = wide ? "dialog dialog-wide paper" : "dialog paper";
  box.setAttribute("aria-labelledby", "dialog-title");
  open = { box, title, body, onClose, opener: document.activeElement };
  document.body.append(box);
  drawDialog();
  show(box);
  box.addEventListener("close", () => finish(box));
  box.addEventListener("click", (event) => event.target === box && closeDialog());
  box.querySelector("[autofocus], input, textarea, select")?.focus();
}

export function drawDialog() {
  if (!open) return;
  const { box, title, body } = open;
  render(
    html`<header class="dialog-head">
        <h2 id="dialog-title" class="voice">${title}</h2>
        <button class="round" type="button" aria-label=${t("live.close")} @click=${closeDialog}>${icon("cross")}</button>
      </header>
      <div class="dialog-body">${body(closeDialog)}</div>`,
    box,
  );
}

export function closeDialog() {
  if (!open) return;
  const { box } = open;
  if (box.close && box.showModal) box.close();
  finish(box);
}

// Put away without a word to who opened it: it was not closed by hand.
export function dropDialog() {
  if (open) open.onClose = () => {};
  closeDialog();
}

function show(box) {
  if (box.showModal) {
    box.showModal();
    return;
  }
  box.setAttribute("open", "");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-modal", "true");
  box.classList.add("dialog-by-hand");
  document.getElementById("app").setAttribute("aria-hidden", "true");
  box.addEventListener("keydown", (event) => event.key === "Escape" && closeDialog());
}

function finish(box) {
  if (open?.box !== box) return;
  const { onClose, opener } = open;
  open = null;
  box.remove();
  document.getElementById("app").removeAttribute("aria-hidden");
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  onClose();
}
