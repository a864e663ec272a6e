// Whoever logs out leaves no seat of a host, or of a projector, to the next person at this browser.
import { Shelf } from "../shelf.js";

const shelf = new Shelf("visavis:");

document.querySelector("#log-out").addEventListener("submit", () => {
  for (const name of shelf.names()) if (/^(host|screen):/.test(name)) shelf.remove(name);
});
