// What people write and take away: what was refused is said, and what was done leaves nothing behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./drawn.js";
import { Acts } from "../../web/static/js/act.js";
import { MemoryKeep } from "../../web/static/js/keep.js";
import { Notices } from "../../web/static/js/notices.js";
import { Outbox } from "../../web/static/js/outbox.js";
import { Writer, written } from "../../web/static/js/parts/written.js";
import { Store } from "../../web/static/js/store.js";

const KEY = "entry/1/a";
const ENTRY = { text: "Une question.", author: "p1", at: "2026-11-24T10:00:00Z" };
const REFUSED = { ok: false, code: "wrong_phase", message: "La partie est close." };
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

// Somebody with one entry on the page, and a server that gives this answer to whatever is sent.
function table(answer) {
  const [store, notices, sent] = [new Store(), [], []];
  store.apply({ seq: 1, put: { [KEY]: ENTRY } });
  const outbox = new Outbox({
    keep: new MemoryKeep(),
    post: async ({ kind }) => { sent.push(kind); return answer; },
    holds: ({ key }) => store.get(key) !== undefined,
    notice: (message) => notices.push(message),
  });
  outbox.setOnline(true);
  const acts = new Acts({ outbox, notices: new Notices(() => {}), people: () => [] });
  const context = { store, outbox, you: { participant_id: "p1" }, send: (...asked) => acts.send(...asked) };
  const texts = () => written("entry", "entry/1/", context).map(({ text, state }) => [text, state]);
  return { store, outbox, context, notices, sent, texts, writer: new Writer("entry", context), slip: { id: "a", key: KEY } };
}

test("a removal that is refused says why, puts the slip back and leaves nothing on the device", async () => {
  const { writer, slip, notices, outbox, texts } = table(REFUSED);
  await writer.remove(slip);
  assert.deepEqual(notices, ["La partie est close."]);
  assert.deepEqual(outbox.items, []);
  assert.deepEqual(await outbox.keep.all(), []);
  assert.deepEqual(texts(), [["Une question.", "saved"]]);
});

test("a removal that is saved hides the slip until its record is gone, then leaves the outbox", async () => {
  const { writer, slip, store, outbox, texts } = table({ ok: true });
  await writer.remove(slip);
  outbox.sweep();
  assert.deepEqual(texts(), []);
  store.apply({ seq: 2, drop: [KEY] });
  outbox.sweep();
  assert.deepEqual(outbox.items, []);
  assert.deepEqual(texts(), []);
});

test("a slip that is taken away twice in one breath is taken away once", async () => {
  const { writer, slip, sent, notices } = table({ ok: true });
  writer.remove(slip);
  writer.remove(slip);
  await settle();
  assert.deepEqual([sent, notices], [["remove_entry"], []]);
});

test("what was refused and never recorded is let go without a word to the server", async () => {
  const { writer, sent, outbox } = table(REFUSED);
  const { item } = await writer.add("entry/1/", "b", { text: "Trop tard." });
  await settle();
  await writer.remove({ id: "b", key: "entry/1/b", item });
  assert.deepEqual(sent, ["add_entry"]);
  assert.deepEqual(outbox.items, []);
});
