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
 * The attribute `label` is the text of the launcher.
 */
class WegwijzerChat extends HTMLElement {
  /** @type {Chat | undefined} */
  #chat;

  connectedCallback() {
    if (this.#chat) return;
    const inPage = this.getAttribute("mode") === "page";
    const chat = (this.#chat = new Chat(new Api(new URL(".", import.meta.url)), inPage ? 2 : 3));
    const wipe = wipeDialog(chat);
    const content = [header(inPage, () => wipe.showModal()), chat.element, wipe];
    const parts = inPage ? [el("section", { class: "panel", "aria-labelledby": "title" }, ...content)] : this.#popup(content);
    const style = el("link", { rel: "stylesheet", href: new URL("widget.css", import.meta.url).href });
    const root = el("div", { class: inPage ? "root page" : "root popup", hidden: true }, ...parts);
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
      this.getAttribute("label") ?? TEXTS.launcher,
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
      const inner = panel.querySelector("dialog[open]");
      if (event.key === "Escape" && !inner && !event.isComposing) panel.close();
    });
    return [panel, launcher];
  }
}

/**
 * @param {boolean} inPage
 * @param {() => void} wipe
 */
function header(inPage, wipe) {
  const press = (/** @type {Event} */ event) => isOff(/** @type {Element} */ (event.currentTarget)) || wipe();
  return el(
    "div",
    { class: "header" },
    icon(SIGNPOST),
    el(inPage ? "h1" : "h2", { id: "title" }, TEXTS.title),
    el("button", { type: "button", "data-waits": true, click: press }, TEXTS.wipe),
    !inPage && el("button", { type: "button", class: "close", "aria-label": TEXTS.close }, icon(CROSS)),
  );
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

if (!customElements.get("wegwijzer-chat")) customElements.define("wegwijzer-chat", WegwijzerChat);
