// What a hand was about to press has just become something else: for a moment, pressing it does nothing.
const LULL = 700;

export class Lull {
  constructor({ now = Date.now, later = (act, wait) => setTimeout(act, wait) } = {}) {
    Object.assign(this, { now, later, name: undefined, until: 0 });
  }

  // `name`: what would be pressed; `over` is called when it may be.
  holds(name, over) {
    if (name !== this.name) {
      this.until = this.name === undefined ? 0 : this.now() + LULL;
      this.name = name;
      if (this.until) this.later(over, LULL);
    }
    return this.now() < this.until;
  }
}
