// The page's sentences. Those of the game come already said, in the records.
let sentences = {};
let spoken = "fr";

export async function learn(language, url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`words ${answer.status}`);
  use(language, await answer.json());
}

export function use(language, found) {
  sentences = found;
  spoken = language;
  if (typeof document !== "undefined") document.documentElement.lang = language;
}

export function language() {
  return spoken;
}

export function t(key, params = {}) {
  const sentence = sentences[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? params[name] : whole));
}

// One sentence for one, another for several (in French, zero is singular too).
export function count(key, number, params = {}) {
  const single = spoken === "fr" ? number < 2 : number === 1;
  return t(`${key}.${single ? "one" : "many"}`, { ...params, number });
}

// « La sécurité : je pouvais me tromper. » as a topic and a sentence of its own.
export function topicAndSentence(label) {
  const [, topic = "", rest = label] = label.match(/^(.+?)\s*:\s+(.+)$/s) ?? [];
  return [topic, rest.charAt(0).toUpperCase() + rest.slice(1)];
}

// In the language of the cards, which may not be that of the screen.
export function quoted(text, cards = spoken) {
  if (!text || /^[«“"]/.test(text)) return text ?? "";
  return cards === "fr" ? `«\u202f${text}\u202f»` : `“${text}”`;
}

// « Aurélie, Luc et Maud »
export function listed(names) {
  if (names.length < 2) return names[0] ?? "";
  return t("live.and", { first: names.slice(0, -1).join(", "), last: names[names.length - 1] });
}

// Sentences one after the other; those that have no full stop are given one.
export function paragraph(...said) {
  return said.filter(Boolean).map((one) => (/[.!?…]\s*[»”]?$/.test(one) ? one : `${one}.`)).join(" ");
}
