// @ts-check
import { draw, el } from "./dom.js";
import { link, safeUrl } from "./markdown.js";
import { formatDate, formatPeriod, TEXTS } from "./strings.js";

/** @typedef {import("./api.js").Card} Card */

/** A hull around the centres of all municipalities of Flanders and Brussels (data/catalogue/gemeenten.csv), in units of `spot`. */
const OUTLINE =
  "M82 37l15-2 5-1 16-11 6-14 8 8 10-1 9 0 6 3 6 5 14 9 13-2 4 8 10 2 3 5-4 6-2 7-3 8 9 14-12-6-11 8-8-2-10 0-4 0-12-3-8-5-11 4-3 2-4 0-7 2-8 2-5-3-7 0-6 4-4-5-8-3-10 5-14 3-13-8-3 0-5 2-9 1-5-1-6-7 2-7-3-9-7-9 3-2 11-7 7-3 3-1 4-4 6-4 8-4 16 11 6 2 9-1z";

/** To find one's way: name, longitude, latitude. @type {[string, number, number][]} */
const CITIES = [
  ["Brugge", 3.22, 51.21],
  ["Gent", 3.72, 51.05],
  ["Antwerpen", 4.4, 51.22],
  ["Brussel", 4.35, 50.85],
  ["Hasselt", 5.34, 50.93],
];

/**
 * Hundredths of a degree of latitude from the north-west corner; degrees of longitude are narrower at 51° north.
 * @param {number} longitude
 * @param {number} latitude
 */
const spot = (longitude, latitude) => [(longitude - 2.5) * 62.9, (51.56 - latitude) * 100].map((n) => Math.round(n * 10) / 10);

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

/**
 * A sketch of Flanders with where the cards are, told in words below it; nothing where no place is known.
 * @param {import("./api.js").Card[]} cards
 */
export function placesMap(cards) {
  /** @type {Map<string, {count: number, at: number[]}>} */
  const places = new Map();
  for (const { municipality, latitude, longitude } of cards) {
    if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) continue;
    const count = (places.get(municipality)?.count ?? 0) + 1;
    places.set(String(municipality), { count, at: spot(longitude, latitude) });
  }
  if (!places.size) return null;
  const cities = CITIES.map(([name, ...at]) => {
    const [x, y] = spot(...at);
    return draw("text", { x, y: y - 9 }, name);
  });
  const hits = [...places.values()].map(({ count, at: [cx, cy] }) => draw("circle", { cx, cy, r: Math.min(3 + count, 8) }));
  const words = [...places].map(([name, { count }]) => (count > 1 ? `${name} (${count})` : name));
  return el(
    "figure",
    {},
    draw("svg", { class: "map", viewBox: "-3 -3 218 96", role: "img", "aria-label": TEXTS.map }, draw("path", { d: OUTLINE }), ...hits, ...cities),
    el("figcaption", {}, TEXTS.onMap(words.join(", "))),
  );
}

/**
 * Lets the visitor keep what a guide came to: as a file, or on the clipboard.
 * @param {() => Promise<string>} read
 * @param {(text: string) => void} say
 */
export function summaryChoices(read, say) {
  const names = TEXTS.summary;
  const note = el("span", { class: "quiet" });
  /** @param {string} title @param {string} done @param {(text: string) => void | Promise<void>} keep */
  const choice = (title, done, keep) => {
    const outcome = () => read().then(keep).then(() => done, () => names.failed);
    const press = async () => say((note.textContent = await outcome()));
    return el("li", {}, el("button", { type: "button", class: "choice", click: press }, title));
  };
  return el(
    "ul",
    { class: "choices", role: "list", "aria-label": names.label },
    choice(names.save, names.saved, download),
    choice(names.copy, names.copied, (text) => navigator.clipboard.writeText(text)),
    el("li", {}, note),
  );
}

/** @param {string} text */
function download(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: address, download: TEXTS.summary.file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
