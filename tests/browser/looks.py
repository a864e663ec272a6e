"""What is wrong with how a screen looks or is reached: measured in the page itself."""

from pathlib import Path
from typing import Any

from tests.browser.people import Person

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")

# Everything that can be pressed or filled, in sight: what a dialog or a call covers is not.
REACHED = """
const seen = (one) => {
  const { width, height, right, bottom } = one.getBoundingClientRect();
  return one.checkVisibility({ visibilityProperty: true }) && width > 2 && height > 2
    && right > 0 && bottom > 0 && getComputedStyle(one).clipPath === "none"
    && !one.closest("[inert], [aria-hidden=true]");
};
const said = (one) => `${one.tagName.toLowerCase()} « ${nameOf(one) || one.className} »`;
const nameOf = (one) => (one.getAttribute("aria-label")
  || (one.getAttribute("aria-labelledby") ?? "").split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim()
  || [...(one.labels ?? [])].map((label) => label.textContent).join(" ").trim()
  || one.getAttribute("alt") || one.textContent.trim() || "").replace(/\\s+/g, " ").trim();
const top = document.querySelector("dialog[open], [role=alertdialog]") ?? document;
const reached = () => [...top.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=radio]",
)].filter(seen);
"""

FAULTS = (
    "() => {"
    + REACHED
    + """
const faults = [];
const { scrollWidth, clientWidth } = document.documentElement;
if (scrollWidth > clientWidth) faults.push(`wider than the screen: ${scrollWidth} px`);
for (const one of document.querySelectorAll(".slip")) {
  const beyond = one.offsetWidth - one.parentElement.clientWidth;
  if (beyond > 0) faults.push(`${beyond} px wider than its place: ${one.textContent.trim().slice(0, 40)}`);
}

const ink = (one) => {
  const { backgroundColor } = getComputedStyle(one);
  return backgroundColor === "rgb(23, 36, 30)";
};
const chosen = (one) => ["aria-pressed", "aria-current", "aria-checked"].some(
  (name) => (one.getAttribute(name) ?? "false") !== "false");
const mains = reached().filter((one) => one.matches("a, button") && ink(one) && !chosen(one));
if (mains.length > 1) faults.push(`several buttons of ink: ${mains.map(said).join(", ")}`);

for (const one of reached()) {
  if (!nameOf(one)) faults.push(`no name: ${one.outerHTML.slice(0, 120)}`);
  const target = one.matches("[type=radio], [type=checkbox]") ? one.closest("label") ?? one : one;
  const { display, borderTopWidth } = getComputedStyle(one);
  // What stands in a sentence is as high as its line; a link that is alone, without an edge, needs 24.
  if (display === "inline") continue;
  const least = one.matches("a") && borderTopWidth === "0px" ? 24 : 44;
  const { width, height } = target.getBoundingClientRect();
  if (height < least - 0.5 || width < least - 0.5) {
    faults.push(`too small to touch, ${Math.round(width)} x ${Math.round(height)}: ${said(one)}`);
  }
}
return faults;
}"""
)

SMALL_TEXT = """(least) => {
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const parent = node.parentElement;
  if (!node.data.trim() || parent.closest("script, style, noscript, .sr")) continue;
  const { width, height } = parent.getBoundingClientRect();
  if (!parent.checkVisibility() || width <= 1 || height <= 1) continue;
  const scale = parent.ownerSVGElement ? parent.getScreenCTM().a : 1;
  const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
  if (size < least - 0.5) found.push(`${size.toFixed(1)} px: ${node.data.trim().slice(0, 40)}`);
}
return found;
}"""

CHECK = """async () => {
const { violations, passes } = await axe.run(document, { resultTypes: ["violations"] });
if (passes.length < 10) return ["axe-core found almost nothing to look at"];
return violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
  .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}"""


def faults_of(person: Person) -> list[str]:
    """What does not fit, has no name, or is too small to touch."""
    return _strings(person.page.evaluate(FAULTS))


def violations_of(person: Person) -> list[str]:
    """The serious and critical violations that axe-core finds."""
    person.page.evaluate(AXE)
    return _strings(person.page.evaluate(CHECK))


def texts_under(person: Person, pixels: int) -> list[str]:
    """The texts in sight that are set smaller than this."""
    return _strings(person.page.evaluate(SMALL_TEXT, pixels))


def _strings(found: Any) -> list[str]:
    return [str(one) for one in found]
