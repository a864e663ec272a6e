// Says aloud, to those who listen to the page, what changed on it: the step, the floor, the time, the network, what was kept.
import { timerState } from "./clock.js";
import { sentence } from "./panels/floor.js";
import { count, paragraph, t } from "./words.js";

const before = {};

export function tellChanges(context) {
  const { announcer, screen, session, outbox, connection } = context;
  if (!context.store.full) return;
  document.title = [screen.title, session.title, "Vis-à-vis"].filter(Boolean).join(" · ");
  onChange("title", screen.title, () => announcer.say("title", paragraph(screen.title, screen.hint)));
  onChange("floor", context.floor, (to, from) => {
    if (to) announcer.say("floor", sentence(to, context));
    else if (from) announcer.say("floor", t("live.floor.over"));
  });
  onChange("network", connection.state.kind, (kind, from) => {
    if (kind === "offline") announcer.say("network", t("live.net.lost"));
    else if (kind === "online" && from === "offline") announcer.say("network", t("live.net.back"));
    else if (kind === "refused") announcer.say("network", connection.state.message);
  });
  onChange("waiting", outbox.waiting().length, (now, then) => {
    if (now === 0 && then > 0) announcer.say("saved", t("live.state.saved"));
    else if (now > then && !context.online) announcer.say("saved", t("live.state.unsent"));
  });
  tellTime(context);
  if (context.kind === "host") tellEntries(context);
  vibrate(context);
}

// Also looked at now and then: nothing else happens when the last minute begins.
export function tellTime({ store, session, announcer }) {
  const timer = session.round ? store.get(`round/${session.round}`)?.timer : null;
  onChange("time", timerState(timer)?.kind, (kind, from) => {
    if (kind === "ending" && from === "running") announcer.say("time", t("live.timer.last_minute"));
    else if (kind === "over") announcer.say("time", t("live.timer.over"));
  });
}

function tellEntries({ store, session, announcer }) {
  const entries = session.round ? store.under(`entry/${session.round}/`).length : 0;
  onChange("entries", entries, (now, then) => {
    if (now > then) announcer.say("entries", count("live.new_entries", now - then));
  });
}

// One short pulse when one is asked to speak: where the tablet can, and once.
function vibrate({ floor, you, role, kind }) {
  const called = kind === "participant" && role === "observer" && (floor === you.participant_id || floor === "everyone");
  onChange("called", called, (now) => now && navigator.vibrate?.(120));
}

function onChange(name, value, tell) {
  const known = name in before;
  const from = before[name];
  before[name] = value;
  if (known && from !== value) tell(value, from);
}
