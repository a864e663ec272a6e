// One polite live region, fed by a queue: at most one sentence every three seconds.
const PACE = 3000;

export class Announcer {
  constructor(region, { pace = PACE, later = (act, wait) => setTimeout(act, wait) } = {}) {
    Object.assign(this, { region, pace, later });
    this.queue = new Map();
    this.resting = false;
  }

  // A newer sentence about the same thing takes the place of the one still waiting.
  say(about, sentence) {
    if (!sentence) return;
    this.queue.delete(about);
    this.queue.set(about, sentence);
    if (!this.resting) this.next();
  }

  next() {
    const [first] = this.queue;
    this.resting = Boolean(first);
    if (!first) return;
    this.queue.delete(first[0]);
    this.region.textContent = first[1];
    this.later(() => this.next(), this.pace);
  }
}
