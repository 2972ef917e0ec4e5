// @ts-check
/* What stands below the conversation: the bars that say what is wrong, and the input; and the voice for screen readers. */
import { el, icon, isOff, setOff } from "./dom.js";
import { MAX_CHARACTERS, TEXTS } from "./strings.js";

const DELAY = 250;
const FORGET = 15_000;
const COUNT_FROM = MAX_CHARACTERS - 100;
const COUNT_PAUSE = 1000;
const SEND = "M3 20.5 21.5 12 3 3.5V10l12 2-12 2z";

/** Speaks to screen readers through two hidden regions in turn, so that equal texts are read again. */
export class Announcer {
  constructor() {
    this.regions = [0, 1].map(() => el("div", { "aria-live": "polite", "aria-atomic": "true" }));
    this.element = el("div", { class: "hidden" }, ...this.regions);
    this.turn = 0;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  /**
   * Says the text after a pause, in place of what was still waiting to be said.
   * @param {string} text
   * @param {number} [delay]
   */
  say(text, delay = DELAY) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.regions[this.turn].textContent = "";
      this.turn = 1 - this.turn;
      const region = this.regions[this.turn];
      region.textContent = text;
      window.setTimeout(() => region.textContent === text && (region.textContent = ""), FORGET);
    }, delay);
  }

  /** Leaves unsaid what was still waiting. */
  hush() {
    clearTimeout(this.timer);
  }
}

/**
 * Says so while the browser has no connection.
 * @param {(text: string) => void} say
 */
export function offlineBar(say) {
  const bar = el("p", { class: "offline", hidden: navigator.onLine }, TEXTS.offlineNow);
  const changed = () => {
    bar.hidden = navigator.onLine;
    say(navigator.onLine ? TEXTS.onlineAgain : TEXTS.offlineNow);
  };
  addEventListener("offline", changed);
  addEventListener("online", changed);
  return bar;
}

/** The bar that says what went wrong, with a button to try again. */
export class Problem {
  /** @param {(text: string) => void} say */
  constructor(say) {
    this.say = say;
    this.text = el("p", { role: "alert" });
    this.countdown = el("span", { "aria-hidden": "true" });
    this.button = el("button", { type: "button", hidden: true, click: () => this.#pressed() }, TEXTS.retry);
    this.element = el("div", { class: "problem" }, this.text, this.button, this.countdown);
    /** @type {(() => void) | null} */
    this.retry = null;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  /** Whether nothing may be sent yet. */
  get mustWait() {
    return isOff(this.button);
  }

  /**
   * @param {string} text
   * @param {(() => void) | null} retry
   * @param {number} wait  seconds until the next try may come
   */
  show(text, retry, wait = 0) {
    this.clear();
    this.retry = retry;
    this.button.hidden = !retry;
    this.text.textContent = wait ? `${text} ${TEXTS.retryIn(wait)}` : text;
    this.element.classList.add("shown");
    if (wait) this.#count(Date.now() + wait * 1000);
  }

  clear() {
    clearInterval(this.timer);
    setOff(this.button, false);
    this.text.textContent = this.countdown.textContent = "";
    this.button.hidden = true;
    this.element.classList.remove("shown");
  }

  /** @param {number} end */
  #count(end) {
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      this.countdown.textContent = left > 0 ? TEXTS.seconds(left) : "";
      if (left > 0) return;
      clearInterval(this.timer);
      setOff(this.button, false);
      this.say(TEXTS.retryNow);
    };
    setOff(this.button, true);
    this.timer = window.setInterval(tick, 500);
    tick();
  }

  #pressed() {
    if (!this.mustWait) this.retry?.();
  }
}

/** The input with its counter and button. */
export class Composer {
  /**
   * @param {(text: string) => void} send
   * @param {(text: string, delay?: number) => void} say
   */
  constructor(send, say) {
    this.say = say;
    this.send = send;
    this.input = el("textarea", {
      id: "input",
      rows: 1,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-describedby": "hint privacy",
      input: () => this.#changed(),
      keydown: (/** @type {KeyboardEvent} */ event) => this.#pressed(event),
    });
    this.button = el("button", { type: "submit", class: "send", "aria-label": TEXTS.send }, icon(SEND), el("span", {}, TEXTS.send));
    this.counter = el("span", { class: "counter" });
    this.element = el(
      "form",
      { novalidate: true, submit: (/** @type {Event} */ event) => this.#submitted(event) },
      el("label", { for: "input" }, TEXTS.inputLabel),
      el("div", { class: "row" }, this.input, this.button),
      el("p", { class: "below" }, el("span", { id: "privacy" }, TEXTS.privacy), this.counter),
      el("span", { id: "hint", hidden: true }, TEXTS.inputHint),
    );
  }

  get text() {
    return this.input.value.trim();
  }

  set text(value) {
    this.input.value = value;
    this.#changed();
  }

  /** @param {boolean} busy */
  set busy(busy) {
    this.input.readOnly = busy;
    setOff(this.button, busy);
  }

  submit() {
    this.element.requestSubmit();
  }

  focus() {
    this.input.focus();
  }

  #changed() {
    // The server counts characters, not UTF-16 units.
    const left = MAX_CHARACTERS - [...this.input.value.trim()].length;
    const over = left < 0;
    const text = left > MAX_CHARACTERS - COUNT_FROM ? "" : over ? TEXTS.charactersOver(-left) : TEXTS.charactersLeft(left);
    this.counter.classList.toggle("over", over);
    if (over) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    if (text && text !== this.counter.textContent) this.say(text, COUNT_PAUSE);
    this.counter.textContent = text;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault();
    const over = [...this.text].length - MAX_CHARACTERS;
    if (!this.text) this.say(TEXTS.emptyInput);
    else if (over > 0) this.say(TEXTS.charactersOver(over));
    else this.send(this.text);
  }
}
