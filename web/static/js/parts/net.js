// The lines under the bar: the seat, the network, what this device can't keep, what was refused.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { count, t } from "../words.js";
import { icon } from "./icon.js";
import { takenBar } from "./taken.js";

const GRACE = 1500;
const LONG = 60_000;

export function lines(context) {
  return html`${takenBar(context)}${network(context)}
    ${context.outbox.lasting ? nothing : html`<p class="line-note">${icon("lock")}<span>${t("live.net.nothing_kept")}</span></p>`}
    ${context.notices.all.map(({ message }) => html`<p class="line-note" role="status"><span>${message}</span>
      <button class="btn btn-line" type="button" @click=${() => context.notices.forget(message)}>${t("live.understood")}</button></p>`)}`;
}

function network(context) {
  const { state } = context.connection;
  const lasted = Date.now() - (state.since ?? Date.now());
  if (state.kind === "online" || state.kind === "refused" || lasted < GRACE) return nothing;
  const waiting = context.outbox.waiting().length;
  if (lasted > LONG && context.connection.answering !== "stranger") return resting(context, waiting);
  const stranger = context.connection.answering === "stranger" && "stranger";
  const key = stranger || (state.restarting ? "restarting" : context.store.full ? "lost" : "connecting");
  return html`<p class="line-note">${icon("unsent")}<span>${t(`live.net.${key}`)}${waiting ? ` ${count("live.net.waiting", waiting)}` : ""}</span>
    <button class="btn btn-line" type="button" @click=${() => context.connection.retry()}>${t("live.net.retry")}</button></p>`;
}

function resting(context, waiting) {
  return html`<section class="net-rest paper" aria-label=${t("live.net.rest_title")}>
    <h2 class="voice">${t("live.net.rest_title")}</h2><p>${t("live.net.rest")} ${waiting ? count("live.net.waiting", waiting) : ""}</p>
    <button class="btn" type="button" @click=${() => context.connection.retry()}>${t("live.net.resume")}</button></section>`;
}
