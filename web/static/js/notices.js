// The sentences under the bar. A refusal leaves with what it was about; any other stays until it was read.
export class Notices {
  constructor(changed) {
    Object.assign(this, { changed, all: [], moment: undefined });
  }

  // `command`: the one that was refused.
  say(message, command = "") {
    if (message) this.all = [...this.all.filter((one) => one.message !== message), { message, command }];
    this.changed();
  }

  forget(message) {
    this.keep((one) => one.message !== message);
  }

  tried(command) {
    this.keep((one) => one.command !== command);
  }

  // Another phase, or another sentence for what is happening: what was refused then may well be true now.
  at(moment) {
    const before = this.moment;
    this.moment = moment;
    if (before !== undefined && before !== moment) this.keep((one) => !one.command);
  }

  keep(test) {
    const kept = this.all.filter(test);
    if (kept.length === this.all.length) return;
    this.all = kept;
    this.changed();
  }
}
