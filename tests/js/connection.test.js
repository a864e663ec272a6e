// Coming back after a cut: by the socket library's own reckoning, with what this page asks of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { COMING_BACK, Connection } from "../../web/static/js/connection.js";
import { Store } from "../../web/static/js/store.js";
import { Manager } from "../../web/static/vendor/socket.io/socket.io.esm.min.js";

const waits = () => {
  const manager = new Manager("http://here", { ...COMING_BACK, autoConnect: false });
  return Array.from({ length: 40 }, () => manager.backoff.duration());
};

test("a tablet tries again within a second, and never waits more than ten", () => {
  const all = waits();
  assert.ok(all[0] <= 1000, `${all[0]} ms`);
  assert.ok(Math.max(...all) <= 10_000);
});

test("tablets that were cut at once do not come back at once", () => {
  const first = new Set(Array.from({ length: 30 }, () => waits()[0]));
  assert.ok(first.size > 10, `${first.size} different moments`);
});

async function postedTo(seat, records) {
  const addresses = [];
  globalThis.fetch = async (address) => {
    addresses.push(address);
    return { json: async () => ({ ok: true }) };
  };
  const store = new Store();
  store.apply({ seq: 1, put: records });
  await new Connection({ seat, store, language: "fr", heard: () => {} }).postPlainly({ id: "c1", kind: "volunteer", data: {} });
  return addresses;
}

test("a plain request names the session by its id, also for a seat that came with a link and knows the code", async () => {
  const seat = { session_id: "ABCDEF", seat_token: "T" };
  assert.deepEqual(await postedTo(seat, { session: { id: "s1" } }), ["/api/v1/sessions/s1/commands"]);
});

test("before anything of the session is known, a plain request names it as the seat does", async () => {
  const seat = { session_id: "s1", seat_token: "T" };
  assert.deepEqual(await postedTo(seat, {}), ["/api/v1/sessions/s1/commands"]);
});
