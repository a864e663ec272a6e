// Which page this is, and the seat that this browser holds in the session.
import { Shelf } from "./shelf.js";

export function readPage(body = document.body) {
  const { kind, session, language } = body.dataset;
  return { kind, session, language, locale: document.documentElement.dataset.locale };
}

// The seat of this page, or null when the browser was sent to take one elsewhere.
export async function findSeat(page) {
  const shelf = new Shelf("visavis:");
  const key = keyOf(page);
  const token = takeToken(page);
  if (token && counts(page, shelf.get(key))) shelf.set(key, JSON.stringify({ session_id: page.session, seat_token: token }));
  const kept = shelf.get(key);
  if (kept) return JSON.parse(kept);
  if (page.kind === "participant") return leave(`/j/${page.session}`);
  const seat = await askForSeat(page);
  if (!seat) return null;
  // The host's recovery code is shown once, and is not left in the device that may be lost.
  shelf.set(key, JSON.stringify({ ...seat, recovery_code: undefined }));
  return seat;
}

// The same person's seat, when another tab of this browser took it again since; else null.
export function newerSeat(page, seat) {
  const kept = JSON.parse(new Shelf("visavis:").get(keyOf(page)));
  const same = kept?.participant_id === seat.participant_id;
  return kept && same && kept.seat_token !== seat.seat_token ? kept : null;
}

export function forgetSeat(page) {
  new Shelf("visavis:").remove(keyOf(page));
}

// Whoever takes this device next is somebody else: it offers them no name.
export function forgetPerson(page) {
  forgetSeat(page);
  for (const name of ["name", "organisation"]) new Shelf("visavis:").remove(name);
}

function keyOf(page) {
  const name = { participant: "seat", host: "host", screen: "screen" }[page.kind];
  return `${name}:${page.session}`;
}

// A secret in the fragment never reaches a server's log; it must not stay in the history either.
function takeToken(page) {
  const token = location.hash.slice(1);
  if (page.kind === "host" || !token) return "";
  history.replaceState(null, "", location.pathname);
  return token;
}

// A link that somebody sends must not put a person out of their own seat; a projector's link is its newest seat.
function counts(page, kept) {
  return page.kind === "screen" || !kept;
}

async function askForSeat(page) {
  const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";
  const answer = await fetch(`/${page.kind}/${page.session}/seat`, {
    method: "POST",
    headers: { "X-CSRF-Token": csrf, Accept: "application/json" },
  });
  if (answer.status === 401) return leave(`/login?next=/${page.kind}/${page.session}`);
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.message ?? `seat ${answer.status}`);
  const token = page.kind === "screen" ? said.screen_token ?? said.seat_token : said.seat_token;
  return { ...said, session_id: page.session, seat_token: token };
}

function leave(address) {
  location.replace(address);
  return null;
}
