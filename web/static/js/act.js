// Does what a button of a screen says: asks its fields, says what it will do, then puts the command in the outbox.
import { askFirst } from "./asking.js";

export class Acts {
  constructor({ outbox, notices, people }) {
    Object.assign(this, { outbox, notices, people });
  }

  // One tap is one command: the same one, still waiting, is not sent twice.
  pending(action) {
    return this.outbox.has(action.command, action.data);
  }

  run(action) {
    if (action.ask?.length || action.confirm) askFirst(action, this.people(), (data) => this.send(action.command, data));
    else this.send(action.command, action.data);
  }

  async send(kind, data, more = {}) {
    if (!more.key && this.outbox.has(kind, data)) return null;
    this.notices.tried(kind);
    const { answered } = await this.outbox.add(kind, data, more);
    return answered;
  }
}
