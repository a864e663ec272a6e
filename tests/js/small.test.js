// Small pieces: ids without https, the order of announcements, doors found as one types, the answers of a form.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Announcer } from "../../web/static/js/announce.js";
import { Lull } from "../../web/static/js/lull.js";
import { uuid } from "../../web/static/js/ids.js";

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("ids have the same shape where randomUUID is missing", () => {
  assert.match(uuid(), SHAPE);
  assert.match(uuid({ getRandomValues: (bytes) => bytes.fill(255) }), SHAPE);
  assert.match(uuid({}), SHAPE);
  assert.notEqual(uuid({}), uuid({}));
});

test("announcements wait their turn, and a newer one about the same thing replaces the older", () => {
  const region = { textContent: "" };
  const later = [];
  const announcer = new Announcer(region, { later: (act) => later.push(act) });
  announcer.say("entries", "une note");
  announcer.say("entries", "deux notes");
  announcer.say("floor", "La parole est à Luc.");
  announcer.say("entries", "trois notes");
  assert.equal(region.textContent, "une note");
  later.shift()();
  assert.equal(region.textContent, "La parole est à Luc.");
  later.shift()();
  assert.equal(region.textContent, "trois notes");
});

test("what has just become something else is not pressed for a moment, then it may be", () => {
  let now = 1000;
  const later = [];
  const lull = new Lull({ now: () => now, later: (act, wait) => later.push({ act, wait }) });
  const held = (name) => lull.holds(name, () => {});
  assert.equal(held("start_round"), false);
  assert.equal(held("go_to_phase draw"), true);
  now += 300;
  assert.equal(held("go_to_phase draw"), true);
  now += later[0].wait;
  assert.equal(held("go_to_phase draw"), false);
  assert.equal(later.length, 1);
});
