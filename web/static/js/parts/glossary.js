// Acronyms of the cards, made into words that say what they mean: one pattern, from the deck's glossary.
import { html } from "../../vendor/lit-html/lit-html.js";

let learnt = null;
let terms = [];
let pattern = null;
let pressed = true;

// `pressable`: whether somebody can tap a word where it stands.
export function learnTerms(glossary, pressable = true) {
  pressed = pressable;
  if (!glossary || glossary === learnt) return;
  learnt = glossary;
  terms = Object.entries(glossary)
    .map(([short, meaning]) => ({ short, meaning }))
    .sort((a, b) => b.short.length - a.short.length);
  const any = terms.map(({ short }) => short.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  // What stands before is taken along: older tablets have no way to look behind.
  pattern = any ? new RegExp(`(^|[^\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, "gu") : null;
}

export function allTerms() {
  return terms;
}

export function idOf(term) {
  return `term-${terms.indexOf(term)}`;
}

// The text as it goes on, strings and terms in turn.
export function pieces(text) {
  if (!pattern || !text) return [text];
  const found = [];
  let from = 0;
  for (const { 1: before, 2: short, index } of text.matchAll(pattern)) {
    const at = index + before.length;
    if (at > from) found.push(text.slice(from, at));
    found.push(terms.find((one) => one.short === short));
    from = at + short.length;
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

// For texts that stand in no button: a term can be reached and pressed itself.
export function explained(text) {
  if (!pressed) return text;
  const found = pieces(text);
  if (found.length === 1 && found[0] === text) return text;
  return found.map((one) => (typeof one === "string" ? one : word(one)));
}

function word(term) {
  return html`<abbr class="term" role="button" tabindex="0" aria-describedby=${idOf(term)}>${term.short}</abbr>`;
}

// For what nobody can tap: the terms of these texts, in the order in which they are read.
export function termsIn(texts) {
  return [...new Set(texts.flatMap(pieces).filter((one) => one?.short))];
}
