// Words begun in a field that went away are shown elsewhere; those whose field is in reach are not.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./drawn.js";
import { Drafts } from "../../web/static/js/drafts.js";
import { FakeStorage } from "./fakes.js";
import { begunElsewhere } from "../../web/static/js/parts/begun.js";

const NOTES = { kind: "notes", items: "note/1/", writes: true };
const GRID = { kind: "grid", items: "entry/1/", mode: "write", round: 1 };

function fields(panels, can, more = {}) {
  const drafts = new Drafts("seat-a", new FakeStorage());
  drafts.write("note:note/1/", { text: "Je pense que", links: [], to_check: false });
  drafts.set("entry:1:note", "Relayer");
  drafts.write("edit:entry/1/a", { text: "Et vos nuits" });
  drafts.write("survey", { relevance: 4, comments: "Merci" });
  return begunElsewhere({ drafts, screen: { panels }, can: new Set(can), ...more }).map(({ field }) => field).sort();
}

test("words are shown elsewhere once their round, or the survey, has gone", () => {
  assert.deepEqual(fields([], []), ["edit:entry/1/a", "entry:1:note", "note:note/1/", "survey"]);
});

test("words whose field is in reach stay there alone", () => {
  assert.deepEqual(fields([NOTES, GRID], ["add_note", "add_entry"]), ["survey"]);
  assert.deepEqual(fields([{ kind: "form" }], []), ["edit:entry/1/a", "entry:1:note", "note:note/1/"]);
});

test("words begun where one may no longer write are shown too", () => {
  assert.deepEqual(fields([{ ...NOTES, writes: false }], ["add_note"]).includes("note:note/1/"), true);
  assert.deepEqual(fields([GRID], []).includes("entry:1:note"), true);
});

test("a page whose seat is held elsewhere shows them in its own place", () => {
  assert.deepEqual(fields([], [], { taken: true }), []);
});
