// @ts-check
import { formatDate, formatPeriod } from "./dates.js";
import { el } from "./dom.js";
import { link, safeUrl } from "./markdown.js";
import { TEXTS } from "./strings.js";

/** @typedef {import("./api.js").Card} Card */

/**
 * @param {Card[]} cards
 * @param {number} level  heading level of the names
 */
export function cardList(cards, level) {
  const shown = cards.map((card) => (card.kind === "event" ? eventCard(card, level) : enterpriseCard(card, level)));
  return el("ul", { class: "cards", role: "list" }, ...shown.map((card) => el("li", { class: "card" }, ...card)));
}

/**
 * @param {Card} card
 * @param {number} level
 */
function enterpriseCard(card, level) {
  const names = TEXTS.enterprise;
  const certainty = card.certainty ?? card.recognition_certainty;
  const doubt = card.recognition !== "overig" && TEXTS.certainty[certainty];
  const recognition = card.recognition && (TEXTS.recognition[card.recognition] ?? String(card.recognition));
  return [
    heading(card, level),
    recognition && el("p", { class: "tags" }, badge(recognition), doubt && badge(doubt, "warn")),
    card.description && el("p", {}, String(card.description)),
    rows([
      [names.municipality, municipality(card)],
      [names.address, card.address],
      [names.activities, listed(card.activities)],
      [names.distance, distance(card.distance ?? card.distance_km)],
      [names.website, website(card.website ?? card.url)],
      [names.source, website(card.source_url)],
      [TEXTS.checked, card.checked && formatDate(String(card.checked))],
    ]),
  ];
}

/**
 * @param {Card} card
 * @param {number} level
 */
function eventCard(card, level) {
  const names = TEXTS.event;
  const audience = [card.audience ?? []].flat().map((one) => TEXTS.audience[one] ?? String(one));
  const address = card.url ?? card.website;
  return [
    heading(card, level),
    card.past && el("p", { class: "tags" }, badge(TEXTS.past, "warn")),
    card.description && el("p", {}, String(card.description)),
    rows([
      [names.when, card.start && formatPeriod(String(card.start), card.end)],
      [names.place, place(card)],
      [names.audience, audience.join(", ")],
      [names.calendar, addToCalendar(card.calendar_url)],
      [names.website, website(address)],
      [names.source, card.source_url !== address && website(card.source_url)],
    ]),
  ];
}

/** @param {unknown} address  relative to the folder that these files come from */
function addToCalendar(address) {
  if (typeof address !== "string" || !address.startsWith("events.ics?")) return null;
  return el("a", { href: new URL(address, import.meta.url).href, download: "evenement.ics" }, TEXTS.event.addToCalendar);
}

/**
 * @param {string} text
 * @param {string} [tone]
 */
export const badge = (text, tone = "") => el("span", { class: `badge ${tone}` }, text);

/**
 * @param {Card} card
 * @param {number} level
 */
function heading(card, level) {
  return el(/** @type {"h2"} */ (`h${level}`), { class: "name" }, String(card.name ?? card.title ?? ""));
}

/** @param {[string, Node | string | false | null | undefined][]} pairs */
function rows(pairs) {
  const filled = pairs.filter(([, value]) => value);
  return el("dl", {}, ...filled.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** @param {Card} card */
function municipality(card) {
  return [card.postcode, card.municipality].filter(Boolean).join(" ");
}

/** The place of an event; its municipality is not said twice. @param {Card} card */
function place({ location, municipality: town }) {
  return location && town && String(location).includes(town) ? location : [location, town].filter(Boolean).join(", ");
}

/** @param {unknown} values */
function listed(values) {
  return [values ?? []].flat().join(", ");
}

/** @param {unknown} value */
function distance(value) {
  return typeof value === "number" ? TEXTS.kilometres(value) : value ? String(value) : null;
}

/** @param {unknown} address */
function website(address) {
  const url = safeUrl(address);
  return url ? link(url.href, url.hostname.replace(/^www\./, "")) : address ? String(address) : null;
}
