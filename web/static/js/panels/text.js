// Something to read: the rules, what is kept, a question to borrow.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { explained } from "../parts/glossary.js";
import { icon } from "../parts/icon.js";
import { quoted, t } from "../words.js";

export function render(panel, context) {
  return ({ questions, rules, privacy }[panel.name] ?? plain)(panel, context);
}

function plain(panel) {
  return html`<section class="text paper"><h2>${panel.title}</h2>
    ${panel.lines.map((line) => html`<p>${line}</p>`)}</section>`;
}

function privacy(panel) {
  return html`<details class="privacy"><summary>${icon("lock")}${panel.title}</summary>
    ${panel.lines.map((line) => html`<p>${line}</p>`)}</details>`;
}

function rules(panel, context) {
  const more = panel.more ?? [];
  const cards = context.session.language;
  return html`<section class="rules" aria-label=${panel.title}>
    <ol class="rules-key">${panel.lines.map((line, at) => html`<li class="rule paper">${drawing(at)}
      <p class="voice">${quoted(line, cards)}</p></li>`)}</ol>
    ${more.length > panel.lines.length && context.kind !== "screen" ? html`<details class="rules-all paper">
      <summary>${t("live.all_rules")}</summary>
      <ol>${more.map((line) => html`<li class="voice">${quoted(line, cards)}</li>`)}</ol></details>` : nothing}
  </section>`;
}

// One question at a time, in the deck's order: an aid, not a list to go through.
function questions(panel, context) {
  if (!panel.lines.length) return nothing;
  const at = context.ui.get("question", 0) % panel.lines.length;
  return html`<div class="aid"><div>
      <p class="label">${icon("question")}${panel.title}</p>
      <p class="voice">${explained(quoted(panel.lines[at], context.session.language))}</p></div>
    <button class="btn btn-line" type="button" @click=${() => context.ui.set("question", at + 1)}>${t("live.another")}</button>
  </div>`;
}

// The half-discs and the doors, once for each of the three rules; a fourth has words alone.
function drawing(at) {
  const drawings = [
    html`<svg viewBox="38 0 360 190" aria-hidden="true"><path class="l" d="M208 55a40 40 0 0 0 0 80z"></path><path class="r" d="M216 55a40 40 0 0 1 0 80z"></path><circle class="d" cx="120" cy="30" r="13"></circle><circle class="d" cx="52" cy="95" r="13"></circle><circle class="d" cx="120" cy="160" r="13"></circle><circle class="d" cx="304" cy="160" r="13"></circle><circle class="d" cx="372" cy="95" r="13"></circle><circle class="y" cx="304" cy="32" r="26"></circle></svg>`,
    html`<svg viewBox="0 0 470 190" aria-hidden="true"><path class="l" d="M90 5a90 90 0 0 0 0 180z"></path><path class="r" d="M106 5a90 90 0 0 1 0 180z"></path></svg>`,
    html`<svg viewBox="0 0 470 190" aria-hidden="true"><path class="a" d="M6 184V64a46 46 0 0 1 92 0v120z"></path><path class="a" d="M134 184V64a46 46 0 0 1 92 0v120z"></path><path class="a" d="M262 184V64a46 46 0 0 1 92 0v120z"></path><path class="k" d="M78 118h.1M206 118h.1M334 118h.1"></path></svg>`,
  ];
  return drawings[at] ?? nothing;
}
