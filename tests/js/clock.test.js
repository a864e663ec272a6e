// Timers go by the server's clock, whatever this device believes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, heardNow, hour, serverNow, share, timerState } from "../../web/static/js/clock.js";

const NOW = Date.parse("2026-11-24T10:00:00Z");
const running = (left) => ({ seconds: 600, ends_at: new Date(NOW + left * 1000).toISOString(), left: null, over: false });

test("a running timer tells what is left, and when the end is near", () => {
  assert.deepEqual(timerState(running(380), NOW), { kind: "running", left: 380, seconds: 600 });
  assert.equal(timerState(running(48), NOW).kind, "ending");
  assert.equal(timerState(running(-5), NOW).kind, "over");
});

test("a paused timer stands still, a finished one is over, none is none", () => {
  assert.equal(timerState({ seconds: 600, ends_at: null, left: 380, over: false }, NOW).kind, "paused");
  assert.equal(timerState({ seconds: 600, ends_at: null, left: null, over: true }, NOW).kind, "over");
  assert.equal(timerState(null), null);
});

test("a clock a year off follows the server's", () => {
  heardNow(new Date(Date.now() + 31_536_000_000).toISOString());
  assert.ok(Math.abs(serverNow() - Date.now() - 31_536_000_000) < 1000);
  heardNow("not a date");
  assert.ok(serverNow() - Date.now() > 31_000_000_000);
});

test("figures and shares are those of a clock", () => {
  assert.equal(figure(380), "6:20");
  assert.equal(figure(5), "0:05");
  assert.equal(share({ left: 150, seconds: 600 }), 0.75);
});

test("an hour is said in the device's own time zone, as its language writes it", () => {
  const here = new Date(2026, 10, 24, 10, 46).toISOString();
  assert.equal(hour(here, "fr"), "10\u00a0h\u00a046");
  assert.equal(hour(here, "en"), "10:46");
  assert.equal(hour("not a date", "fr"), "");
});
