// One question to the server. The answer is {ok, status, answer}; no answer at all is {offline: true}.
export async function ask(path, question) {
  const sent = {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Accept-Language": document.documentElement.lang,
    },
    body: JSON.stringify(question),
  };
  try {
    const answered = await fetch(path, sent);
    return { ok: answered.ok, status: answered.status, answer: await answered.json() };
  } catch {
    return { offline: true };
  }
}

// A form that says what is wrong beside its field, and can't be sent twice at once.
export class Asking {
  constructor(form, answer) {
    this.form = form;
    this.answer = answer;
    this.button = form.querySelector("button:not([type=button])");
    this.label = this.button.textContent;
    this.busy = false;
  }

  say(sentence, field) {
    this.answer.textContent = sentence;
    this.form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    if (!field) return;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  // The button stays focusable while it waits, so that nobody's focus is lost.
  hold(label) {
    this.busy = true;
    this.button.setAttribute("aria-disabled", "true");
    this.button.textContent = label;
  }

  release() {
    this.busy = false;
    this.button.removeAttribute("aria-disabled");
    this.button.textContent = this.label;
  }

  // Says once how long to wait, and counts on the button alone: a screen reader hears it once.
  wait(sentence, seconds) {
    this.say(`${sentence} ${this.form.dataset.wait.replace("{seconds}", seconds)}`);
    const until = Date.now() + seconds * 1000;
    const count = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left <= 0) return this.release();
      this.hold(`${this.label} (${left})`);
      return setTimeout(count, 250);
    };
    count();
  }
}
