// Words that this browser holds: each is in sight in one place, and none in two.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./drawn.js";
import { Drafts } from "../../web/static/js/drafts.js";
import { MemoryKeep } from "../../web/static/js/keep.js";
import { Outbox } from "../../web/static/js/outbox.js";
import { kept } from "../../web/static/js/parts/kept.js";
import { Store } from "../../web/static/js/store.js";

const NOTES = { kind: "notes", items: "note/1/" };
const REFUSED = { code: "not_found", message: "Cette note n’est plus là." };

function edit(text, more = {}) {
  return { id: `edit ${text}`, kind: "edit_note", key: "note/1/a", text, data: { note_id: "a", text }, at: 1, ...more };
}

function add(text, more = {}) {
  return { ...edit(text), id: `add ${text}`, kind: "add_note", ...more };
}

function keptBeside(panels, items, records = {}) {
  const [store, outbox] = [new Store(), new Outbox({ keep: new MemoryKeep() })];
  store.apply({ seq: 1, put: records });
  outbox.items = items;
  return drawn(kept({ store, outbox, drafts: new Drafts("seat-a", null), can: new Set(), screen: { panels } }));
}

test("the words of a change to a note that is no longer there are kept in sight, with the reason", () => {
  const shown = keptBeside([NOTES], [edit("Mieux dit.", { refused: REFUSED })]);
  assert.match(shown, /Mieux dit\./);
  assert.match(shown, /Cette note n’est plus là\./);
});

test("what a panel shows is not shown twice", () => {
  const note = { "note/1/a": { text: "Avant.", at: "2026-11-24T10:00:00Z" } };
  assert.equal(keptBeside([NOTES], [edit("Mieux dit.", { refused: REFUSED })], note), "");
  assert.equal(keptBeside([NOTES], [add("Écrit sans réseau.")]), "");
});

test("a change to a note that still waits itself is shown with that note", () => {
  assert.equal(keptBeside([NOTES], [add("Écrit sans réseau."), edit("Mieux dit.")]), "");
});

test("words whose panel is no longer in sight are kept in sight", () => {
  assert.match(keptBeside([], [add("Arrivé après la fin.", { refused: REFUSED })]), /Arrivé après la fin\./);
});
