// The seat of a page: the one that this browser keeps, or the one that a link brings.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { findSeat, forgetPerson } from "../../web/static/js/seat.js";
import { FakeStorage } from "./fakes.js";

const TABLE = { kind: "participant", session: "ABCDEF" };
const WALL = { kind: "screen", session: "s1" };

beforeEach(() => {
  globalThis.localStorage = new FakeStorage();
});

function keeps(name, seat) {
  localStorage.setItem(`visavis:${name}`, JSON.stringify(seat));
}

function kept(name) {
  return JSON.parse(localStorage.getItem(`visavis:${name}`));
}

async function opened(page, hash) {
  const went = [];
  globalThis.location = { hash, pathname: "/here", replace: (address) => went.push(address) };
  globalThis.history = { replaceState: (state, title, address) => went.push(address) };
  return { seat: await findSeat(page), went };
}

test("a link with somebody's seat does not take the place of the seat that is kept here", async () => {
  const own = { session_id: "s1", participant_id: "p1", seat_token: "OWN" };
  keeps("seat:ABCDEF", own);
  const { seat, went } = await opened(TABLE, "#THEIRS");
  assert.deepEqual(seat, own);
  assert.deepEqual(kept("seat:ABCDEF"), own);
  assert.deepEqual(went, ["/here"]);
});

test("where no seat is kept, the one that a link brings is taken, and leaves the address", async () => {
  const { seat, went } = await opened(TABLE, "#NEW");
  assert.equal(seat.seat_token, "NEW");
  assert.deepEqual(went, ["/here"]);
});

test("a browser that keeps nothing has its seat from the link alone", async () => {
  delete globalThis.localStorage;
  const { seat } = await opened(TABLE, "#NEW");
  assert.equal(seat.seat_token, "NEW");
});

test("without a seat and without a link, one goes to take a seat", async () => {
  const { seat, went } = await opened(TABLE, "");
  assert.equal(seat, null);
  assert.deepEqual(went, ["/j/ABCDEF"]);
});

test("a projector goes by the newest link that it was given", async () => {
  keeps("screen:s1", { session_id: "s1", seat_token: "OLD" });
  const { seat } = await opened(WALL, "#NEW");
  assert.equal(seat.seat_token, "NEW");
  assert.equal(kept("screen:s1").seat_token, "NEW");
});

test("who leaves a device takes their seat, their name and their organisation along, and nobody else's seat", () => {
  keeps("seat:ABCDEF", { seat_token: "OWN" });
  keeps("seat:GHJKLM", { seat_token: "OTHER" });
  localStorage.setItem("visavis:name", "Noémie");
  localStorage.setItem("visavis:organisation", "Mission locale");
  forgetPerson(TABLE);
  assert.deepEqual([...localStorage.kept.keys()], ["visavis:seat:GHJKLM"]);
});
