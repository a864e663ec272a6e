// What those who listen to the page hear of the time.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./drawn.js";
import { tellTime } from "../../web/static/js/tell.js";
import { use } from "../../web/static/js/words.js";

document.documentElement = {};
use("fr", { "live.timer.last_minute": "Il reste environ une minute.", "live.timer.over": "C’est l’heure." });

function heard(...timers) {
  const said = [];
  const announcer = { say: (about, sentence) => said.push(sentence) };
  for (const timer of timers) {
    tellTime({ announcer, session: { round: 1 }, store: new Map([["round/1", { timer }]]) });
  }
  return said;
}

const endsIn = (seconds) => ({ ends_at: new Date(Date.now() + 1000 * seconds).toISOString(), seconds: 600 });

test("the last minute and the end of the time are said, each once", () => {
  const said = heard(null, endsIn(300), endsIn(200), endsIn(55), endsIn(45), endsIn(0), endsIn(0));
  assert.deepEqual(said, ["Il reste environ une minute.", "C’est l’heure."]);
});

test("a clock that is set for less than a minute is not said to be ending", () => {
  assert.deepEqual(heard(null, endsIn(50), endsIn(40)), []);
});
