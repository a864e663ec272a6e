// Slips of paper: what a slip says, which doors it names, and whether it is safe.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { copyText } from "../copy.js";
import { t } from "../words.js";
import { explained } from "./glossary.js";
import { icon } from "./icon.js";

export function tag(link, small = true) {
  return html`<span class="tag tag-${link.family} ${small ? "tag-small" : ""}">${sign(link.family)}<span>${explained(link.name)}</span></span>`;
}

export function sign(family) {
  if (family === "structure") return html`<span class="half" aria-hidden="true"></span>`;
  return family === "scheme" ? html`<span class="arch" aria-hidden="true"></span>` : nothing;
}

// Codes of cards become tags; the id of an entry, which a note may also link, has no name to show.
export function linked(store, codes = []) {
  const links = store.get("links") ?? {};
  return codes.map((code) => links[code]).filter(Boolean);
}

export function tags(store, codes, extra = nothing) {
  const found = linked(store, codes);
  return found.length || extra !== nothing
    ? html`<p class="tags">${found.map((link) => tag(link))}${extra}</p>`
    : nothing;
}

export function toCheck() {
  return html`<span class="check">${t("live.to_check")}</span>`;
}

const SIGNS = { saved: "check", sending: "sending", unsent: "unsent", refused: "undo" };

export function state(kind, more = "") {
  const words = t(`live.state.${kind}`) + (more ? `, ${more}` : "");
  const strong = kind === "unsent" || kind === "refused" ? "state-unsent" : "";
  return html`<span class="state ${strong}">${icon(SIGNS[kind])}${words}</span>`;
}

// A refused slip stays with its reason, and its words can be taken elsewhere.
export function refusal(item, context, edit) {
  return html`<p class="refusal">${item.refused.message}</p>
    <p class="slip-acts">
      <button class="link" type="button" @click=${() => copy(item.text, context)}>${t("live.copy_text")}</button>
      ${edit && !context.taken ? html`<button class="link" type="button" @click=${edit}>${t("live.edit")}</button>` : nothing}
      <button class="link" type="button" @click=${() => context.outbox.forget(item.id)}>${t("live.forget")}</button>
    </p>`;
}

export async function copy(text, context, failed = "live.not_copied") {
  const done = await copyText(text);
  context.notices.say(t(done ? "live.copied" : failed));
}
