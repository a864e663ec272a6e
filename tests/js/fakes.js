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

// A database that answers a moment later, as IndexedDB does; `mute`: not before `answer`.
export class FakeDatabase {
  constructor() {
    this.kept = new Map();
    this.mute = false;
    this.unheard = [];
  }

  open() {
    const request = { result: this };
    if (this.mute) this.unheard.push(request);
    else setTimeout(() => request.onsuccess());
    return request;
  }

  answer() {
    for (const request of this.unheard) request.onsuccess();
  }

  transaction() {
    const turn = { objectStore: () => this };
    setTimeout(() => turn.oncomplete());
    return turn;
  }

  getAll() {
    return { result: [...this.kept.values()] };
  }

  put(item) {
    return { result: this.kept.set(item.id, item) };
  }

  delete(id) {
    return { result: this.kept.delete(id) };
  }
}
