// @ts-check
import { badge, cardList, placesMap, summaryChoices } from "./cards.js";
import { el, hidden, icon } from "./dom.js";
import { link, markdown, safeUrl } from "./markdown.js";
import { formatDate, MAX_COMMENT, START, TEXTS, WELCOME } from "./strings.js";

/**
 * @typedef {import("./api.js").Message} Message
 * @typedef {import("./api.js").Question} Question
 * @typedef {object} Handlers
 * @property {(question: Question) => void} ask
 * @property {(id: string, useful: boolean, comment?: string) => Promise<void>} rate
 * @property {(text: string) => void} say
 * @property {() => Promise<string>} summary
 * @property {number} level  heading level inside a message
 * @property {string[]} questions  start questions of the page around; without them those of the personas
 */

const THUMB =
  "M2 10h4v11H2zM8 20V10l5-8c1.5 0 2.5 1 2.5 2.5L14.5 9H20a2 2 0 0 1 2 2.3l-1.3 8A2 2 0 0 1 18.7 21H10a2 2 0 0 1-2-1z";
const RATED = new Set(["answered", "searched", "looked-up", "handed-over", "refused"]);

/** @param {import("./api.js").Card} card */
const isFound = (card) => card.kind !== "summary";

/** @param {string} text */
export function visitorMessage(text) {
  return el("article", { class: "message mine" }, hidden(TEXTS.visitor), el("p", {}, text));
}

/**
 * @param {Message} message
 * @param {string} status
 * @param {Handlers} handlers
 */
export function assistantMessage(message, status, handlers) {
  const { buttons = [], cards = [] } = message;
  const found = cards.filter(isFound);
  return el(
    "article",
    { class: "message" },
    hidden(TEXTS.assistant),
    message.text && el("div", { class: "text" }, markdown(message.text)),
    found.length > 0 && placesMap(found),
    found.length > 0 && cardList(found, handlers.level),
    found.length < cards.length && summaryChoices(handlers.summary, handlers.say),
    message.redirect && redirect(message.redirect),
    provenance(message),
    buttons.length > 0 && choices(buttons, status, handlers),
    message.id && RATED.has(status) && messageTools(message, handlers),
  );
}

/** @param {Handlers} handlers */
export function welcomeMessage(handlers) {
  return el(
    "article",
    { class: "message" },
    hidden(TEXTS.assistant),
    el("div", { class: "text" }, markdown(WELCOME)),
    el("p", { class: "caption" }, START.title),
    ...(handlers.questions.length
      ? [questionList(handlers.questions, handlers)]
      : START.personas.map(({ name, questions }, i) =>
          el("details", { name: "persona", open: !i }, el("summary", {}, name), questionList(questions, handlers)),
        )),
  );
}

/**
 * What a screen reader says of a message that just came.
 * @param {Message} message
 * @param {Element} element  how it is shown
 */
export function spoken({ cards = [], buttons = [] }, element) {
  return [
    /** @type {HTMLElement | null} */ (element.querySelector(".text"))?.innerText.replaceAll(TEXTS.newTab, ""),
    cards.some(isFound) && TEXTS.results(cards.filter(isFound).length),
    buttons.length && TEXTS.choices(buttons.length),
  ]
    .filter(Boolean)
    .join(" ")
    .replace(/\s+/g, " ");
}

/**
 * A button that asks something; out of order while an answer is awaited.
 * @param {Question} question
 * @param {Handlers} handlers
 * @param {string} [title]
 */
export function askButton(question, handlers, title = question.text) {
  return el("button", { type: "button", class: "choice", "data-waits": true, click: () => handlers.ask(question) }, title);
}

/**
 * @param {string[]} questions
 * @param {Handlers} handlers
 */
function questionList(questions, handlers) {
  const items = questions.map((text) => el("li", {}, askButton({ text }, handlers)));
  return el("ul", { class: "choices", role: "list" }, ...items);
}

/**
 * @param {import("./api.js").Button[]} buttons
 * @param {string} status
 * @param {Handlers} handlers
 */
function choices(buttons, status, handlers) {
  const follow = status === "answered";
  const items = buttons.map(({ title, payload }) => el("li", {}, askButton({ text: title, payload }, handlers)));
  return el(
    "div",
    { role: "group", "aria-label": follow ? TEXTS.followUps : TEXTS.choose },
    follow && el("p", { class: "caption", "aria-hidden": "true" }, TEXTS.followUps),
    el("ul", { class: "choices", role: "list" }, ...items),
  );
}

