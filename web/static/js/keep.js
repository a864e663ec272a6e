// Where commands wait until the server has them: IndexedDB, else localStorage, else memory.
import { Shelf, safeStorage } from "./shelf.js";

const PATIENCE = 2000;

// Some browsers that refuse to keep anything throw as soon as IndexedDB is named: it is named inside `opened`.
// Safari may never answer the first open after a cold start: waiting has an end. Should it answer later,
// `later` is what to keep in from then on, for what an earlier page left in the database is to be sent too.
export async function openKeep(scope, { database, storage } = {}) {
  const local = storage === undefined ? safeStorage("localStorage") : storage;
  const aside = local ? new ShelfKeep(scope, local) : new MemoryKeep();
  const kept = opened(database).then((found) => new DatabaseKeep(scope, found, aside));
  const patience = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    return await Promise.race([kept, patience]);
  } catch {
    aside.later = kept.catch(() => aside);
    return aside;
  }
}

function opened(database) {
  return new Promise((resolve, reject) => {
    const request = (database === undefined ? globalThis.indexedDB : database).open("visavis", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

class DatabaseKeep {
  lasting = true;

  // `aside`: where a page of this seat keeps what it has when the database does not answer it.
  constructor(scope, database, aside) {
    Object.assign(this, { scope, database, aside });
  }

  async all() {
    const items = (await this.run("readonly", (outbox) => outbox.getAll())).filter((item) => item.scope === this.scope);
    const known = new Set(items.map((item) => item.id));
    const others = (await this.aside.all()).filter((item) => !known.has(item.id));
    return [...items, ...others].sort((a, b) => a.n - b.n);
  }

  put(item) {
    return this.run("readwrite", (outbox) => outbox.put({ ...item, scope: this.scope }));
  }

  async remove(id) {
    await this.aside.remove(id);
    return this.run("readwrite", (outbox) => outbox.delete(id));
  }

  run(mode, ask) {
    return new Promise((resolve, reject) => {
      const turn = this.begin(mode);
      const request = ask(turn.objectStore("outbox"));
      turn.oncomplete = () => resolve(request.result);
      turn.onerror = () => reject(turn.error);
      turn.onabort = () => reject(turn.error);
    });
  }

  // "strict" waits for the disk; older browsers do not know the option and throw on nothing.
  begin(mode) {
    return this.database.transaction("outbox", mode, { durability: "strict" });
  }
}

class ShelfKeep {
  lasting = true;

  constructor(scope, storage) {
    this.shelf = new Shelf(`visavis:outbox:${scope}:`, storage);
  }

  async all() {
    const items = this.shelf.names().map((name) => JSON.parse(this.shelf.get(name)));
    return items.sort((a, b) => a.n - b.n);
  }

  async put(item) {
    if (!this.shelf.set(item.id, JSON.stringify(item))) throw new Error("nothing can be kept");
  }

  async remove(id) {
    this.shelf.remove(id);
  }
}

export class MemoryKeep {
  lasting = false;
  items = new Map();

  async all() {
    return [...this.items.values()];
  }

  async put(item) {
    this.items.set(item.id, item);
  }

  async remove(id) {
    this.items.delete(id);
  }
}
