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
  return template ? [...items].map(template) : [];
}

// What its elements do on an event, in their order.
export function deeds(part, event) {
  if (Array.isArray(part)) return part.flatMap((one) => deeds(one, event));
  if (part?._$litDirective$) return deeds(repeated(part.values), event);
  return (part?.values ?? []).flatMap((value, at) => (part.strings[at].endsWith(`@${event}=`) ? value : deeds(value, event)));
}
