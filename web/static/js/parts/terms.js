// What acronyms mean, kept in the page for screen readers, whichever of its words has the focus.
import { allTerms, idOf } from "./glossary.js";
import { place } from "./meaning.js";

let described = null;

// After each drawing: the word whose note is open may be gone, or have moved.
export function tendTerms() {
  describe();
  place();
}

function describe() {
  if (described === allTerms()) return;
  described = allTerms();
  document.getElementById("terms")?.remove();
  const list = document.createElement("div");
  list.id = "terms";
  list.hidden = true;
  list.append(...described.map((term) => Object.assign(document.createElement("p"), { id: idOf(term), textContent: term.meaning })));
  document.body.append(list);
}
