// The lines under the bar: the network, what this device can't keep, what was refused.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { copyText } from "../copy.js";
import { forgetSeat } from "../seat.js";
import { count, t } from "../words.js";
import { icon } from "./icon.js";

const GRACE = 1500;
const LONG = 60_000;

export function lines(context) {
  return html`${network(context)}
    ${context.outbox.lasting ? nothing : html`<p class="line-note">${icon("lock")}<span>${t("live.net.nothing_kept")}</span></p>`}
    ${context.notices.map((message) => html`<p class="line-note" role="status"><span>${message}</span>
      <button class="btn btn-line" type="button" @click=${() => context.forgetNotice(message)}>${t("live.understood")}</button></p>`)}`;
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

// The server said no: its sentence, what is kept, and a way on.
export function refusedPage(context) {
  const { state } = context.connection;
  if (state.kind !== "refused") return nothing;
  const texts = context.outbox.items.map((item) => item.text).filter(Boolean);
  const again = () => {
    if (["unauthorised", "forbidden"].includes(state.code)) forgetSeat(context.page);
    location.assign(context.kind === "participant" ? `/j/${context.page.session}` : location.pathname);
  };
  return html`<main class="message" id="main" tabindex="-1"><h1 class="voice">${state.message}</h1>
    ${texts.length ? html`<p>${count("live.net.texts_here", texts.length)}</p>
      <button class="btn" type="button" @click=${() => copyText(texts.join("\n\n"))}>${t("live.copy_text")}</button>` : nothing}
    <button class="btn btn-main" type="button" @click=${again}>${t("live.net.seat_again")}</button></main>`;
}
