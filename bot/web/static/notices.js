// @ts-check
import { el, isOff, setOff } from "./dom.js";
import { TEXTS } from "./strings.js";

const DELAY = 250;
const FORGET = 15_000;

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
