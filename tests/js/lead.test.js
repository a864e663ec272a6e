// What the host sets beside the button that starts a round.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deeds, drawn } from "./drawn.js";
import { setUp, withSetUp } from "../../web/static/js/host/lead.js";
import { Store } from "../../web/static/js/store.js";
import { Ui } from "../../web/static/js/ui.js";
import { FakeStorage } from "./fakes.js";

const START = {
  command: "start_round",
  data: { format: "roleplay" },
  ask: [
    { id: "adviser", kind: "person", label: "Qui joue le conseil ?", optional: true, none: "Au hasard" },
    { id: "replay_of", kind: "choice", label: "Rejouer ?", optional: true, choices: [{ value: 1, label: "La partie 1" }] },
  ],
};
const AURELIE = { name: "Aurélie", removed: false };

function consoleWith(storage) {
  const store = new Store();
  store.apply({ seq: 1, put: { "participant/p1": AURELIE, "round/1": { number: 1 } } });
  return { store, ui: new Ui("host:s1", () => {}, storage) };
}

function chooses(context, ...values) {
  deeds(setUp(START, context), "change").forEach((change, at) => change({ target: { value: values[at] } }));
}

test("what the host set starts the round, also after the page was loaded again", () => {
  const storage = new FakeStorage();
  chooses(consoleWith(storage), "p1", "1");
  assert.deepEqual(withSetUp(START, consoleWith(storage)).data, { format: "roleplay", adviser: "p1", replay_of: 1 });
});

test("the round after it starts from nothing: nobody is cast and nothing is played again unasked", () => {
  const context = consoleWith(new FakeStorage());
  chooses(context, "p1", "1");
  context.store.apply({ seq: 2, put: { "round/2": { number: 2 } } });
  assert.deepEqual(withSetUp(START, context).data, { format: "roleplay" });
});

test("what is chosen is said beside its list, which would cut it", () => {
  const context = consoleWith(new FakeStorage());
  const said = () => [...drawn(setUp(START, context)).matchAll(/<b [^>]*>([^<]*)</g)].map(([, words]) => words);
  assert.equal(said()[0], "Au hasard");
  chooses(context, "p1", "1");
  assert.deepEqual(said(), ["Aurélie", "La partie 1"]);
});
