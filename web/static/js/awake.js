// Keeps the screen lit while a session runs, unless the person would rather not.
import { Shelf } from "./shelf.js";

const shelf = new Shelf("visavis:");
let lock = null;
let film = null;

export function wantsAwake() {
  return shelf.get("awake") !== "no";
}

export function setAwake(wanted) {
  shelf.set("awake", wanted ? "yes" : "no");
  if (wanted) hold();
  else release();
}

// Browsers grant it only inside a tap, and take it back whenever the page is hidden.
export function keepAwake() {
  document.addEventListener("pointerup", hold);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hold());
  hold();
}

async function hold() {
  if (!wantsAwake() || (lock && !lock.released)) return;
  try {
    if (navigator.wakeLock) lock = await navigator.wakeLock.request("screen");
    else await play();
  } catch {
    lock = null;
  }
}

function release() {
  lock?.release();
  film?.pause();
  lock = null;
}

// Over plain http there is no wake lock: a silent film of one pixel holds most screens lit.
async function play() {
  film ??= makeFilm();
  if (film?.paused) await film.play();
}

function makeFilm() {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (!canvas.captureStream || !pen) return null;
  setInterval(() => pen.fillRect(0, 0, 1, 1), 1000);
  const video = document.createElement("video");
  video.muted = true;
  video.setAttribute("playsinline", "");
  video.setAttribute("aria-hidden", "true");
  video.className = "film";
  video.srcObject = canvas.captureStream(1);
  document.body.append(video);
  return video;
}
