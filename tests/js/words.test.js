// The sentences: the same keys in both languages, every key that the code says, French typography.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { count, paragraph, quoted, t, topicAndSentence, use } from "../../web/static/js/words.js";

const root = fileURLToPath(new URL("../../web/", import.meta.url));
const read = (language) => JSON.parse(readFileSync(join(root, "locale", language, "live.json"), "utf8"));
const [fr, en] = [read("fr"), read("en")];

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && one.name.endsWith(".js"))
    .map((one) => join(one.parentPath ?? one.path, one.name))
    .filter((one) => !one.includes("/pages/"));
}

test("both languages say the same keys with the same names in them", () => {
  assert.deepEqual(Object.keys(fr), Object.keys(en));
  const names = (sentence) => (sentence.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(fr)) assert.deepEqual(names(fr[key]), names(en[key]), key);
});

test("every sentence that the code asks for exists", () => {
  for (const file of files(join(root, "static", "js"))) {
    const said = readFileSync(file, "utf8").matchAll(/\b(t|count)\("(live\.[\w.]+)"/g);
    for (const [, how, key] of said) assert.ok((how === "count" ? `${key}.one` : key) in fr, `${key} in ${file}`);
  }
});

test("French keeps its apostrophes and its spaces", () => {
  for (const [key, sentence] of Object.entries(fr)) {
    assert.doesNotMatch(sentence, /'| [;:!?»]|« /, key);
  }
});

test("sentences are filled and counted in the language spoken", () => {
  use("fr", { "a": "{name} parle", "n.one": "{number} note", "n.many": "{number} notes" });
  assert.equal(t("a", { name: "Luc" }), "Luc parle");
  assert.equal(count("n", 0), "0 note");
  use("en", { "n.one": "{number} note", "n.many": "{number} notes" });
  assert.equal(count("n", 0), "0 notes");
  assert.equal(t("unknown"), "unknown");
});

test("the survey's answers are counted, from none on", () => {
  const said = (answered) => count("live.survey.answered", answered, { invited: 5 });
  use("en", en);
  assert.deepEqual([0, 1, 4].map(said), ["0 answers out of 5", "1 answer out of 5", "4 answers out of 5"]);
  use("fr", fr);
  assert.deepEqual([0, 1, 4].map(said), ["0 réponse sur 5", "1 réponse sur 5", "4 réponses sur 5"]);
});

test("a question with a topic stands under it as a sentence of its own", () => {
  assert.deepEqual(topicAndSentence("La sécurité\u00a0: je pouvais me tromper."), ["La sécurité", "Je pouvais me tromper."]);
  assert.deepEqual(topicAndSentence("Open: one thing: say it."), ["Open", "One thing: say it."]);
  assert.deepEqual(topicAndSentence("Et demain ?"), ["", "Et demain ?"]);
});

test("cards are quoted as their own language does, once", () => {
  assert.equal(quoted("Je veux changer.", "fr"), "«\u202fJe veux changer.\u202f»");
  assert.equal(quoted("« Déjà »", "fr"), "« Déjà »");
  assert.equal(quoted("I want a change.", "en"), "“I want a change.”");
});

test("sentences that follow each other have one full stop each", () => {
  assert.equal(paragraph("Gardez la feuille pour jouer.", "Hélène lit"), "Gardez la feuille pour jouer. Hélène lit.");
  assert.equal(paragraph("Vous observez", "Écoutez."), "Vous observez. Écoutez.");
  assert.equal(paragraph("Envie de jouer\u202f?", undefined), "Envie de jouer\u202f?");
  assert.equal(paragraph("Dites «\u202fOui.\u202f»", ""), "Dites «\u202fOui.\u202f»");
});
