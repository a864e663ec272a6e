// A note to write in a step of the debriefing, with the doors it names and whether it is still to check.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { uuid } from "../ids.js";
import { t } from "../words.js";
import { doorsOf, shelves } from "./doors.js";
import { answered, askWords, LONGEST, underField } from "./field.js";
import { icon } from "./icon.js";
import { tags } from "./slip.js";
import { once, Writer } from "./written.js";

export function compose(panel, context) {
  // One draft a round: the words stay before their writer when the host goes on to another step.
  const field = `note:${panel.items}`;
  // Read anew each time: a quick hand is ahead of what was last drawn.
  const kept = () => begun(context.drafts.read(field, {}), panel.step);
  const draft = kept();
  const change = (more) => {
    answered(field);
    context.drafts.write(field, { ...kept(), ...more });
    context.refresh();
  };
  const doorsOpen = context.ui.get("note_doors", false);
  const note = async (event) => {
    event.preventDefault();
    await once(field, async () => {
      const { text, links, to_check, step } = kept();
      if (!text.trim() && !links.length) return askWords(field, event, context);
      await new Writer("note", context).add(panel.items, uuid(), { step, text: text.trim(), links, to_check });
      context.ui.note("note_doors", false);
      if (step !== panel.step) context.ui.note("notes_elsewhere", true);
      context.drafts.clear(field);
    });
    context.refresh();
  };
  return html`<form class="compose paper" aria-label=${t("live.new_note")} @submit=${note}>
    <textarea class="input voice" rows="2" maxlength=${LONGEST} aria-label=${t("live.your_note")} placeholder=${t("live.your_note")}
      .value=${live(draft.text)} @input=${(event) => change({ text: event.target.value })}
      @keydown=${(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) note(event); }}></textarea>
    <button class="btn ${context.kind === "host" ? "" : "btn-main"}" type="submit" @mousedown=${(event) => event.preventDefault()}>${t("live.note")}</button>
    ${underField(field, draft.text)}
    ${draft.links.length ? html`<div class="compose-tags">${tags(context.store, draft.links)}</div>` : nothing}
    ${doorsOpen ? picker(context, draft, change) : nothing}
    <div class="links">
      <button class="tag" type="button" aria-pressed=${doorsOpen} @click=${() => context.ui.toggle("note_doors")}>${icon("door")}${t("live.a_door")}</button>
      <button class="tag ${draft.to_check ? "tag-on" : ""}" type="button" aria-pressed=${draft.to_check} @click=${() => change({ to_check: !draft.to_check })}>${icon("question")}${t("live.to_check")}</button>
      ${draft.text ? html`<span class="push state">${icon("check")}${t("live.draft_kept")}</span>` : nothing}
    </div>
    ${draft.step === panel.step ? nothing : html`<p class="meta">${t("live.note_goes_to", { step: titleOf(draft.step, panel) })}</p>`}
  </form>`;
}

// A note belongs to the step in which its first words were written.
function begun(draft, step) {
  const empty = !draft.text && !draft.links?.length;
  return { text: "", links: [], to_check: false, ...draft, step: empty ? step : draft.step };
}

function titleOf(id, { steps }) {
  return steps.find((one) => one.id === id)?.title ?? id;
}

function picker(context, draft, change) {
  const sought = context.ui.get("note_sought", "");
  const pick = ({ value }) => {
    const links = draft.links.includes(value) ? draft.links.filter((one) => one !== value) : [...draft.links, value];
    context.ui.note("note_sought", "");
    change({ links });
  };
  return html`<div class="shelves compose-doors">
    <label class="seek"><span class="sr">${t("live.seek_door")}</span>${icon("search")}<input class="input" type="text" placeholder=${t("live.seek_door")}
      autocomplete="off" .value=${live(sought)} @input=${(event) => context.ui.set("note_sought", event.target.value)}
      @keydown=${(event) => { if (event.key === "Enter") event.preventDefault(); }}></label>
    ${shelves(doorsOf(context.store), { pick, chosen: draft.links, typed: sought })}</div>`;
}
