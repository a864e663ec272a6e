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

  clearAll() {
    for (const name of this.shelf.names()) this.shelf.remove(name);
  }
}
