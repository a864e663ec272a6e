// Acronyms in the texts of cards: what is made into a word to tap, and what stays as it was.
import assert from "node:assert/strict";
import { before, test } from "node:test";

const GLOSSARY = {
  CEP: "conseil en évolution professionnelle", OPCO: "opérateur de compétences", "OPCO EP": "des entreprises de proximité",
  VAE: "validation des acquis de l’expérience", "ENIC-NARIC": "diplômes étrangers", "FSE+": "Fonds social européen plus", CléA: "certificat",
};
let glossary;

before(async () => {
  globalThis.document = { createComment: () => ({}), createTreeWalker: () => ({}) };
  glossary = await import("../../web/static/js/parts/glossary.js");
});

function marked(text) {
  return glossary.pieces(text).map((one) => (typeof one === "string" ? one : `[${one.short}]`)).join("");
}

test("a text stays as it is while no glossary is known", () => {
  assert.equal(glossary.explained("Un CEP, puis une VAE."), "Un CEP, puis une VAE.");
});

test("acronyms are found whatever stands round them, and the longest first", () => {
  glossary.learnTerms(GLOSSARY);
  assert.equal(marked("CEP"), "[CEP]");
  assert.equal(marked("L’OPCO, avant un CEP ou une VAE."), "L’[OPCO], avant un [CEP] ou une [VAE].");
  assert.equal(marked("«\u202fVAE\u202f» (CEP, OPCO EP)"), "«\u202f[VAE]\u202f» ([CEP], [OPCO EP])");
  assert.equal(marked("VAE CEP VAE"), "[VAE] [CEP] [VAE]");
  assert.equal(marked("ENIC-NARIC, actions (FSE+), CléA"), "[ENIC-NARIC], actions ([FSE+]), [CléA]");
});

test("a part of a word is not an acronym, nor the same letters in small", () => {
  for (const text of ["SPRO-ÉVAE", "CEPS", "ÉCEP", "VAE2", "Réception, clé, cep", ""]) assert.equal(marked(text), text);
});

test("nothing of the text is lost, and only what has a term is made into words", () => {
  const text = "Un CEP avant la VAE, avec l’OPCO EP.";
  assert.equal(glossary.pieces(text).map((one) => one.short ?? one).join(""), text);
  assert.equal(glossary.explained("Sans sigle."), "Sans sigle.");
  assert.equal(glossary.explained(undefined), undefined);
  const [before, word] = glossary.explained(text);
  assert.equal(before, "Un ");
  assert.deepEqual(word.values, [glossary.idOf(glossary.pieces(text)[1]), "CEP"]);
});

test("the pattern is made once for a glossary, and another takes its place", () => {
  const known = glossary.allTerms();
  glossary.learnTerms(GLOSSARY);
  glossary.learnTerms(undefined);
  assert.equal(glossary.allTerms(), known);
  glossary.learnTerms({});
  assert.equal(marked("CEP"), "CEP");
});

test("where nobody can tap, a text stays as it is and its terms are told apart, each once", () => {
  glossary.learnTerms({ CEP: "conseil", VAE: "validation" }, false);
  assert.equal(glossary.explained("Un CEP."), "Un CEP.");
  assert.deepEqual(glossary.termsIn(["VAE, CEP", undefined, "VAE"]).map((one) => one.short), ["VAE", "CEP"]);
  glossary.learnTerms({}, true);
});
