// Stand-ins for what only a browser has.
export class FakeStorage {
  constructor() {
    this.kept = new Map();
  }

  get length() {
    return this.kept.size;
  }

  key(at) {
    return [...this.kept.keys()][at];
  }

  getItem(name) {
    return this.kept.get(name) ?? null;
  }

  setItem(name, text) {
    this.kept.set(name, String(text));
  }

  removeItem(name) {
    this.kept.delete(name);
  }
}
