// Cards say in which language they are written, which may not be that of the screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./drawn.js";
import { use } from "../../web/static/js/words.js";
import { face } from "../../web/static/js/panels/card.js";

document.documentElement = {};
const WORDS = ["case", "case_number", "who", "structure", "structure_number", "serves", "first_welcome", "can", "cannot", "refers_to"];
use("fr", Object.fromEntries(WORDS.map((name) => [`live.card.${name}`, name])));

const CONTEXT = { session: { language: "en" }, kind: "participant", role: "observer", phase: "interview", placeName: "" };

test("the words of a case are marked with the deck's language", () => {
  const record = { family: "case", number: 1, title: "A taster", request: "I want to try.", context: "Out of work." };
  const shown = drawn(face(record, CONTEXT));
  for (const words of ["A taster", "I want to try", "Out of work."]) {
    assert.match(shown, new RegExp(`lang=en>[^<]*${words}`));
  }
});

test("the words of a structure are marked with the deck's language", () => {
  const facts = { serves: "Anyone", first_welcome: "No appointment", can: "Listen", cannot: "Pay", refers_to: "A town hall" };
  const shown = drawn(face({ family: "structure", number: 2, name: "The library", ...facts }, CONTEXT));
  for (const words of ["The library", ...Object.values(facts)]) assert.match(shown, new RegExp(`lang=en>${words}`));
});
