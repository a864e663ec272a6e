// Words that this browser still holds and that no panel in sight shows: they stay until they are sent or let go.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { t } from "../words.js";
import { begunElsewhere, begunSlip } from "./begun.js";
import { refusal, state } from "./slip.js";

export function kept(context) {
  const items = context.outbox.items.filter((item) => item.text && !item.saved && !inSight(item, context));
  const begun = begunElsewhere(context);
  if (!items.length && !begun.length) return nothing;
  return html`<section class="kept" aria-label=${t("live.kept")}><h2 class="label">${t("live.kept")}</h2>
    ${repeat(items, (item) => item.id, (item) => html`<article class="slip slip-unsent"><p class="voice">${item.text}</p>
      <p class="slip-foot">${state(context.outbox.stateOf(item))}</p>
      ${item.refused ? refusal(item, context) : nothing}</article>`)}
    ${repeat(begun, (one) => one.field, (one) => begunSlip(one, context))}</section>`;
}

// A panel shows what is added to it, and over its slips what changes them: a slip that went has nothing to be shown over.
function inSight({ key }, { screen, outbox, store }) {
  const isThere = store.get(key) || outbox.items.some((one) => one.key === key && one.kind.startsWith("add_"));
  return isThere && screen.panels.some(({ items }) => items && key.startsWith(items));
}
