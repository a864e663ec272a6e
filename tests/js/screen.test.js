// The projector's keys: each does what it is for, and no other does it too.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./drawn.js";
import { frame } from "../../web/static/js/frames/screen.js";

const context = {
  connection: { state: { kind: "online" } }, outbox: { lasting: true }, store: { full: false }, notices: { all: [] }, screen: { panels: [] },
};

test("« s » brings the evening light and takes it away; other letters leave the light alone", () => {
  let press;
  Object.assign(document, { body: { dataset: {} }, documentElement: {}, addEventListener: (event, act) => { press = act; } });
  frame(context);
  const light = (key) => {
    press({ key });
    return document.body.dataset.light;
  };
  assert.deepEqual(["n", "s", "n", "s"].map(light), [undefined, "evening", "evening", undefined]);
});
