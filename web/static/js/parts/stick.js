// A list whose newest line is last: it follows what is added, and leaves a reader who scrolled up alone.
import { directive, Directive } from "../../vendor/lit-html/directive.js";

const AT_END = 24;

class Stick extends Directive {
  // `here`: whether the newest line was just written on this device, whose writer wants to see it kept.
  update({ element }, [length, here]) {
    if (length === this.length) return;
    const follows = here || this.length === undefined || fromEnd(element) <= AT_END;
    this.length = length;
    if (!follows) return;
    requestAnimationFrame(() => {
      element.scrollTop = element.scrollHeight;
    });
  }

  render() {}
}

function fromEnd({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight;
}

export const stick = directive(Stick);
