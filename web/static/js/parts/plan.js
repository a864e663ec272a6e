// The table seen from above: two half-discs face to face, discs round them in order of arrival.
import { html, svg, nothing } from "../../vendor/lit-html/lit-html.js";
import { t } from "../words.js";

export const NAMED = 16;
const SHAPES = {
  small: { w: 390, h: 320, chair: 58, rx: 142, ry: 118, r: 9, font: 15, line: 2, gap: 7 },
  wide: { w: 548, h: 500, chair: 84, rx: 206, ry: 176, r: 11, font: 17, line: 2.5, gap: 7 },
  call: { w: 340, h: 290, chair: 60, rx: 148, ry: 112, r: 9, font: 19, line: 2, gap: 6 },
  wall: { w: 1008, h: 780, chair: 128, rx: 400, ry: 306, r: 19, font: 36, line: 5, gap: 14 },
  band: { w: 400, h: 168, chair: 44, rx: 170, ry: 66, r: 8, font: 0, line: 3, gap: 4 },
};

// `people`: [{id, name, volunteer, state, me}]; `chairs`: the names of the two players, if any.
export function plan({ people, chairs = null, floor = null, shape = "small" }) {
  const s = { ...SHAPES[shape] };
  const named = s.font > 0 && people.length <= NAMED;
  return html`<svg class="table-plan plan-${shape}" viewBox="0 0 ${s.w} ${s.h}" role="img"
      aria-label=${spoken(people, chairs)}>
    ${halves(s, chairs)}
    ${people.map((one, at) => seat(one, place(s, at, people.length), s, named, floor))}
  </svg>`;
}

function place(s, at, of) {
  const turn = -Math.PI / 2 + Math.PI / Math.max(2, of) + (2 * Math.PI * at) / Math.max(1, of);
  return { x: s.w / 2 + s.rx * Math.cos(turn), y: centre(s) + s.ry * Math.sin(turn) };
}

function centre(s) {
  return s.h / 2 - s.font * 0.6;
}

function halves(s, chairs) {
  const [x, y, c] = [s.w / 2, centre(s) - s.chair, s.chair];
  const left = `M${x - s.gap} ${y}a${c} ${c} 0 0 0 0 ${2 * c}z`;
  const right = `M${x + s.gap} ${y}a${c} ${c} 0 0 1 0 ${2 * c}z`;
  const dash = `${s.line * 2.6} ${s.line * 2.4}`;
  const empty = (path) => svg`<path class="chair" d=${path} stroke-width=${s.line} stroke-dasharray=${dash}></path>`;
  const inside = (chairs ?? []).every((name) => fits(s, name ?? ""));
  const taken = (path, side, name) => svg`<path class="chair-${side}" d=${path}></path>${label(s, side, name, inside)}`;
  return svg`${chairs?.[0] !== undefined ? taken(left, "l", chairs[0]) : empty(left)}
    ${chairs?.[1] !== undefined ? taken(right, "r", chairs[1]) : empty(right)}`;
}

// Names are never set smaller than the others: those too long for a half-disc stand under it, short of the seats.
function fits(s, name) {
  return name.length * s.font <= s.chair * 1.5;
}

function label(s, side, name, inside) {
  if (!name || !s.font) return nothing;
  const away = side === "l" ? -1 : 1;
  const middle = s.w / 2 + away * (s.gap + s.chair * 0.47);
  if (inside) return svg`<text class="player" x=${middle} y=${centre(s) + s.font * 0.33} text-anchor="middle" font-size=${s.font}>${name}</text>`;
  return svg`<text class="seat-name" x=${s.w / 2 + away * s.gap} y=${centre(s) + s.chair + s.font * 1.1}
    text-anchor=${side === "l" ? "end" : "start"} font-size=${s.font}>${short(name, Math.floor((s.rx * 1.1) / s.font))}</text>`;
}

function seat(one, { x, y }, s, named, floor) {
  const lit = floor === "everyone" || floor === one.id;
  const r = lit ? s.r * 1.9 : s.r;
  const below = y + r + s.font * (one.volunteer ? 1.7 : 1.35);
  return svg`<circle class="seat-dot ${one.state ?? "here"} ${lit ? "has-floor" : ""}" cx=${x} cy=${y} r=${r}></circle>
    ${one.state === "away" ? svg`<path class="seat-half" d="M${x} ${y - r}a${r} ${r} 0 0 1 0 ${2 * r}z"></path>` : nothing}
    ${one.volunteer ? svg`<circle class="seat-ring" cx=${x} cy=${y} r=${s.r + s.line * 2 + 3} stroke-width=${s.line}></circle>` : nothing}
    ${named ? svg`<text class="seat-name ${one.me ? "me" : ""}" x=${x} y=${below} text-anchor="middle" font-size=${s.font}>${short(one.name)}</text>` : nothing}
    ${named && one.state === "gone" ? svg`<text class="seat-gone" x=${x} y=${below + s.font * 1.15} text-anchor="middle" font-size=${s.font * 0.85}>${t("live.person.gone")}</text>` : nothing}`;
}

function short(name, most = 14) {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function spoken(people, chairs) {
  const names = people.map((one) => one.name).filter(Boolean).join(", ");
  const players = (chairs ?? []).filter(Boolean).join(", ");
  return players ? t("live.plan.playing", { players, names }) : t("live.plan.label", { names });
}
