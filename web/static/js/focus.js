// The place where somebody was typing, kept while the floor fills the tablet and given back after.
let left = null;

export function guardFocus(root) {
  const covered = root.querySelector(".page[inert]");
  if (covered && !left) {
    left = remember(covered);
    root.querySelector(".call button")?.focus();
  } else if (!covered && left) {
    giveBack(left);
    left = null;
  }
}

function remember(page) {
  const element = page.contains(document.activeElement) ? document.activeElement : null;
  return { element, start: element?.selectionStart, end: element?.selectionEnd };
}

function giveBack({ element, start, end }) {
  if (!element?.isConnected) return;
  element.focus({ preventScroll: true });
  if (typeof start === "number") element.setSelectionRange(start, end);
}
