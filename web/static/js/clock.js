// The server's time, as far as this device can tell: its own clock may be a year off.
let skew = 0;

export function heardNow(iso) {
  const told = Date.parse(iso);
  if (!Number.isNaN(told)) skew = told - Date.now();
}

export function serverNow() {
  return Date.now() + skew;
}

// What a timer's record says at this moment; null when there is no timer.
export function timerState(timer, now = serverNow()) {
  if (!timer) return null;
  if (timer.left !== null && timer.left !== undefined) {
    return { kind: "paused", left: timer.left, seconds: timer.seconds };
  }
  const left = timer.ends_at ? Math.max(0, Math.round((Date.parse(timer.ends_at) - now) / 1000)) : 0;
  if (timer.over || left === 0) return { kind: "over", left: 0, seconds: timer.seconds };
  return { kind: left <= 60 ? "ending" : "running", left, seconds: timer.seconds };
}

export function figure(seconds) {
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

export function share(state) {
  return state.seconds ? Math.min(1, 1 - state.left / state.seconds) : 1;
}

// « 10 h 46 » in French, 10:46 in English, in the device's own time zone.
export function hour(iso, language) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const minutes = String(at.getMinutes()).padStart(2, "0");
  return language === "fr"
    ? `${at.getHours()}\u00a0h\u00a0${minutes}`
    : `${at.getHours()}:${minutes}`;
}
