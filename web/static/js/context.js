// What every panel is given to draw with: records, what this device keeps, and how to act.
import { quoted } from "./words.js";

const NO_SCREEN = { title: "", hint: "", panels: [], can: [] };

export function makeContext(app) {
  const { store, page } = app;
  const session = store.get("session") ?? { settings: {} };
  const screen = store.get("screen") ?? NO_SCREEN;
  const you = store.get("you") ?? {};
  const roundNumber = session.round ?? null;
  const round = roundNumber ? store.get(`round/${roundNumber}`) : null;
  const floor = round?.floor?.to ?? null;
  const { state } = app.connection;
  // The seat is held elsewhere now: what was in sight stays to be read, and nothing more can be done.
  const taken = state.kind === "refused" && state.code === "forbidden" && store.full;
  return {
    ...app, session, screen, you, round, roundNumber, floor, quoted,
    kind: page.kind,
    role: you.role ?? page.kind,
    phase: round ? round.phase : session.phase ?? "",
    step: round?.step,
    taken,
    can: new Set(taken ? [] : screen.can),
    card: (family) => (roundNumber ? store.get(`card/${roundNumber}/${family}`) : undefined),
    online: state.kind === "online",
    send: (kind, data, more) => app.acts.send(kind, data, more),
    run: (action) => app.acts.run(action),
  };
}

// Everybody round the table, volunteers first, as the fields that ask for a person offer them.
export function peopleToAsk(store) {
  return store.under("participant/")
    .filter(([, one]) => !one.removed)
    .map(([id, one]) => ({ id, ...one }))
    .sort((a, b) => Number(b.volunteer) - Number(a.volunteer));
}
