// What this device alone knows of its screens: the column chosen, the slip being edited, what is folded.
import { safeStorage } from "./shelf.js";

const KEY = "visavis:ui:";

export class Ui {
  constructor(scope, changed, storage = safeStorage("sessionStorage")) {
    this.key = KEY + scope;
    this.changed = changed;
    this.storage = storage;
    this.values = this.read();
  }

  read() {
    try {
      return JSON.parse(this.storage?.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  get(name, otherwise) {
    return name in this.values ? this.values[name] : otherwise;
  }

  // Without telling anybody: for what is noticed while drawing.
  note(name, value) {
    this.values[name] = value;
    this.storage?.setItem(this.key, JSON.stringify(this.values));
  }

  set(name, value) {
    this.note(name, value);
    this.changed();
  }

  toggle(name) {
    this.set(name, !this.get(name, false));
  }
}
