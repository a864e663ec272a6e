// Coming back after a cut: by the socket library's own reckoning, with what this page asks of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { COMING_BACK } from "../../web/static/js/connection.js";
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
