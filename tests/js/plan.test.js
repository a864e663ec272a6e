// The table seen from above: every name on it can be read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./drawn.js";
import { plan } from "../../web/static/js/parts/plan.js";

function named(chairs, shape) {
  const found = drawn(plan({ people: [], chairs, shape })).matchAll(/font-size=(\d+)>([^<]*)</g);
  return [...found].map(([, size, name]) => ({ size: Number(size), name }));
}

test("a player's name is as large as the others, however long it is", () => {
  for (const [shape, size] of [["small", 15], ["wide", 17], ["call", 19]]) {
    const sizes = named(["Anticonstitutionnellement", "Luc"], shape).map((one) => one.size);
    assert.deepEqual(sizes, [size, size], shape);
  }
});

test("a name too long to stand between the seats is cut short, and a short one is not", () => {
  assert.deepEqual(named(["Maximilien", "Luc"], "call").map((one) => one.name), ["Maximil…", "Luc"]);
  assert.deepEqual(named(["Maximilien", "Luc"], "wide").map((one) => one.name), ["Maximilien", "Luc"]);
});
