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
  drafts.clear("two");
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

test("a seat has one draft a field, in however many tabs", () => {
  const storage = new FakeStorage();
  const [one, other] = [new Drafts("seat-a", storage), new Drafts("seat-a", storage)];
  other.set("entry:1:note", "Rel");
  one.set("entry:1:note", "Relayer");
  assert.equal(other.heard("visavis:draft:seat-a:entry:1:note", "Relayer"), true);
  assert.equal(other.get("entry:1:note"), "Relayer");
  one.clear("entry:1:note");
  other.heard("visavis:draft:seat-a:entry:1:note", null);
  assert.equal(other.get("entry:1:note"), "");
  assert.equal(other.heard("visavis:draft:seat-b:entry:1:note", "autre"), false);
  assert.equal(other.heard(null, null), false);
});

test("all the words typed and not sent can be taken elsewhere, and no choice among them", () => {
  const drafts = new Drafts("seat-a", new FakeStorage());
  drafts.set("entry:1:note", "Relayer {");
  drafts.write("note:note/1/doors", { text: "Un nom", links: ["D01"], to_check: false });
  drafts.write("edit:entry/1/a", { text: " ", choice: "yes" });
  drafts.write("survey", { relevance: 4, comments: "Merci" });
  assert.deepEqual(drafts.texts().sort(), ["Merci", "Relayer {", "Un nom"]);
  assert.deepEqual(drafts.begun().map(({ field }) => field).sort(), ["entry:1:note", "note:note/1/doors", "survey"]);
});
