// Commands wait until the server has answered: in order, across cuts and reloads, and once each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryKeep, openKeep } from "../../web/static/js/keep.js";
import { Outbox } from "../../web/static/js/outbox.js";
import { FakeDatabase, FakeStorage } from "./fakes.js";

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const noWait = () => Promise.resolve();

function made(post, more = {}) {
  return new Outbox({ keep: new MemoryKeep(), post, wait: noWait, ...more });
}

test("commands leave in the order in which they were asked, one at a time", async () => {
  const sent = [];
  const outbox = made(async ({ kind }) => { sent.push(kind); return { ok: true }; });
  await outbox.add("one", {});
  await outbox.add("two", {});
  await outbox.add("three", {});
  assert.deepEqual(sent, []);
  outbox.setOnline(true);
  await settle();
  assert.deepEqual(sent, ["one", "two", "three"]);
  assert.equal(outbox.waiting().length, 0);
});

test("a command without an answer is sent again with the same id", async () => {
  const ids = [];
  const outbox = made(async ({ id }) => {
    ids.push(id);
    if (ids.length < 3) throw new Error("timeout");
    return { ok: true };
  });
  await outbox.add("add_entry", { text: "une" });
  outbox.setOnline(true);
  await settle();
  assert.equal(ids.length, 3);
  assert.equal(new Set(ids).size, 1);
});

test("« too many » waits as long as it is told to, then sends the same command", async () => {
  const waits = [];
  let tries = 0;
  const outbox = made(
    async () => ((tries += 1) === 1 ? { ok: false, code: "too_many", retry_after: 7 } : { ok: true }),
    { wait: async (seconds) => { waits.push(seconds); } },
  );
  outbox.setOnline(true);
  await outbox.add("volunteer", {});
  await settle();
  assert.deepEqual(waits, [7]);
  assert.equal(tries, 2);
});

test("words that were refused stay, with the reason; a refused button does not", async () => {
  const outbox = made(async () => ({ ok: false, code: "wrong_phase", message: "La partie est close." }));
  outbox.setOnline(true);
  await outbox.add("add_entry", { text: "une" }, { text: "une", key: "entry/1/a" });
  const { answered } = await outbox.add("volunteer", {});
  assert.equal((await answered).code, "wrong_phase");
  assert.equal(outbox.items.length, 1);
  assert.equal(outbox.stateOf(outbox.items[0]), "refused");
  assert.equal(outbox.items[0].refused.message, "La partie est close.");
  assert.equal(outbox.waiting().length, 0);
});

test("a refusal that no slip bears is said, also to who loaded the page again while it waited", async () => {
  const [notices, keep] = [[], new MemoryKeep()];
  await made(async () => { throw new Error("cut"); }, { keep }).add("remove_entry", { entry_id: "a" }, { key: "entry/1/a" });
  const post = async () => ({ ok: false, code: "wrong_phase", message: "La partie est close." });
  const reloaded = made(post, { keep, notice: (message) => notices.push(message) });
  reloaded.setOnline(true);
  await settle();
  assert.deepEqual(notices, ["La partie est close."]);
  assert.deepEqual(await keep.all(), []);
});

test("what waits is kept across a reload, under its own seat", async () => {
  const storage = new FakeStorage();
  const keep = () => openKeep("seat-a", { database: null, storage });
  const before = new Outbox({ keep: await keep(), post: async () => ({ ok: true }), wait: noWait });
  const { item } = await before.add("add_entry", { text: "gardée" }, { text: "gardée", key: "k" });
  const after = new Outbox({ keep: await keep(), post: async () => ({ ok: true }), wait: noWait });
  await after.load();
  assert.equal(after.waiting()[0].id, item.id);
  after.setOnline(true);
  await settle();
  assert.deepEqual(await (await keep()).all(), []);
  assert.deepEqual(await (await openKeep("seat-b", { database: null, storage })).all(), []);
});

test("what a page kept aside while the database did not answer is found again, and goes once it is sent", async () => {
  const [database, storage] = [new FakeDatabase(), new FakeStorage()];
  const open = () => openKeep("seat-a", { database, storage });
  database.mute = true;
  await (await open()).put({ id: "1", n: 1 });
  database.mute = false;
  await (await open()).put({ id: "2", n: 2 });
  const keep = await open();
  assert.deepEqual((await keep.all()).map((item) => item.id), ["1", "2"]);
  await keep.put({ id: "1", n: 1, refused: true });
  assert.deepEqual((await keep.all()).map((item) => [item.id, item.refused]), [["1", true], ["2", undefined]]);
  for (const id of ["1", "2"]) await keep.remove(id);
  assert.deepEqual(await (await open()).all(), []);
  database.mute = true;
  assert.deepEqual(await (await open()).all(), []);
});

