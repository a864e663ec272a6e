// Questions to answer once, one at a time; any of them may be left.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { keyed } from "../../vendor/lit-html/directives/keyed.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { LONGEST, underField } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { tick } from "../parts/tick.js";
import { t, topicAndSentence } from "../words.js";

const DRAFT = "survey";

export function render(panel, context) {
  const last = panel.items.length - 1;
  const at = Math.min(context.ui.get("survey_at", 0), last);
  const item = panel.items[at];
  const go = (to) => context.ui.set("survey_at", to);
  return html`<section class="survey">
    <div class="survey-head"><p class="meta">${t("live.survey.question", { number: at + 1, of: last + 1 })}<span class="state">${icon("lock")}${t("live.survey.nameless")}</span></p>
      <div class="thread"><i ${tick((el) => { el.style.width = `${((at + 1) / (last + 1)) * 100}%`; })}></i></div></div>
    <div class="survey-ask paper">${keyed(item.id, question(item, context))}
      <div class="survey-foot">
        ${at ? html`<button class="btn" type="button" aria-label=${t("live.survey.before")} @click=${() => go(at - 1)}>${icon("left")}</button>` : html`<span></span>`}
        ${at < last ? html`<button class="btn btn-main" type="button" @click=${() => go(at + 1)}>${t("live.survey.next")}</button>`
          : html`<button class="btn btn-main" type="button" ?disabled=${context.taken} @click=${() => give(panel, context)}>${panel.submit?.label}</button>`}
      </div></div>
  </section>`;
}

function question(item, context) {
  const answers = context.drafts.read(DRAFT, {});
  const [topic, sentence] = topicAndSentence(item.label);
  const keep = (value) => {
    const { [item.id]: _, ...others } = context.drafts.read(DRAFT, {});
    context.drafts.write(DRAFT, value === "" ? others : { ...others, [item.id]: value });
    context.refresh();
  };
  return html`<fieldset class="choices" lang=${context.session.language} ?disabled=${context.taken}><legend>${topic ? html`<span class="topic">${topic}</span>` : nothing}
      <span class="voice">${sentence}</span></legend>
    ${item.kind === "text" ? html`<textarea class="input" rows="5" maxlength=${LONGEST} aria-label=${item.label}
      .value=${live(answers[item.id] ?? "")} @input=${(event) => keep(event.target.value)}></textarea>${underField(item.id, answers[item.id] ?? "")}`
      : scale(item, answers[item.id], keep)}
  </fieldset>`;
}

function scale(item, chosen, keep) {
  const line = (value, label, on) => html`<label class=${value === "" ? "none" : ""}><input type="radio" name=${item.id}
    .checked=${live(on)} @change=${() => keep(value)}><span>${label}</span></label>`;
  return html`${item.choices.map((one) => line(one.value, one.label, one.value === chosen))}
    ${line("", t("live.survey.no_view"), chosen === undefined)}`;
}

async function give(panel, context) {
  const answers = context.drafts.read(DRAFT, {});
  const answer = await context.send(panel.submit.command, { ...panel.submit.data, answers });
  if (answer?.ok) context.drafts.clear(DRAFT);
}
