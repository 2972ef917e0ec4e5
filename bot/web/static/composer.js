// @ts-check
import { el, icon, setOff } from "./dom.js";
import { MAX_CHARACTERS, TEXTS } from "./strings.js";

const COUNT_FROM = MAX_CHARACTERS - 100;
const COUNT_PAUSE = 1000;
const SEND = "M3 20.5 21.5 12 3 3.5V10l12 2-12 2z";

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
