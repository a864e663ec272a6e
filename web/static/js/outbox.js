// Every command waits here, with its id, until the server has answered it: across cuts, reloads and restarts.
import { uuid } from "./ids.js";
import { MemoryKeep } from "./keep.js";

const LATER = new Set(["too_many", "unavailable"]);
const PAUSE = 2;

export class Outbox {
  // `post` sends one command and gives the server's answer; it throws when no answer came.
  // `notice` says a refusal that no slip bears, also to who loaded the page again while it waited.
  constructor({ keep, post, wait = sleep, now = Date.now, holds = () => false, notice = () => {} }) {
    Object.assign(this, { keep, post, wait, now, holds, notice });
    this.items = [];
    this.answers = new Map();
    this.online = false;
    this.busy = false;
    this.shut = false;
    this.listeners = new Set();
  }

  get lasting() {
    return this.keep.lasting;
  }

  // What waits in this browser: from before this page was loaded, or left by another tab.
  async load() {
    const kept = await this.keep.all();
    const known = new Set(this.items.map((item) => item.id));
    this.items = [...kept.filter((item) => !known.has(item.id)), ...this.items];
    this.tell();
    this.flush();
  }

  // The browser's database answered late: it keeps what waits from now on, and gives what an earlier page left there.
  keepIn(keep) {
    this.keep = keep;
    for (const item of this.items) if (!item.saved) keep.put(item).catch(() => {});
    this.load().catch(() => {});
  }

  // The seat is no longer held here: what waits is kept, for whoever takes it back, and nothing more is sent.
  close() {
    this.shut = true;
    this.setOnline(false);
  }

  // Resolves with the server's answer. The item is kept before anybody is told of it.
  async add(kind, data, more = {}) {
    const item = { id: uuid(), kind, data, n: this.nextNumber(), at: this.now(), ...more };
    const answered = new Promise((resolve) => this.answers.set(item.id, resolve));
    await this.hold(item);
    this.items.push(item);
    this.tell();
    this.flush();
    return { item, answered };
  }

  async hold(item) {
    try {
      await this.keep.put(item);
    } catch {
      const memory = new MemoryKeep();
      for (const one of this.items) await memory.put(one);
      await memory.put(item);
      this.keep = memory;
    }
  }

  nextNumber() {
    return this.items.reduce((most, item) => Math.max(most, item.n), this.now()) + 1;
  }

  has(kind, data) {
    const same = JSON.stringify(data);
    return this.waiting().some((item) => item.kind === kind && JSON.stringify(item.data) === same);
  }

  // What the server has not answered yet, in order.
  waiting() {
    return this.items.filter((item) => !item.refused && !item.saved);
  }

  stateOf(item) {
    if (item.saved) return "saved";
    if (item.refused || this.shut) return "refused";
    return this.online && !item.delayed ? "sending" : "unsent";
  }

  setOnline(online) {
    this.online = online;
    if (online) this.shut = false;
    this.tell();
    if (!online) return;
    this.flush();
    // What another tab left behind; a browser that gives nothing back now may do so later.
    this.load().catch(() => {});
  }

  async flush() {
    await this.send(() => this.online);
  }

  // While the socket is cut: what waits may pass by plain requests. Stops at the first that does not.
  async tryAnyway() {
    let passing = true;
    const before = () => this.waiting()[0];
    await this.send(() => passing && !this.online && !this.shut, async () => {
      const item = before();
      await this.sendFirst();
      passing = before() !== item;
    });
  }

  async send(goesOn, step = () => this.sendFirst()) {
    if (this.busy) return;
    this.busy = true;
    while (goesOn() && this.waiting().length) await step();
    this.busy = false;
    // The socket may have come back while a plain request was on its way.
    if (this.online && this.waiting().length) this.flush();
  }

  async sendFirst() {
    const item = this.waiting()[0];
    let answer;
    try {
      answer = await this.post({ id: item.id, kind: item.kind, data: item.data });
    } catch {
      await this.wait(PAUSE);
      return;
    }
    if (!answer.ok && LATER.has(answer.code)) await this.delay(item, answer.retry_after);
    else await this.settle(item, answer);
  }

  async delay(item, seconds) {
    item.delayed = true;
    this.tell();
    await this.wait(seconds || PAUSE);
    item.delayed = false;
    this.tell();
  }

  async settle(item, answer) {
    if (answer.ok) {
      item.saved = true;
      await this.keep.remove(item.id);
    } else if (item.text !== undefined) {
      item.refused = { code: answer.code, message: answer.message };
      await this.keep.put(item);
    } else {
      await this.forget(item.id);
      this.notice(answer.message, item.kind);
    }
    this.sweep();
    this.answers.get(item.id)?.(answer);
    this.answers.delete(item.id);
    this.tell();
  }

  async forget(id) {
    this.items = this.items.filter((item) => item.id !== id);
    await this.keep.remove(id);
    this.tell();
  }

  // A saved item stays until its record is here, or gone if it took it away, so that no slip blinks in between.
  sweep() {
    this.items = this.items.filter((item) => !item.saved || (item.key && this.holds(item) === takesAway(item)));
  }

  subscribe(listener) {
    this.listeners.add(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }
}

function takesAway({ kind }) {
  return kind.startsWith("remove_");
}

function sleep(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
