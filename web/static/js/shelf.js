// Small text kept in this browser; in memory alone where the browser refuses to keep any.
export class Shelf {
  constructor(prefix, storage = safeStorage("localStorage")) {
    this.prefix = prefix;
    this.storage = storage;
    this.memory = new Map();
  }

  get(name) {
    if (this.memory.has(name)) return this.memory.get(name);
    return this.storage?.getItem(this.prefix + name) ?? null;
  }

  set(name, text) {
    this.memory.set(name, text);
    try {
      this.storage?.setItem(this.prefix + name, text);
    } catch {
      return false;
    }
    return Boolean(this.storage);
  }

  remove(name) {
    this.memory.delete(name);
    this.storage?.removeItem(this.prefix + name);
  }

  // Another tab of this browser kept something else under this key, or nothing any more.
  heard(key, text) {
    if (!key?.startsWith(this.prefix)) return false;
    const name = key.slice(this.prefix.length);
    if (text === null) this.memory.delete(name);
    else this.memory.set(name, text);
    return true;
  }

  names() {
    const found = new Set(this.memory.keys());
    for (let at = 0; at < (this.storage?.length ?? 0); at += 1) {
      const key = this.storage.key(at);
      if (key.startsWith(this.prefix)) found.add(key.slice(this.prefix.length));
    }
    return [...found];
  }
}

export function safeStorage(name) {
  try {
    const storage = globalThis[name];
    storage.setItem("visavis:probe", "1");
    storage.removeItem("visavis:probe");
    return storage;
  } catch {
    return null;
  }
}
