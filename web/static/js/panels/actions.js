// The buttons of a screen. At most one is filled with ink.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { icon } from "../parts/icon.js";
import { t } from "../words.js";

const LOOKS = { main: "btn btn-main", floor: "btn btn-floor", quiet: "btn btn-quiet", plain: "btn" };

export function render(panel, context) {
  const actions = panel.actions.filter((one) => context.can.has(one.command));
  if (!actions.length) return nothing;
  return html`<div class="actions">${actions.map((one) => button(one, context))}</div>`;
}

export function button(action, context, look = LOOKS[action.style] ?? LOOKS.plain) {
  const pending = context.acts.pending(action);
  return html`<button class=${look} type="button" aria-busy=${pending} aria-disabled=${action.settling ? "true" : nothing}
    @click=${() => action.settling || context.run(action)}>
    ${pending ? t(context.online ? "live.state.sending" : "live.state.unsent") : action.label}
    ${action.style === "main" && !pending ? icon("arrow") : nothing}</button>`;
}
