// @ts-check
import { Api } from "./api.js";
import { asApiError, Chat } from "./chat.js";
import { el, icon, isOff } from "./dom.js";
import { TEXTS } from "./strings.js";

const SIGNPOST = "M11 2h2v2h6l3 3-3 3h-6v2h5v6h-5v4h-2v-4H5l-3-3 3-3h6v-2H6V4h5z";
const CROSS = "m5 7 2-2 5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5z";
const NARROW = "(max-width: 30em), (max-height: 30em)";

/**
 * `<wegwijzer-chat mode="page">` fills its place with the chat; without `mode` it is a launcher in a corner that opens a panel.
 * docs/widget.md explains the attributes data-label, data-title, data-color, data-position and data-questions.
 */
class WegwijzerChat extends HTMLElement {
  /** @type {Chat | undefined} */
  #chat;

  connectedCallback() {
    if (this.#chat) return;
    const inPage = this.getAttribute("mode") === "page";
    const { title = TEXTS.title, color, position, questions = "" } = this.dataset;
    const started = questions.split("|").map((question) => question.trim()).filter(Boolean);
    const chat = (this.#chat = new Chat(new Api(new URL(".", import.meta.url)), inPage ? 2 : 3, started));
    const wipe = wipeDialog(chat);
    const content = [header(title, chat, inPage, () => wipe.showModal()), chat.element, wipe];
    const parts = inPage ? [el("section", { class: "panel", "aria-labelledby": "title" }, ...content)] : this.#popup(content);
    const style = el("link", { rel: "stylesheet", href: new URL("widget.css", import.meta.url).href });
    const kind = inPage ? "page" : position === "left" ? "popup left" : "popup";
    const root = el("div", { class: `root ${kind}`, lang: "nl-BE", dir: "ltr", hidden: true }, ...parts);
    const theme = readable(color);
    if (theme) {
      root.style.setProperty("--brand", theme.color);
      root.style.setProperty("--on-brand", theme.text);
    }
    // Whatever the styles of the page around say of this element, also with !important.
    if (!inPage) this.style.setProperty("all", "initial", "important");
    // Unstyled it would jump; without style it still works.
    const show = () => {
      root.hidden = false;
      if (inPage) chat.load();
    };
    style.addEventListener("load", show);
    style.addEventListener("error", show);
    this.attachShadow({ mode: "open" }).append(style, root);
  }

  /**
   * @param {Node[]} content
   * @returns {HTMLElement[]}
   */
  #popup(content) {
    const panel = el("dialog", { class: "panel", id: "panel", "aria-labelledby": "title" }, ...content);
    const launcher = el(
      "button",
      { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel", click: () => toggle() },
      icon(SIGNPOST),
      this.dataset.label ?? TEXTS.launcher,
    );
    let loaded = false;
    const toggle = () => {
      if (panel.open) return panel.close();
      // Where it covers the page, the page behind it must be out of reach.
      if (matchMedia(NARROW).matches) panel.showModal();
      else panel.show();
      launcher.setAttribute("aria-expanded", "true");
      if (!loaded) this.#chat?.load();
      loaded = true;
      this.#chat?.composer.focus();
    };
    panel.querySelector(".close")?.addEventListener("click", () => panel.close());
    panel.addEventListener("close", (event) => {
      if (event.target !== panel) return;
      launcher.setAttribute("aria-expanded", "false");
      launcher.focus();
    });
    panel.addEventListener("keydown", (event) => {
      const inner = panel.querySelector("dialog[open], :popover-open");
      if (event.key === "Escape" && !inner && !event.isComposing) panel.close();
    });
    return [panel, launcher];
  }
}

/**
 * @param {string} title
 * @param {Chat} chat
 * @param {boolean} inPage
 * @param {() => void} wipe
 */
function header(title, chat, inPage, wipe) {
  return el(
    "div",
    { class: "header" },
    icon(SIGNPOST),
    el(inPage ? "h1" : "h2", { id: "title" }, title),
    ...menu(chat, wipe),
    !inPage && el("button", { type: "button", class: "close", "aria-label": TEXTS.close }, icon(CROSS)),
  );
}

/**
 * The button with everything that concerns the whole conversation.
 * @param {Chat} chat
 * @param {() => void} wipe
 */
function menu(chat, wipe) {
  const { api } = chat;
  /** @param {string} text @param {() => void} act @param {Record<string, any>} [attributes] */
  const item = (text, act, attributes) => {
    const press = (/** @type {Event} */ event) => {
      if (isOff(/** @type {Element} */ (event.currentTarget))) return;
      list.hidePopover();
      button.focus();
      act();
    };
    return el("li", {}, el("button", { type: "button", click: press, ...attributes }, text));
  };
  const remember = el("input", { type: "checkbox", change: () => api.remember(remember.checked) });
  const list = el(
    "ul",
    { id: "menu", class: "menu", popover: "auto", role: "list", toggle: () => place() },
    item(TEXTS.restart, () => chat.restart(), { "data-waits": true }),
    item(TEXTS.wipe, wipe, { "data-waits": true }),
    item(TEXTS.print, () => printTranscript(chat.log)),
    el("li", {}, el("label", { class: "check" }, remember, TEXTS.remember)),
    el("li", {}, el("a", { href: new URL("toegankelijkheid.html", import.meta.url).href, target: "_blank", rel: "noopener" }, TEXTS.accessibility)),
  );
  const button = el("button", { type: "button", popovertarget: "menu" }, TEXTS.menu);
  const place = () => {
    remember.checked = api.remembered;
    const { bottom, right } = button.getBoundingClientRect();
    list.style.top = `${bottom + 4}px`;
    list.style.right = `${Math.max(0, document.documentElement.clientWidth - right)}px`;
  };
  return [button, list];
}

/**
 * Prints the conversation alone, also where the page around is another's.
 * @param {Element} log
 */
function printTranscript(log) {
  const frame = el("iframe", { hidden: true, title: TEXTS.print });
  document.body.append(frame);
  const { contentDocument: page, contentWindow: view } = frame;
  if (!page || !view) return;
  const style = el("link", { rel: "stylesheet", href: new URL("widget.css", import.meta.url).href });
  const copy = /** @type {Element} */ (log.cloneNode(true));
  for (const details of copy.querySelectorAll("details")) details.open = true;
  const root = el("div", { class: "root page" }, el("h1", {}, TEXTS.title), copy);
  page.documentElement.lang = "nl-BE";
  page.title = TEXTS.title;
  style.onload = style.onerror = () => view.print();
  view.onafterprint = () => frame.remove();
  page.head.append(style);
  page.body.append(root);
}

/** @param {Chat} chat */
function wipeDialog(chat) {
  const problem = el("p", { role: "alert", class: "over" });
  const confirm = async () => {
    if (chat.busy) return;
    problem.textContent = "";
    try {
      await chat.wipe();
      dialog.close();
    } catch (error) {
      problem.textContent = asApiError(error).message;
    }
  };
  const dialog = el(
    "dialog",
    { class: "confirm", "aria-labelledby": "wipe-title", "aria-describedby": "wipe-meaning", close: () => (problem.textContent = "") },
    el("h2", { id: "wipe-title" }, TEXTS.wipeQuestion),
    el("p", { id: "wipe-meaning" }, TEXTS.wipeMeaning),
    problem,
    el(
      "div",
      { class: "actions" },
      el("button", { type: "button", click: () => dialog.close() }, TEXTS.wipeNo),
      el("button", { type: "button", class: "strong", click: confirm }, TEXTS.wipeYes),
    ),
  );
  return dialog;
}

/**
 * A colour with black or white text on it, whichever is read best: at least 4.5 to 1.
 * @param {string | undefined} color
 * @returns {{color: string, text: string} | null} null where it is no opaque colour
 */
function readable(color) {
  if (!color || !CSS.supports("color", color)) return null;
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return null;
  context.fillStyle = color;
  const hex = String(context.fillStyle);
  if (!hex.startsWith("#")) return null;
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
  return { color: hex, text: 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff" };
}

/** @param {number} part  of the colour, from 0 to 1 */
const linear = (part) => (part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92);

if (!customElements.get("wegwijzer-chat")) customElements.define("wegwijzer-chat", WegwijzerChat);
