// The debriefing on a participant's screen: the question asked, then notes, what was seen, one's own grid.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { draw, drawAll, ofKind } from "../layout.js";
import { duo } from "../parts/duo.js";
import { t } from "../words.js";

export function debriefing(context) {
  const [notes] = ofKind(context, "notes");
  const [grid] = ofKind(context, "grid");
  const tabs = [
    notes && { id: "notes", draw: () => draw(notes, context) },
    grid && { id: "seen", draw: () => draw({ ...grid, mode: "read" }, context) },
    grid?.mode === "write" && { id: "mine", draw: () => draw(grid, context) },
  ].filter(Boolean);
  const open = tabs.find((one) => one.id === context.ui.get("tab", "notes")) ?? tabs[0];
  return html`
    <section class="say"><h1>${context.screen.title}</h1><p>${context.screen.hint}</p></section>
    <div class="short">${duo(context)}</div>
    ${drawAll(context, "floor")}
    ${drawAll(context, "prompts")}
    ${tabs.length ? html`<div class="tabs" role="group" aria-label=${t("live.tabs")}>${tabs.map((one) => html`<button type="button"
      aria-pressed=${one === open} @click=${() => context.ui.set("tab", one.id)}>${t(`live.tab.${one.id}`)}</button>`)}</div>
      <div class="tab tab-${open.id}">${open.draw()}</div>` : nothing}
    ${drawAll(context, "actions")}`;
}
