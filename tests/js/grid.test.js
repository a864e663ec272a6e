// What was noted, read in the debriefing: what all have, and what only this browser holds, told apart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./drawn.js";
import { MemoryKeep } from "../../web/static/js/keep.js";
import { Outbox } from "../../web/static/js/outbox.js";
import { render } from "../../web/static/js/panels/grid.js";
import { Store } from "../../web/static/js/store.js";

const PANEL = { kind: "grid", mode: "read", items: "entry/1/", columns: [{ id: "note", label: "Notes" }] };
const SAVED = { "entry/1/a": { column: "note", text: "Notée par le groupe.", at: "2026-11-24T10:00:00Z" } };

function own(more = {}) {
  const data = { entry_id: "b", column: "note", text: "La mienne." };
  return { id: "i", kind: "add_entry", key: "entry/1/b", at: 1, text: data.text, data, ...more };
}

function read(...items) {
  const [store, outbox] = [new Store(), new Outbox({ keep: new MemoryKeep() })];
  store.apply({ seq: 1, put: SAVED });
  outbox.items = items;
  return drawn(render(PANEL, { store, outbox, you: { participant_id: "p1" } }));
}

test("what the group has bears no sign", () => {
  assert.match(read(), /Notée par le groupe\./);
  assert.doesNotMatch(read(), /live\.state/);
});

test("an entry of one's own that still waits says that it is kept here alone", () => {
  assert.match(read(own()), /slip-unsent[\s\S]*La mienne\.[\s\S]*live\.state\.unsent/);
});

test("an entry of one's own that was refused says why, and its words can be copied", () => {
  const shown = read(own({ refused: { code: "wrong_phase", message: "La partie est close." } }));
  assert.match(shown, /La mienne\.[\s\S]*live\.state\.refused[\s\S]*La partie est close\.[\s\S]*live\.copy_text/);
});
