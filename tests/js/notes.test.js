// What each may do with a note of the debriefing: its author changes it, the host takes it away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./drawn.js";
import { MemoryKeep } from "../../web/static/js/keep.js";
import { Outbox } from "../../web/static/js/outbox.js";
import { render } from "../../web/static/js/panels/notes.js";
import { Store } from "../../web/static/js/store.js";

const PANEL = { kind: "notes", items: "note/1/", step: "doors", steps: [], writes: false };
const CAN = new Set(["edit_note", "remove_note"]);

function read(author, kind, you = {}) {
  const [store, outbox] = [new Store(), new Outbox({ keep: new MemoryKeep() })];
  const note = { step: "doors", text: "La confiance.", author, at: "2026-11-24T10:00:00Z" };
  store.apply({ seq: 1, put: { "note/1/a": note, "participant/p1": { name: "Aurélie" } } });
  return drawn(render(PANEL, { store, outbox, kind, you, can: CAN }));
}

test("the host changes her own note", () => {
  assert.match(read("host", "host"), /live\.edit/);
});

test("the host takes a participant's note away, and can't change their words", () => {
  assert.match(read("p1", "host"), /live\.remove/);
  assert.doesNotMatch(read("p1", "host"), /live\.edit/);
});

test("participants change their own note, and have nothing to do with another's", () => {
  assert.match(read("p1", "participant", { participant_id: "p1" }), /live\.edit/);
  for (const author of ["p1", "host"]) {
    assert.doesNotMatch(read(author, "participant", { participant_id: "p2" }), /live\.(edit|remove)/);
  }
});
