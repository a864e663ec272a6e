// The evening light, for a dark room: chosen by hand, kept on this device.
import { Shelf } from "./shelf.js";

const shelf = new Shelf("visavis:");

export function isEvening() {
  return document.body.dataset.light === "evening";
}

export function setEvening(on) {
  if (on) document.body.dataset.light = "evening";
  else delete document.body.dataset.light;
  shelf.set("light", on ? "evening" : "day");
}

export function restoreLight() {
  if (shelf.get("light") === "evening") setEvening(true);
}
