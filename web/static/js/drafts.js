// What is being typed, field by field, kept as it is typed.
import { Shelf } from "./shelf.js";

export class Drafts {
  constructor(scope, storage) {
    this.shelf = new Shelf(`visavis:draft:${scope}:`, storage);
  }

  get(field) {
    return this.shelf.get(field) ?? "";
  }

  set(field, text) {
    if (text) return this.shelf.set(field, text);
    this.shelf.remove(field);
    return true;
  }

  // Lists and choices are drafts too.
  read(field, otherwise) {
    try {
      return JSON.parse(this.get(field)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  write(field, value) {
    return this.set(field, value === null ? "" : JSON.stringify(value));
  }

  clear(field) {
    this.shelf.remove(field);
  }

  // A seat has one draft a field, in however many tabs.
  heard(key, text) {
    return this.shelf.heard(key, text);
  }

  // The words that were typed and not sent, field by field.
  begun() {
    return this.shelf.names()
      .map((field) => ({ field, texts: wordsIn(this.get(field), this.read(field, null)) }))
      .filter(({ texts }) => texts.length);
  }

  // All of them, for whoever wants to take them elsewhere.
  texts() {
    return this.begun().flatMap(({ texts }) => texts);
  }
}

function wordsIn(kept, value) {
  if (value === null || typeof value !== "object") return [kept];
  const texts = "text" in value ? [value.text] : Object.values(value);
  return texts.filter((one) => typeof one === "string" && one.trim());
}
