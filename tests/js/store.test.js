// The records a viewer holds: applied in any order, they end as the server has them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Store, crc32 } from "../../web/static/js/store.js";

test("an update puts and drops records, and tells those who listen", () => {
  const store = new Store();
  let told = 0;
  store.subscribe(() => { told += 1; });
  store.apply({ seq: 3, put: { "entry/1/a": { text: "un" }, you: {} }, drop: [], reset: true });
  store.apply({ seq: 4, put: {}, drop: ["entry/1/a"] });
  assert.equal(told, 2);
  assert.deepEqual(store.under("entry/1/"), []);
  assert.equal(store.seq, 4);
});

test("a record older than the one held changes nothing", () => {
  const store = new Store();
  store.apply({ seq: 9, put: { screen: { title: "neuf" } }, drop: [] });
  store.apply({ seq: 8, put: { screen: { title: "huit" } }, drop: [] });
  assert.equal(store.get("screen").title, "neuf");
  assert.equal(store.seq, 9);
});

test("a dropped record does not come back with an older update", () => {
  const store = new Store();
  store.apply({ seq: 5, put: { "note/1/a": {} }, drop: [] });
  store.apply({ seq: 7, put: {}, drop: ["note/1/a"] });
  store.apply({ seq: 6, put: { "note/1/a": {} }, drop: [] });
  assert.equal(store.get("note/1/a"), undefined);
});

test("a whole view replaces what was held, with the numbers it gives", () => {
  const store = new Store();
  store.apply({ seq: 90, put: { old: {}, screen: {} }, drop: [] });
  store.apply({ seq: 12, put: { screen: {}, you: {} }, seqs: { screen: 12, you: 2 }, drop: [], reset: true });
  assert.deepEqual([...store.records.keys()].sort(), ["screen", "you"]);
  assert.equal(store.seqs.get("you"), 2);
  assert.equal(store.seq, 12);
});

test("the checksum does not depend on the order of the records", () => {
  const [one, other] = [new Store(), new Store()];
  one.apply({ seq: 2, put: { a: {}, b: {} }, seqs: { a: 1, b: 2 }, drop: [], reset: true });
  other.apply({ seq: 1, put: { a: {} }, drop: [] });
  other.apply({ seq: 2, put: { b: {} }, drop: [] });
  assert.equal(one.digest(), other.digest());
  assert.equal(one.digest(), ((crc32("a:1") + crc32("b:2")) % 2 ** 32).toString(16).padStart(8, "0"));
  assert.equal(crc32("123456789"), 0xcbf43926);
});

test("only what comes after the first view is new to the eye", () => {
  const store = new Store();
  store.apply({ seq: 1, put: { "card/1/case": {} }, drop: [], reset: true });
  store.apply({ seq: 2, put: { "card/1/structure": {} }, drop: [] });
  assert.equal(store.cameLater("card/1/case"), false);
  assert.equal(store.cameLater("card/1/structure"), true);
});

test("a refusal in the place of an update changes nothing", () => {
  const store = new Store();
  store.apply({ seq: 3, put: { a: { x: 1 } }, drop: [] });
  store.apply({ ok: false, code: "too_many", message: "…" });
  assert.equal(store.seq, 3);
  assert.deepEqual(store.get("a"), { x: 1 });
});
