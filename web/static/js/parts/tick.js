// A text that changes with the clock, without drawing the screen again each second.
import { directive, Directive } from "../../vendor/lit-html/directive.js";

const ticking = new Map();

class Tick extends Directive {
  update({ element }, [write]) {
    ticking.set(element, write);
    write(element);
  }

  render() {}
}

// On an element with nothing inside: `write(element)` is called now and every second.
export const tick = directive(Tick);

export function startTicking() {
  setInterval(() => {
    for (const [element, write] of ticking) {
      if (element.isConnected) write(element);
      else ticking.delete(element);
    }
  }, 1000);
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
