// The back of a card: its family's colour, a weave of half-discs turned its way.
import { html, svg } from "../../vendor/lit-html/lit-html.js";

const WEAVES = {
  case: ["M8 5a29 29 0 0 1 0 58z", "M59 -29a29 29 0 0 1 0 58zM59 39a29 29 0 0 1 0 58z"],
  structure: ["M43 5a29 29 0 0 0 0 58z", "M94 -29a29 29 0 0 0 0 58zM94 39a29 29 0 0 0 0 58z"],
};

export function back(family) {
  const weave = WEAVES[family] ?? WEAVES.case;
  return html`<div class="card-back back-${family}"><svg viewBox="0 0 560 810" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <defs><pattern id="weave-${family}" width="102" height="68" patternUnits="userSpaceOnUse">${weave.map((d) => svg`<path class="back-weave" d=${d}></path>`)}</pattern></defs>
    <rect class="back-ground" width="560" height="810"></rect><rect width="560" height="810" fill="url(#weave-${family})"></rect>
    <circle class="back-ground" cx="280" cy="405" r="132"></circle>
    <path class="back-half l" d="M269 321a84 84 0 0 0 0 168z"></path><path class="back-half r" d="M291 321a84 84 0 0 1 0 168z"></path>
  </svg></div>`;
}
