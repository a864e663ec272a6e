// The time that is left: it informs and never presses.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { figure, share, timerState } from "../clock.js";
import { icon } from "../parts/icon.js";
import { setText, tick } from "../parts/tick.js";
import { t } from "../words.js";

const MORE = 120;

export function render(panel, context) {
  const timer = context.store.get(panel.record)?.timer;
  if (context.kind === "host") return card(panel, context, timer);
  if (!timer) return nothing;
  return html`<p class="time"><span class="clock" ${tick((el) => setText(el, shown(timer)))}></span>
    <span class="meta time-words" ${tick((el) => setText(el, context.kind === "screen" && running(timer) ? "" : words(timer)))}></span></p>`;
}

function running(timer) {
  return timerState(timer).kind === "running";
}

export function shown(timer) {
  return figure(timerState(timer).left);
}

export function words(timer) {
  const state = timerState(timer);
  if (state.kind === "running") return t("live.timer.of", { minutes: Math.round(state.seconds / 60) });
  return t(`live.timer.${state.kind}`);
}

function card(panel, context, timer) {
  const may = (command) => context.can.has(command);
  if (!timer && !may("set_timer")) return nothing;
  return html`<section class="timer paper" aria-label=${t("live.timer.label")}>
    <h2 class="label">${t("live.timer.label")}</h2>
    ${timer ? going(timer) : html`<p class="meta">${t("live.timer.none")}</p>`}
    <div class="two">
      ${timer ? pauseOrResume(timer, context, may) : nothing}
      ${timer && may("extend_timer") ? html`<button class="btn btn-line" type="button"
        aria-label=${t("live.timer.more_label")} @click=${() => context.send("extend_timer", { seconds: MORE })}>
        ${icon("plus")}${t("live.timer.more")}</button>` : nothing}
    </div>
    ${may("set_timer") ? html`<button class="btn btn-quiet" type="button" @click=${() => context.run(setAction())}>
      ${t(timer ? "live.timer.again" : "live.timer.set")}</button>` : nothing}
  </section>`;
}

function going(timer) {
  return html`<p class="clock" ${tick((el) => setText(el, shown(timer)))}></p>
    <div class="thread" ${tick((el) => el.classList.toggle("thread-paused", timerState(timer).kind === "paused"))}>
      <i ${tick((el) => { el.style.width = `${share(timerState(timer)) * 100}%`; })}></i></div>
    <p class="meta timer-words" ${tick((el) => setText(el, words(timer)))}></p>`;
}

function pauseOrResume(timer, context, may) {
  const paused = timerState(timer).kind === "paused";
  const command = paused ? "resume_timer" : "pause_timer";
  if (!may(command) || timerState(timer).kind === "over") return nothing;
  return html`<button class="btn btn-line" type="button" @click=${() => context.send(command, {})}>
    ${icon(paused ? "play" : "pause")}${t(`live.timer.${paused ? "resume" : "pause"}`)}</button>`;
}

function setAction() {
  const choices = [3, 5, 8, 10, 15].map((minutes) => ({
    value: minutes * 60, label: t("live.minutes", { minutes }),
  }));
  return {
    command: "set_timer", label: t("live.timer.set"), data: {},
    ask: [{ id: "seconds", kind: "choice", label: t("live.timer.how_long"), choices, value: 600 }],
  };
}
