// What a template would show, as text with its tags. Imported before any template, which asks for a document.
globalThis.document ??= { createComment: () => ({}), createTreeWalker: () => ({}) };

export function drawn(part) {
  if (Array.isArray(part)) return part.map(drawn).join("");
  if (part?.strings) return part.strings.map((text, at) => text + drawn(part.values[at])).join("");
  if (part?._$litDirective$) return drawn(repeated(part.values));
  return ["string", "number"].includes(typeof part) ? String(part) : "";
}

// `repeat(items, key, template)` is the only directive that shows anything of its own.
function repeated([items, , template]) {
  return template ? [...items].map(template) : "";
}
