// What people wrote, as the screen shows it: the server's records, and over them what this browser still holds.
const WRITES = {
  entry: { add: "add_entry", edit: "edit_entry", remove: "remove_entry", id: "entry_id" },
  note: { add: "add_note", edit: "edit_note", remove: "remove_note", id: "note_id" },
};

// `kind`: entry or note; `prefix`: the key prefix of its records, as a panel gives it.
export function written(kind, prefix, { store, outbox, you }) {
  const words = WRITES[kind];
  const found = new Map();
  for (const [id, record] of store.under(prefix)) {
    found.set(id, {
      ...record, id, key: prefix + id, touched: store.seqs.get(prefix + id) ?? 0,
      mine: record.author !== undefined && record.author === you.participant_id, state: "saved",
    });
  }
  for (const item of outbox.items) overlay(found, item, words, prefix, outbox);
  return [...found.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function overlay(found, item, words, prefix, outbox) {
  if (!item.key?.startsWith(prefix)) return;
  const id = item.data[words.id];
  const state = outbox.stateOf(item);
  const slip = found.get(id);
  if (item.kind === words.add && !slip) {
    const at = new Date(item.at).toISOString();
    found.set(id, { links: [], ...item.data, id, key: item.key, at, mine: true, state, item, touched: Infinity });
  } else if (item.kind === words.edit && slip && state !== "saved") {
    found.set(id, { ...slip, ...item.data, id, state, item });
  } else if (item.kind === words.remove && state !== "refused") {
    found.delete(id);
  }
}

// The words of a slip, for a refused one to be copied.
export function inWords(slip, context) {
  const links = context.store.get("links") ?? {};
  return [...(slip.links ?? []).map((code) => links[code]?.name), slip.text].filter(Boolean).join(" : ");
}

const busy = new Set();

// A second tap while the first is still being kept is the same tap.
export async function once(field, write) {
  if (busy.has(field)) return;
  busy.add(field);
  try {
    await write();
  } finally {
    busy.delete(field);
  }
}

export class Writer {
  constructor(kind, context) {
    Object.assign(this, { words: WRITES[kind], kind, context });
  }

  add(prefix, id, data) {
    const slip = { [this.words.id]: id, ...data };
    return this.context.outbox.add(this.words.add, slip, this.more(prefix + id, data));
  }

  edit(slip, data) {
    return this.context.outbox.add(this.words.edit, { [this.words.id]: slip.id, ...data }, this.more(slip.key, data));
  }

  // What was refused was never recorded; what still waits is recorded first, then taken away, in order.
  remove(slip) {
    const { outbox, store, send } = this.context;
    if (slip.item?.refused) outbox.forget(slip.item.id);
    if (slip.item?.refused && !store.get(slip.key)) return null;
    return once(slip.key, () => send(this.words.remove, { [this.words.id]: slip.id }, { key: slip.key }));
  }

  more(key, data) {
    return { key, text: inWords(data, this.context) };
  }
}
