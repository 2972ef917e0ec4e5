// @ts-check
import { ApiError } from "./api.js";
import { Announcer, Composer, offlineBar, Problem } from "./bars.js";
import { el, setOff } from "./dom.js";
import { askButton, assistantMessage, spoken, visitorMessage, welcomeMessage } from "./messages.js";
import { TEXTS } from "./strings.js";

/**
 * @typedef {import("./api.js").Question} Question
 * @typedef {import("./api.js").Turn} Turn
 */

const STILL_WAITING = 1500;

/** The conversation: log, problem bar and input; one question at a time. */
export class Chat {
  /**
   * @param {import("./api.js").Api} api
   * @param {number} level  heading level inside a message
   * @param {string[]} [questions]  start questions of the page around
   */
  constructor(api, level, questions = []) {
    this.api = api;
    this.busy = false;
    this.announcer = new Announcer();
    const say = this.announcer.say.bind(this.announcer);
    /** @type {import("./messages.js").Handlers} */
    this.handlers = {
      level,
      questions,
      say,
      ask: (question) => this.ask(question),
      rate: (...rating) => api.rate(...rating),
      summary: () => api.summary(),
    };
    this.log = el("div", { class: "log", role: "log", "aria-live": "off", "aria-label": TEXTS.log, tabindex: 0 });
    this.problem = new Problem(say);
    this.composer = new Composer((text) => this.ask({ text }, true), say);
    this.element = el(
      "div",
      { class: "chat" },
      this.log,
      offlineBar(say),
      this.problem.element,
      this.composer.element,
      this.announcer.element,
    );
    api.follow(() => this.load());
  }

  /** Shows the welcome and what was said before. */
  async load() {
    this.#show([]);
    if (!this.api.token) return;
    this.#setBusy(true);
    try {
      this.#show(await this.api.history());
      this.problem.clear();
    } catch (error) {
      const { status, message, wait } = asApiError(error);
      // A conversation that has expired is simply over.
      if (status !== 403) this.problem.show(`${TEXTS.historyFailed} ${message}`, () => this.#retry(() => this.load()), wait);
    } finally {
      this.#setBusy(false);
    }
  }

  /**
   * @param {Question} question
   * @param {boolean} [typed]
   */
  async ask(question, typed = false) {
    if (this.busy || this.problem.mustWait) {
      const wait = this.busy ? TEXTS.patience : this.problem.text.textContent;
      return this.announcer.say(wait ?? "");
    }
    this.problem.clear();
    const asked = visitorMessage(question.text);
    const typing = el("p", { class: "typing", "aria-hidden": "true" }, el("span", { class: "dots" }, el("i"), el("i"), el("i")), TEXTS.waiting);
    if (typed) this.composer.text = "";
    this.log.append(asked, typing);
    this.#setBusy(true);
    this.#bringIntoView(asked);
    this.announcer.say(TEXTS.waiting, STILL_WAITING);
    try {
      const { messages, status } = await this.api.ask(question);
      typing.remove();
      const shown = messages.map((message) => assistantMessage(message, status, this.handlers));
      if (status === "error") shown.at(-1)?.append(askButton(question, this.handlers, TEXTS.retry));
      this.log.append(...shown);
      this.announcer.say(messages.map((message, i) => spoken(message, shown[i])).join(" "));
      this.#bringIntoView(asked);
    } catch (error) {
      typing.remove();
      asked.remove();
      this.announcer.hush();
      this.#failed(asApiError(error), question, typed);
    } finally {
      this.#setBusy(false);
    }
  }

  /** Begins a new conversation; one press leads back to the one before. */
  restart() {
    const before = this.api.token;
    this.api.switchTo(null);
    this.problem.clear();
    this.#show([]);
    const back = () => {
      this.api.switchTo(before);
      this.composer.focus();
      this.load();
    };
    if (before) {
      const press = () => this.busy || back();
      const button = el("button", { type: "button", "data-waits": true, click: press }, TEXTS.restartBack);
      this.log.prepend(el("p", { class: "tags" }, TEXTS.restarted, button));
    }
    this.composer.focus();
    this.announcer.say(before ? TEXTS.restarted : TEXTS.restartedEmpty);
  }

  /** Wipes the conversation here and on the server. */
  async wipe() {
    this.#setBusy(true);
    let said = TEXTS.wiped;
    try {
      await this.api.wipe();
    } catch (error) {
      if (asApiError(error).status !== 403) throw error;
      said = TEXTS.wipedExpired;
    } finally {
      this.#setBusy(false);
    }
    this.problem.clear();
    this.#show([]);
    this.log.prepend(el("p", { class: "tags" }, said));
    this.announcer.say(said);
  }

  /**
   * @param {ApiError} error
   * @param {Question} question
   * @param {boolean} typed
   */
  #failed({ message, passing, wait }, question, typed) {
    if (typed) this.composer.text = question.text;
    const again = () => (typed && this.composer.text ? this.composer.submit() : this.ask(question, typed));
    this.problem.show(message, passing ? () => this.#retry(again) : null, wait);
  }

  /**
   * Tries again; the button goes away, so focus moves to the input.
   * @param {() => unknown} action
   */
  #retry(action) {
    if (this.busy) return;
    this.composer.focus();
    action();
  }

  /** @param {Turn[]} turns */
  #show(turns) {
    const messages = turns.map((turn) =>
      turn.from === "visitor" ? visitorMessage(turn.text) : assistantMessage(turn.message, turn.status, this.handlers),
    );
    this.log.replaceChildren(welcomeMessage(this.handlers), ...messages);
    const last = [...this.log.querySelectorAll(".mine")].at(-1);
    if (last) this.#bringIntoView(last, "instant");
    else this.log.scrollTop = 0;
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.busy = busy;
    this.composer.busy = busy;
    const root = /** @type {ParentNode} */ (this.element.getRootNode());
    for (const button of root.querySelectorAll("[data-waits]")) setOff(button, busy);
  }

  /**
   * The question to the top, so that a long answer is read from its beginning.
   * @param {Element} element
   * @param {ScrollBehavior} [behavior]
   */
  #bringIntoView(element, behavior = "auto") {
    const { log } = this;
    if (getComputedStyle(log).overflowY === "visible") return element.scrollIntoView({ behavior });
    const top = element.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
    log.scrollTo({ top: top - 16, behavior });
  }
}

/**
 * A fault of our own is no reason to leave the visitor waiting.
 * @param {unknown} error
 */
export function asApiError(error) {
  if (error instanceof ApiError) return error;
  console.error("Wegwijzer:", error);
  return new ApiError(TEXTS.failed, { status: 500 });
}
