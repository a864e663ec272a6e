// What somebody may choose for this device alone: language, light, a screen that stays lit, leaving.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { setAwake, wantsAwake } from "./awake.js";
import { openDialog } from "./dialog.js";
import { isEvening, setEvening } from "./light.js";
import { grouped } from "./parts/code.js";
import { forgetPerson } from "./seat.js";
import { language, learn, t } from "./words.js";

const A_YEAR = 31_536_000;

export function openMenu(context) {
  openDialog({
    title: t("live.menu"),
    body: () => html`<div class="menu">
      <p class="meta">${t("live.menu_code")} <b class="code">${grouped(context.session.code ?? "")}</b></p>
      ${deviceChoices(context)}
      ${context.kind === "participant" ? html`<a class="btn btn-line" href="/privacy" target="_blank" rel="noopener">${t("live.menu_kept")}</a>
        <button class="btn btn-quiet" type="button" @click=${() => leave(context)}>${t("live.menu_leave")}</button>` : nothing}
    </div>`,
  });
}

export function deviceChoices(context) {
  const evening = isEvening();
  return html`<fieldset class="choices choices-row"><legend>${t("live.menu_language")}</legend>
      ${[["fr", "Français"], ["en", "English"]].map(([code, name]) => html`<label lang=${code}><input type="radio" name="language"
        value=${code} ?checked=${language() === code} @change=${() => speak(code, context)}><span>${name}</span></label>`)}</fieldset>
    <label class="check-line"><input type="checkbox" ?checked=${evening} @change=${() => setEvening(!isEvening())}><span>${t("live.menu_evening")}</span></label>
    <label class="check-line"><input type="checkbox" ?checked=${wantsAwake()} @change=${(event) => setAwake(event.target.checked)}><span>${t("live.menu_awake")}</span></label>`;
}

async function speak(code, context) {
  const address = context.page.locale.replace(/\w+\.json/, `${code}.json`);
  await learn(code, address);
  document.cookie = `language=${code}; path=/; max-age=${A_YEAR}; samesite=lax`;
  context.connection.setLanguage(code);
  context.refresh();
}

function leave(context) {
  const waiting = context.outbox.waiting().length;
  openDialog({
    title: t("live.menu_leave"),
    body: () => html`<p>${t(waiting ? "live.leave_waiting" : "live.leave")}</p>
      <div class="form-foot"><button class="btn" type="button" @click=${() => goAway(context)}>${t("live.menu_leave")}</button></div>`,
  });
}

function goAway(context) {
  forgetPerson(context.page);
  // The Back button may have this page as it was left, with its seat.
  window.addEventListener("pageshow", () => location.reload());
  location.assign("/");
}
