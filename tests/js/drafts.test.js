// What is being typed is kept field by field, seat by seat, and never in the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../web/static/js/drafts.js";
import { FakeStorage } from "./fakes.js";

test("a draft survives a reload and belongs to its field and its seat", () => {
  const storage = new FakeStorage();
  new Drafts("seat-a", storage).set("entry:1:note", "Relayer, c’est");
  assert.equal(new Drafts("seat-a", storage).get("entry:1:note"), "Relayer, c’est");
  assert.equal(new Drafts("seat-b", storage).get("entry:1:note"), "");
  assert.equal(new Drafts("seat-a", storage).get("entry:2:note"), "");
});

test("an emptied field leaves nothing behind", () => {
  const storage = new FakeStorage();
  const drafts = new Drafts("seat-a", storage);
  drafts.set("one", "texte");
  drafts.set("one", "");
  drafts.set("two", "texte");
  drafts.clearAll();
  assert.equal(storage.length, 0);
});

test("where nothing can be kept, the page still holds what is typed", () => {
  const drafts = new Drafts("seat-a", null);
  drafts.set("one", "texte");
  assert.equal(drafts.get("one"), "texte");
});

test("choices are drafts too, and a broken one is forgotten", () => {
  const drafts = new Drafts("seat-a", new FakeStorage());
  drafts.write("survey", { relevance: 4 });
  assert.deepEqual(drafts.read("survey", {}), { relevance: 4 });
  drafts.set("survey", "{");
  assert.deepEqual(drafts.read("survey", {}), {});
});
