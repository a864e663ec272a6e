// What was refused is said until it may have changed; what was done is said until it was read.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./drawn.js";
import { MemoryKeep } from "../../web/static/js/keep.js";
import { Notices } from "../../web/static/js/notices.js";
import { Outbox } from "../../web/static/js/outbox.js";
import { Acts } from "../../web/static/js/act.js";

const refusal = { ok: false, message: "Aucune carte ne porte ce numéro." };

function said(notices) {
  return notices.all.map(({ message }) => message);
}

function actsWith(notices, answers) {
  const outbox = new Outbox({
    keep: new MemoryKeep(), post: async () => answers.shift(), notice: (message, command) => notices.say(message, command),
  });
  outbox.setOnline(true);
  return new Acts({ outbox, notices, people: () => [] });
}

test("a refusal goes when its command is tried again, and stays gone when it is accepted", async () => {
  const notices = new Notices(() => {});
  const acts = actsWith(notices, [refusal, { ...refusal, message: "Aucune carte 78." }, { ok: true }]);
  await acts.send("draw_card", { number: 77 });
  assert.deepEqual(said(notices), [refusal.message]);
  await acts.send("draw_card", { number: 78 });
  assert.deepEqual(said(notices), ["Aucune carte 78."]);
  await acts.send("draw_card", { number: 36 });
  assert.deepEqual(said(notices), []);
});

test("a refusal goes with the moment it was about, and another sentence stays until it was read", () => {
  const notices = new Notices(() => {});
  notices.at("lobby Un volontaire est prêt.");
  notices.say("Il manque un volontaire.", "start_round");
  notices.say("Texte copié.");
  notices.at("lobby Un volontaire est prêt.");
  assert.deepEqual(said(notices), ["Il manque un volontaire.", "Texte copié."]);
  notices.at("lobby Les volontaires sont prêts.");
  assert.deepEqual(said(notices), ["Texte copié."]);
  notices.forget("Texte copié.");
  assert.deepEqual(said(notices), []);
});

test("the same sentence is said once", () => {
  const notices = new Notices(() => {});
  notices.say(refusal.message, "draw_card");
  notices.say(refusal.message, "draw_card");
  assert.deepEqual(said(notices), [refusal.message]);
});

test("a refusal that comes before the page knows what happens is not taken for an old one", () => {
  const notices = new Notices(() => {});
  notices.say(refusal.message, "draw_card");
  notices.at("draw Tirez votre carte");
  assert.deepEqual(said(notices), [refusal.message]);
});
