// Starts a live page: finds the seat, opens the outbox, joins the session and draws what it is told.
import { render } from "../vendor/lit-html/lit-html.js";
import { Acts } from "./act.js";
import { Announcer } from "./announce.js";
import { keepAwake } from "./awake.js";
import { heardNow } from "./clock.js";
import { Connection } from "./connection.js";
import { makeContext, peopleToAsk } from "./context.js";
import { drawDialog, dropDialog } from "./dialog.js";
import { Drafts } from "./drafts.js";
import { guardFocus } from "./focus.js";
import { openKeep } from "./keep.js";
import { dress } from "./layout.js";
import { restoreLight } from "./light.js";
import { Notices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { learnTerms } from "./parts/glossary.js";
import { watchTerms } from "./parts/meaning.js";
import { tendTerms } from "./parts/terms.js";
import { startTicking } from "./parts/tick.js";
import { findSeat, newerSeat, readPage } from "./seat.js";
import { Store } from "./store.js";
import { tellChanges, tellTime } from "./tell.js";
import { Ui } from "./ui.js";
import { learn, t } from "./words.js";

const FRAMES = {
  participant: () => import("./frames/participant.js"),
  host: () => import("./frames/host.js"),
  screen: () => import("./frames/screen.js"),
};
const LOOK = 10_000;
const wide = matchMedia("(min-width: 700px)");

const page = readPage();
const app = { page, wide: wide.matches, store: new Store(), notices: new Notices(refresh) };
const root = document.getElementById("app");
let frame = null;
let asked = false;

async function start() {
  const seat = await findSeat(page);
  if (!seat) return;
  Object.assign(app, { seat, refresh });
  const scope = [page.kind, seat.session_id, seat.participant_id].filter(Boolean).join(":");
  app.drafts = new Drafts(scope);
  app.ui = new Ui(scope, refresh);
  const [keep, drawn] = await Promise.all([openKeep(scope), FRAMES[page.kind](), words()]);
  frame = drawn.frame;
  root.textContent = "";
  restoreLight();
  join(keep);
  keepAwake();
  startTicking();
  watchTerms();
  refresh();
}

function join(keep) {
  const { store } = app;
  app.connection = new Connection({
    seat: app.seat, store, language: page.language, heard, newer: (seat) => newerSeat(page, seat),
  });
  app.outbox = new Outbox({
    keep, post: (command) => app.connection.post(command), holds: (item) => store.get(item.key) !== undefined,
    notice: (message, command) => app.notices.say(message, command),
  });
  app.acts = new Acts({ outbox: app.outbox, notices: app.notices, people: () => peopleToAsk(store) });
  app.announcer = new Announcer(document.getElementById("announcer"));
  app.outbox.subscribe(() => {
    app.connection.tellUnsent(app.outbox.waiting().length);
    refresh();
  });
  store.subscribe(refresh);
  app.outbox.load();
  keep.later?.then((late) => app.outbox.keepIn(late));
  app.connection.start();
  window.addEventListener("storage", ({ key, newValue }) => app.drafts.heard(key, newValue) && refresh());
  // Nothing else redraws while the first connection is awaited.
  setTimeout(refresh, 1600);
  setInterval(lookRound, LOOK);
  setInterval(() => store.full && tellTime(makeContext(app)), LOOK);
}

// The socket has been away for a while: see who answers here, and send what waits by plain requests.
async function lookRound() {
  const { state } = app.connection;
  if (state.kind !== "offline" || Date.now() - state.since < LOOK) return;
  if ((await app.connection.look()) === "us") app.outbox.tryAnyway();
}

// The sentences are needed before anything can be said: keep asking, the Wi-Fi may be slow.
async function words(pause = 1) {
  try {
    await learn(page.language, page.locale);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
    await words(Math.min(10, pause * 2));
  }
}

function heard({ update, presence, now, state }) {
  if (now) heardNow(now);
  if (update) app.store.apply(update);
  if (presence) app.store.setPresence(presence);
  if (!state) return;
  if (state.kind === "refused") stop();
  else app.outbox.setOnline(state.kind === "online");
  if (state.kind === "online") app.connection.tellUnsent(app.outbox.waiting().length);
  setTimeout(refresh, 2000);
  setTimeout(refresh, 61_000);
  refresh();
}

function stop() {
  app.outbox.close();
  dropDialog();
}

function refresh() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(redraw);
}

function redraw() {
  asked = false;
  if (!app.connection) return;
  app.outbox.sweep();
  learnTerms(app.store.get("glossary"), page.kind !== "screen");
  const context = makeContext(app);
  if (app.store.full) app.notices.at(`${context.phase} ${context.screen.title}`);
  const hadFocus = root.contains(document.activeElement);
  dress(document.body, context);
  render(frame(context), root);
  guardFocus(root);
  drawDialog();
  tendTerms();
  tellChanges(context);
  // What had the focus may be gone with its phase: the keyboard goes on from the top of the screen.
  if (hadFocus && document.activeElement === document.body) {
    document.getElementById("main")?.focus({ preventScroll: true });
  }
}

wide.addEventListener("change", () => {
  app.wide = wide.matches;
  refresh();
});
start().catch((error) => {
  root.textContent = error.message || t("live.failed");
});
