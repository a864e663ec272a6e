// Words begun in a field that went away with its screen: still here, to be taken elsewhere or let go.
import { html } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";
import { copy } from "./slip.js";

export function begunElsewhere(context) {
  if (context.taken) return [];
  const inReach = context.screen.panels.flatMap((panel) => fieldsOf(panel, context.can));
  return context.drafts.begun().filter(({ field }) => !inReach.some((one) => field.startsWith(one)));
}

// How the names of the drafts begin that can be taken up again in this panel.
function fieldsOf(panel, can) {
  const { kind, items, mode, round, writes } = panel;
  return [
    kind === "form" && "survey",
    kind === "notes" && writes && can.has("add_note") && `note:${items}`,
    kind === "grid" && mode === "write" && can.has("add_entry") && `entry:${round}:`,
    typeof items === "string" && `edit:${items}`,
  ].filter(Boolean);
}

export function begunSlip({ field, texts }, context) {
  const forget = () => {
    context.drafts.clear(field);
    context.refresh();
  };
  return html`<article class="slip slip-unsent">${texts.map((text) => html`<p class="voice">${text}</p>`)}
    <p class="refusal">${t("live.begun")}</p>
    <p class="slip-acts"><button class="link" type="button" @click=${() => copy(texts.join("\n\n"), context, "live.taken.not_copied")}>${t("live.copy_text")}</button>
      <button class="link" type="button" @click=${forget}>${t("live.forget")}</button></p></article>`;
}
