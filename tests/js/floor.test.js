// Who has the floor, as each is told of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./drawn.js";
import { use } from "../../web/static/js/words.js";
import { sentence } from "../../web/static/js/panels/floor.js";

document.documentElement = {};
use("fr", { "live.floor.is_to": "La parole est à {name}.", "live.floor.is_yours": "Vous avez la parole." });

function toldTo(you) {
  return sentence("p1", { you, store: new Map([["participant/p1", { name: "Noémie" }]]) });
}

test("who has the floor is told so in the second person, and the others by name", () => {
  assert.equal(toldTo({ participant_id: "p1" }), "Vous avez la parole.");
  assert.equal(toldTo({ participant_id: "p2" }), "La parole est à Noémie.");
  assert.equal(toldTo({}), "La parole est à Noémie.");
});
