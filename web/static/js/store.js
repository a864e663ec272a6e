// The records that the server says this viewer holds, by key. Knows no socket and no screen.
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

export function crc32(text) {
  let sum = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

export class Store {
  constructor() {
    this.records = new Map();
    this.seqs = new Map();
    this.gone = new Map();
    this.later = new Set();
    this.presence = {};
    this.seq = 0;
    this.full = false;
    this.listeners = new Set();
  }

  get(key) {
    return this.records.get(key);
  }

  under(prefix) {
    const found = [];
    for (const [key, record] of this.records) {
      if (key.startsWith(prefix)) found.push([key.slice(prefix.length), record]);
    }
    return found;
  }

  // Whether a record came while this page was open, rather than with the first view.
  cameLater(key) {
    return this.later.has(key);
  }

  apply(update) {
    const { put = {}, drop = [], seqs = {}, seq, reset } = update;
    // A refusal may come in the place of an update: there is nothing to apply.
    if (!Number.isInteger(seq)) return;
    const first = !this.full;
    if (reset) this.forgetAllBut(put);
    for (const [key, record] of Object.entries(put)) {
      const isNew = !this.records.has(key);
      if (this.put(key, record, seqs[key] ?? seq) && isNew && !first && !reset) this.later.add(key);
    }
    for (const key of drop) this.drop(key, seq);
    this.seq = Math.max(this.seq, seq);
    this.full = true;
    this.tell();
  }

  put(key, record, seq) {
    if (seq < Math.max(this.seqs.get(key) ?? 0, this.gone.get(key) ?? 0)) return false;
    this.records.set(key, record);
    this.seqs.set(key, seq);
    this.gone.delete(key);
    return true;
  }

  drop(key, seq) {
    if (seq < (this.seqs.get(key) ?? 0)) return;
    this.records.delete(key);
    this.seqs.delete(key);
    this.later.delete(key);
    this.gone.set(key, seq);
  }

  forgetAllBut(put) {
    for (const key of [...this.records.keys()]) {
      if (!(key in put)) this.records.delete(key);
    }
    this.seqs.clear();
    this.gone.clear();
    this.seq = 0;
  }

  // The same for any order of the keys, so that both sides can keep it without sorting.
  digest() {
    let sum = 0;
    for (const [key, seq] of this.seqs) sum = (sum + crc32(`${key}:${seq}`)) >>> 0;
    return sum.toString(16).padStart(8, "0");
  }

  setPresence(presence) {
    this.presence = presence;
    this.tell();
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }
}
