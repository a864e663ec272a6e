// Which panel goes in which area of the screen. Looks only: what may be done is never decided here.
import { render as actions } from "./panels/actions.js";
import { render as card } from "./panels/card.js";
import { render as floor } from "./panels/floor.js";
import { render as grid } from "./panels/grid.js";
import { render as prompts } from "./panels/prompts.js";
import { render as roster } from "./panels/roster.js";
import { render as text } from "./panels/text.js";
import { render as timer } from "./panels/timer.js";
import { nothing } from "../vendor/lit-html/lit-html.js";

const panels = { actions, card, floor, grid, prompts, roster, text, timer };

// Other kinds come with the frame that shows them.
export function addPanels(more) {
  Object.assign(panels, more);
}

// A kind that this page does not know yet is left out: the rest of the screen still works.
export function draw(panel, context, ...more) {
  return panels[panel.kind] ? panels[panel.kind](panel, context, ...more) : nothing;
}

export function ofKind(context, kind, test = () => true) {
  return context.screen.panels.filter((panel) => panel.kind === kind && test(panel));
}

export function drawAll(context, kind, test) {
  return ofKind(context, kind, test).map((panel) => draw(panel, context));
}

export function textNamed(name) {
  return (panel) => panel.name === name;
}

// The hooks that the style sheets go by.
export function dress(body, context) {
  const { role, phase, step, screen } = context;
  const kinds = [...new Set(screen.panels.map((panel) => panel.kind))].join(" ");
  const hooks = { role, phase, step: step ?? "", panels: kinds, floor: context.floor ? "given" : "" };
  for (const [name, value] of Object.entries(hooks)) {
    if (body.dataset[name] !== value) body.dataset[name] = value;
  }
}