/** @param {string} target */
function redirect(target) {
  const host = safeUrl(target)?.hostname.replace(/^www\./, "");
  return el("p", {}, link(target, host ? TEXTS.redirect(host) : target, "redirect"));
}

/** Where an answer comes from, from when it is and how sure. @param {Message} message */
function provenance({ sources = [], as_of: asOf, validity = "" }) {
  const doubt = TEXTS.validity[validity];
  if (!sources.length && !asOf && !doubt) return null;
  const facts = el(
    "p",
    { class: "tags" },
    doubt && badge(doubt.badge, "warn"),
    asOf && el("span", {}, `${TEXTS.checked}: ${formatDate(asOf)}`),
  );
  const details = (sources.length > 0 || doubt) && el(
    "details",
    {},
    el("summary", {}, sources.length ? TEXTS.sources(sources.length) : TEXTS.validityOnly),
    doubt && el("p", {}, doubt.meaning),
    sources.length > 0 && el("ul", {}, ...sources.map(source)),
  );
  return el("div", { class: "provenance" }, facts, details);
}

/** @param {import("./api.js").Source} source */
function source({ title, publisher, url, published }) {
  const name = title || publisher || url || "";
  const rest = [publisher !== name && publisher, published && `${TEXTS.published} ${formatDate(published)}`];
  const known = rest.filter(Boolean).join(", ");
  return el("li", {}, link(url, name), known && el("span", { class: "quiet" }, ` ${known}`));
}

/**
 * What a visitor can do with a message: judge it, with a word if they like, and copy it.
 * @param {Message} message
 * @param {Handlers} handlers
 */
function messageTools(message, { rate, say }) {
  const id = message.id ?? "";
  const note = el("span", { class: "quiet" });
  const tell = (/** @type {string} */ text) => say((note.textContent = text));
  const thumbs = [true, false].map((useful) =>
    el(
      "button",
      {
        type: "button",
        class: useful ? "thumb" : "thumb down",
        "aria-pressed": String(message.feedback?.useful === useful),
        click: () => judge(useful),
      },
      icon(THUMB),
      useful ? TEXTS.useful : TEXTS.notUseful,
    ),
  );
  const judge = async (/** @type {boolean} */ useful) => {
    const before = thumbs.map((thumb) => thumb.getAttribute("aria-pressed") ?? "false");
    thumbs.forEach((thumb, i) => thumb.setAttribute("aria-pressed", String(useful === !i)));
    try {
      await rate(id, useful);
      word.hidden = false;
      tell(TEXTS.feedbackThanks);
    } catch {
      thumbs.forEach((thumb, i) => thumb.setAttribute("aria-pressed", before[i]));
      tell(TEXTS.feedbackFailed);
    }
  };
  const input = el("input", { maxlength: MAX_COMMENT, autocomplete: "off" });
  const comment = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const pressed = thumbs.find((thumb) => thumb.getAttribute("aria-pressed") === "true") ?? thumbs[0];
    try {
      if (input.value.trim()) await rate(id, pressed === thumbs[0], input.value);
      pressed.focus();
      word.hidden = true;
      tell(TEXTS.feedbackKept);
    } catch {
      tell(TEXTS.feedbackFailed);
    }
  };
  const word = el(
    "form",
    { class: "word", hidden: true, submit: comment },
    el("label", {}, TEXTS.comment, input),
    el("button", {}, TEXTS.commentSend),
  );
  const copy = () => navigator.clipboard.writeText(asText(message)).then(() => tell(TEXTS.copied), () => tell(TEXTS.copyFailed));
  return el(
    "div",
    { class: "feedback", role: "group", "aria-label": TEXTS.feedback },
    el("span", { "aria-hidden": "true" }, TEXTS.feedback),
    ...thumbs,
    "clipboard" in navigator && el("button", { type: "button", class: "thumb copy", click: copy }, TEXTS.copy),
    note,
    word,
  );
}

/** A message with its sources, to paste elsewhere. @param {Message} message */
function asText({ text = "", cards = [], sources = [], as_of: asOf }) {
  return [
    text.replaceAll("**", ""),
    ...cards.map((card) => `- ${[card.name, card.start && formatDate(card.start), card.municipality, card.website].filter(Boolean).join(", ")}`),
    ...sources.map(({ title, publisher, url }) => `${TEXTS.source}: ${[title, publisher, url].filter(Boolean).join(", ")}`),
    asOf && `${TEXTS.checked}: ${formatDate(asOf)}`,
  ]
    .filter(Boolean)
    .join("\n");
}
