// @ts-check
import { TEXTS } from "./strings.js";

/**
 * @typedef {{title: string, payload: string, topic?: string}} Button
 * @typedef {{title?: string, publisher?: string, url?: string | null, published?: string | null}} Source
 * @typedef {Record<string, any> & {kind?: string}} Card
 * @typedef {{id?: string, text?: string, topic?: string, as_of?: string, validity?: string, redirect?: string,
 *   feedback?: {useful: boolean, comment?: string | null}, sources?: Source[], buttons?: Button[], cards?: Card[]}} Message
 * @typedef {{conversation: string, status: string, messages: Message[]}} Reply
 * @typedef {{from: "visitor", text: string} | {from: "assistant", status: string, message: Message}} Turn
 * @typedef {{text: string, payload?: string}} Question  What the visitor asks; of a button also its payload.
 */

const KEY = "wegwijzer-conversation";
const TIMEOUT = 40_000;
const DEFAULT_WAIT = 30;

/** A request that failed; the message is for the visitor. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {{status?: number, wait?: number}} [details] wait: seconds until the next try may come
   */
  constructor(message, { status = 0, wait = 0 } = {}) {
    super(message);
    this.status = status;
    this.wait = wait;
  }

  /** Whether the same request may work later. */
  get passing() {
    return this.status === 0 || this.status === 403 || this.status === 429 || this.status >= 500;
  }
}

/** The server side of the chat: one conversation, whose token lives as long as the tab, or longer if the visitor says so. */
export class Api {
  /** @param {URL} base */
  constructor(base) {
    this.base = base;
    const own = read("sessionStorage");
    const kept = read("localStorage");
    /** Whether the token outlives the tab; an empty one stands for a conversation that has yet to begin. */
    this.remembered = kept !== null && !own;
    /** @type {string | null} */
    this.token = own || kept || null;
  }

  /** @param {() => void} changed  called when another tab went on with another conversation */
  follow(changed) {
    addEventListener("storage", ({ key, newValue, storageArea }) => {
      if (key !== KEY || !this.remembered || storageArea !== localStorage || newValue === this.token) return;
      if (newValue === null) return this.remember(false);
      this.token = newValue || null;
      changed();
    });
  }

  /** @param {boolean} remembered */
  remember(remembered) {
    this.remembered = remembered;
    this.switchTo(this.token);
  }

  /** Goes on with another conversation; null begins a new one. @param {string | null} token */
  switchTo(token) {
    this.token = token;
    write("localStorage", this.remembered ? (token ?? "") : null);
    write("sessionStorage", this.remembered ? null : token);
  }

  /**
   * @param {Question} question
   * @returns {Promise<Reply>}
   */
  async ask({ text, payload }) {
    // A button belongs to a conversation: without one its title is asked.
    const asked = payload && this.token ? { payload } : { message: text };
    const reply = await this.#call("POST", "message", { ...asked, ...(this.token && { conversation: this.token }) });
    if (!Array.isArray(reply?.messages)) throw new ApiError(TEXTS.failed, { status: 500 });
    this.switchTo(reply.conversation);
    return reply;
  }

  /** @returns {Promise<Turn[]>} */
  async history() {
    return (await this.#call("GET", "history")).turns ?? [];
  }

  /** What a guide came to, as text. @returns {Promise<string>} */
  summary() {
    return this.#call("GET", "summary.txt", undefined, (content) => content);
  }

  /** Wipes the conversation on the server, then here. */
  async wipe() {
    if (this.token) await this.#call("DELETE", "conversation");
    this.switchTo(null);
  }

  /**
   * @param {string} id
   * @param {boolean} useful
   * @param {string} [comment]
   */
  async rate(id, useful, comment) {
    await this.#call("POST", "feedback", { conversation: this.token, message_id: id, useful, comment });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {(content: string) => any} [read]
   * @returns {Promise<any>}
   */
  async #call(method, path, body, read = asJson) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (body) headers["Content-Type"] = "application/json";
    else headers.Authorization = `Bearer ${this.token}`;
    let response;
    let content;
    try {
      response = await fetch(new URL(path, this.base), {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      content = await response.text();
    } catch (error) {
      if (/** @type {Error} */ (error).name === "TimeoutError") throw new ApiError(TEXTS.timeout);
      throw new ApiError(navigator.onLine ? TEXTS.unreachable : TEXTS.offline);
    }
    const given = response.ok && read(content);
    if (given) return given;
    const json = asJson(content);
    if (response.status === 403) this.switchTo(null);
    throw new ApiError(json?.error?.message ?? TEXTS.failed, {
      status: response.ok ? 500 : response.status,
      wait: response.status === 429 ? Number(response.headers.get("Retry-After")) || DEFAULT_WAIT : 0,
    });
  }
}

/** @typedef {"localStorage" | "sessionStorage"} Place */

/** @param {Place} place */
function read(place) {
  try {
    return window[place].getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * @param {Place} place
 * @param {string | null} value
 */
function write(place, value) {
  try {
    if (value === null) window[place].removeItem(KEY);
    else window[place].setItem(KEY, value);
  } catch {
    // Storage is switched off: the conversation lasts until the page is left.
  }
}

/** @param {string} content */
function asJson(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
