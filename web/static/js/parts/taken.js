// A seat that the server no longer lets in from here: why, the words that are still here, and the ways back.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { hour } from "../clock.js";
import { copyText } from "../copy.js";
import { forgetSeat } from "../seat.js";
import { count, language, t } from "../words.js";

// Held on another device: what is in sight stays to be read, under this bar.
export function takenBar(context) {
  if (!context.taken) return nothing;
  const { at } = context.connection.state;
  const since = at ? t("live.taken.since", { time: hour(at, language()) }) : "";
  return html`<section class="net-rest taken paper" aria-label=${t("live.taken.title")}>
    <h2 class="voice">${t("live.taken.title")}</h2>
    <p>${since} ${t("live.taken.read")}</p>
    ${textsHere(context)}
    <p>${t(`live.taken.back_${context.kind}`)}</p>
    <div class="ways">${ways(context)}</div></section>`;
}

// The server said no before there was anything to read: its sentence fills the page.
export function refusedPage(context) {
  const { state } = context.connection;
  const taken = state.code === "forbidden";
  return html`<main class="message" id="main" tabindex="-1"><h1 class="voice">${taken ? t("live.taken.title") : state.message}</h1>
    ${taken ? html`<p>${t(`live.taken.back_${context.kind}`)}</p>` : nothing}
    ${textsHere(context)}<div class="ways">${ways(context)}</div></main>`;
}

function textsHere(context) {
  const unsent = context.outbox.items.filter((item) => !item.saved).map((item) => item.text);
  const texts = [...unsent, ...context.drafts.texts()].filter(Boolean);
  if (!texts.length) return nothing;
  const copy = async () => context.notices.say(t((await copyText(texts.join("\n\n"))) ? "live.copied" : "live.taken.not_copied"));
  return html`<div class="texts-here"><p><b>${count("live.net.texts_here", texts.length)}</b> ${t("live.taken.kept")}</p>
    <ul>${texts.map((text) => html`<li class="voice">${text}</li>`)}</ul>
    <button class="btn" type="button" @click=${copy}>${t("live.copy_text")}</button></div>`;
}

function ways(context) {
  const { kind, page, session, connection } = context;
  const code = kind === "participant" ? page.session : session.code;
  const account = () => {
    forgetSeat(page);
    location.reload();
  };
  if (kind === "participant" && connection.state.code !== "forbidden") {
    return html`<a class="btn btn-main" href="/j/${code}#other">${t("live.net.seat_again")}</a>`;
  }
  return html`${kind === "participant" ? nothing : html`<button class="btn btn-main" type="button" @click=${account}>${t("live.taken.with_account")}</button>`}
    ${kind === "screen" ? nothing : html`<a class="btn" href=${code ? `/j/${code}#recover` : "/"}>${t("live.taken.with_code")}</a>`}`;
}