test("a database that answers late is kept in from then on, and what an earlier page left there is sent", async () => {
  const [database, storage, sent] = [new FakeDatabase(), new FakeStorage(), []];
  const open = () => openKeep("seat-a", { database, storage });
  await (await open()).put({ id: "1", n: 1, kind: "early" });
  database.mute = true;
  const keep = await open();
  const outbox = new Outbox({ keep, post: async ({ kind }) => { sent.push(kind); return { ok: true }; }, wait: noWait });
  keep.later.then((late) => outbox.keepIn(late));
  await outbox.add("aside", {});
  outbox.setOnline(true);
  await settle();
  assert.deepEqual(sent, ["aside"]);
  database.answer();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(sent, ["aside", "early"]);
  assert.deepEqual([...database.kept.keys()], []);
  await outbox.add("late", {});
  assert.equal(storage.length, 0);
});

test("what only memory held until the database answered is kept in it", async () => {
  const database = new FakeDatabase();
  database.mute = true;
  const keep = await openKeep("seat-a", { database, storage: null });
  const outbox = made(async () => ({ ok: true }), { keep });
  const { item } = await outbox.add("add_entry", {});
  assert.equal(outbox.lasting, false);
  database.answer();
  outbox.keepIn(await keep.later);
  await settle();
  assert.deepEqual([...database.kept.keys()], [item.id]);
  assert.equal(outbox.lasting, true);
});

test("a browser that keeps nothing says so, and loses nothing while the page is open", async () => {
  const full = { lasting: true, all: async () => [], put: async () => { throw new Error("quota"); }, remove: async () => {} };
  const outbox = made(async () => ({ ok: true }), { keep: full });
  await outbox.add("add_entry", { text: "une" }, { text: "une", key: "k" });
  assert.equal(outbox.lasting, false);
  assert.equal(outbox.waiting().length, 1);
});

test("the same tap twice is one command", async () => {
  const outbox = made(async () => ({ ok: true }));
  await outbox.add("give_floor", { to: "p1" });
  assert.equal(outbox.has("give_floor", { to: "p1" }), true);
  assert.equal(outbox.has("give_floor", { to: "p2" }), false);
});

test("a saved slip stays until its record is here", async () => {
  const held = new Set();
  const outbox = made(async () => ({ ok: true }), { holds: (item) => held.has(item.key) });
  outbox.setOnline(true);
  await outbox.add("add_entry", { text: "une" }, { text: "une", key: "entry/1/a" });
  await settle();
  assert.equal(outbox.stateOf(outbox.items[0]), "saved");
  held.add("entry/1/a");
  outbox.sweep();
  assert.deepEqual(outbox.items, []);
});

test("while the socket is cut, what waits may pass by plain requests, and stops at the first that does not", async () => {
  const sent = [];
  const outbox = made(async ({ kind }) => {
    if (kind === "three") throw new Error("cut again");
    sent.push(kind);
    return { ok: true };
  });
  for (const kind of ["one", "two", "three", "four"]) await outbox.add(kind, {});
  await outbox.tryAnyway();
  assert.deepEqual(sent, ["one", "two"]);
  assert.deepEqual(outbox.waiting().map(({ kind }) => kind), ["three", "four"]);
});

test("once the seat is held elsewhere nothing more is sent, and what waits is kept for who takes it back", async () => {
  const [sent, keep] = [[], new MemoryKeep()];
  const post = async ({ kind }) => { sent.push(kind); return { ok: true }; };
  const outbox = made(post, { keep });
  await outbox.add("add_entry", { text: "une" }, { text: "une", key: "k" });
  outbox.close();
  await outbox.add("add_entry", { text: "deux" }, { text: "deux", key: "l" });
  await outbox.flush();
  await outbox.tryAnyway();
  await settle();
  assert.deepEqual(sent, []);
  assert.deepEqual(outbox.items.map((item) => outbox.stateOf(item)), ["refused", "refused"]);
  const taken_back = made(post, { keep });
  taken_back.setOnline(true);
  await settle();
  assert.deepEqual(sent, ["add_entry", "add_entry"]);
});

test("what another tab left behind leaves from this one when it comes back, once", async () => {
  const [sent, keep] = [[], new MemoryKeep()];
  const first = made(async () => { throw new Error("cut"); }, { keep });
  const second = made(async ({ id }) => { sent.push(id); return { ok: true }; }, { keep });
  const { item } = await first.add("add_entry", { text: "une" }, { text: "une", key: "k" });
  second.setOnline(true);
  second.setOnline(true);
  await settle();
  assert.deepEqual(sent, [item.id]);
  assert.deepEqual(await keep.all(), []);
});
