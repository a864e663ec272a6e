// The list of sessions: one menu open at a time, and a question before anything is deleted.
const menus = [...document.querySelectorAll("details.more")];
const dialog = document.querySelector("#erase");
const question = dialog.querySelector("[data-say]");

menus.forEach((menu) => {
  menu.addEventListener("toggle", () => {
    if (menu.open) menus.forEach((other) => { if (other !== menu) other.open = false; });
  });
});
document.addEventListener("click", (event) => {
  menus.forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  const open = menus.find((menu) => menu.open);
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// Without <dialog>, the server asks the question on a page of its own.
if (dialog.showModal) {
  document.querySelectorAll("form.erase").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.querySelector("form").action = form.action;
      question.textContent = question.dataset.say.replace("{title}", () => form.dataset.title);
      dialog.showModal();
    });
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
}
