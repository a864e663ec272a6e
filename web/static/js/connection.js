// The only file that knows the socket: it brings updates in and takes commands out, and comes back by itself.
import { io } from "../vendor/socket.io/socket.io.esm.min.js";
import { serverNow } from "./clock.js";

const ANSWER = 10_000;
const SIGN_OF_LIFE = 4000;
const TRY_AGAIN = new Set(["too_many", "unavailable"]);
// The seat itself is refused, not what was asked of it.
const NO_SEAT = new Set(["forbidden", "unauthorised"]);

// Soon at first, then less and less often, and not all tablets of a room at the same moment.
export const COMING_BACK = {
  reconnectionDelay: 500,
  reconnectionDelayMax: 10_000,
  randomizationFactor: 0.5,
  timeout: 5000,
};

export class Connection {
  // `heard` gets {update, presence, now, state}: whichever of them there is to tell.
  // `newer` gives the seat that another tab of this browser took since, if there is one.
  constructor({ seat, store, language, heard, newer = () => null }) {
    Object.assign(this, { seat, store, language, heard, newer });
    this.state = { kind: "connecting", since: Date.now() };
    this.told = null;
    this.asked = 0;
  }

  start() {
    this.socket = io({
      path: this.seat.socket_path ?? "/socket.io",
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      ...COMING_BACK,
      auth: (give) =>
        give({ token: this.seat.seat_token, since: this.store.seq, language: this.language }),
    });
    this.listen();
    for (const [where, what] of [[document, "visibilitychange"], [window, "pageshow"], [window, "online"]]) {
      where.addEventListener(what, () => document.visibilityState === "visible" && this.wake());
    }
    // A page with an open socket is not kept for the Back button.
    window.addEventListener("pagehide", () => this.socket.disconnect());
  }

  listen() {
    const { socket } = this;
    socket.on("connect", () => this.connected());
    socket.on("disconnect", (reason) => this.disconnected(reason));
    socket.on("connect_error", (error) => this.failed(error));
    socket.on("update", (update) => this.receive(update));
    socket.on("presence", (presence) => this.heard({ presence }));
    socket.on("beacon", (beacon) => this.compare(beacon));
    socket.on("restarting", ({ retry_in: seconds }) => this.restarting(seconds));
  }

  connected() {
    this.told = null;
    this.answering = "us";
    this.become({ kind: "online" });
    const before = this.received;
    setTimeout(() => this.received === before && this.sync(this.store.seq), 3000);
  }

  disconnected(reason) {
    this.become({ kind: "offline", since: Date.now() });
    if (reason !== "io server disconnect") return;
    this.hungUpAt = serverNow();
    this.comeBack(1);
  }

  failed(error) {
    const { code, message, retry_after: seconds } = error.data ?? {};
    if (code && !TRY_AGAIN.has(code)) {
      this.refused(code, message);
      return;
    }
    const since = this.state.kind === "online" ? Date.now() : this.state.since ?? Date.now();
    this.become({ kind: "offline", since });
    if (code) this.comeBack(seconds || 2);
  }

  refused(code, message) {
    const seat = NO_SEAT.has(code) && this.newer(this.seat);
    if (seat) {
      this.seat = seat;
      this.retry();
      return;
    }
    this.socket.disconnect();
    this.become({ kind: "refused", code, message, at: this.hungUpAt });
  }

  restarting(seconds) {
    this.socket.disconnect();
    this.become({ kind: "offline", since: Date.now(), restarting: true });
    this.comeBack(seconds || 1);
  }

  comeBack(seconds) {
    clearTimeout(this.return);
    this.return = setTimeout(() => this.socket.connect(), seconds * 1000 * (0.75 + Math.random() / 2));
  }

  become(state) {
    this.state = state;
    this.heard({ state });
  }

  receive(update) {
    this.received = (this.received ?? 0) + 1;
    this.heard({ update, now: update.now });
  }

  async sync(since) {
    if (Date.now() - this.asked < 3000) return;
    this.asked = Date.now();
    const update = await this.socket.timeout(ANSWER).emitWithAck("sync", { since }).catch(() => null);
    if (update) this.receive(update);
  }

  compare({ digest, now }) {
    this.heard({ now });
    if (digest && this.store.full && digest !== this.store.digest()) this.sync(0);
  }

  // A tablet that slept may hold a socket that looks alive and is not.
  async wake() {
    // A page that has just opened is shown too: its first attempt is under way.
    if (this.state.kind === "refused" || this.state.kind === "connecting") return;
    if (!this.socket.connected) {
      this.retry();
      return;
    }
    const update = await this.socket
      .timeout(SIGN_OF_LIFE).emitWithAck("sync", { since: this.store.seq }).catch(() => null);
    if (update) this.receive(update);
    else if (this.socket.connected) this.socket.io.engine?.close();
  }

  retry() {
    clearTimeout(this.return);
    this.socket.disconnect();
    this.socket.connect();
  }

  async post(command) {
    if (!this.socket.connected) return this.postPlainly(command);
    const answer = await this.socket.timeout(ANSWER).emitWithAck("command", command);
    if (answer.code === "unauthorised") throw new Error("this socket was just closed");
    return answer;
  }

  // Where WebSocket and polling both fail, a plain request may still pass. It gets the same answer.
  async postPlainly(command) {
    // Where nothing can be kept, the seat came with its link and knows the session by its code alone.
    const id = this.store.get("session")?.id ?? this.seat.session_id;
    const answer = await fetch(`/api/v1/sessions/${id}/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.seat.seat_token}`, "Accept-Language": this.language },
      body: JSON.stringify(command),
    });
    const said = await answer.json();
    if (typeof said.ok === "boolean") return said;
    if (NO_SEAT.has(said.code) && said.message) this.refused(said.code, said.message);
    throw new Error("no answer of ours");
  }

  // Who answers here while the socket does not: us, nobody, or the Wi-Fi's own page in our place.
  async look() {
    try {
      const answer = await fetch("/healthz", { cache: "no-store", redirect: "manual" });
      const said = await answer.json().catch(() => ({}));
      this.answering = said.name === "vis-a-vis" ? "us" : "stranger";
    } catch {
      this.answering = "nobody";
    }
    this.heard({});
    return this.answering;
  }

  tellUnsent(count) {
    if (!this.socket?.connected || this.told === count) return;
    this.told = count;
    this.socket.emit("unsent", { count });
  }

  setLanguage(language) {
    this.language = language;
    this.store.seq = 0;
    this.retry();
  }
}
