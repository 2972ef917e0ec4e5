// @ts-check
import { el, hidden } from "./dom.js";
import { TEXTS } from "./strings.js";

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const INLINE = /\*\*(.+?)\*\*|\[([^\][]+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)|(https?:\/\/[^\s<>"]+)/g;
const BULLET = /^\s*[-*]\s+/;
const NUMBER = /^\s*\d{1,2}[.)]\s+/;

/**
 * The address, if it may be followed from here.
 * @param {unknown} text
 * @returns {URL | null}
 */
export function safeUrl(text) {
  if (typeof text !== "string") return null;
  try {
    const url = new URL(text);
    return SCHEMES.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/**
 * A link that leaves the chat as it is; plain text where the address is not safe.
 * @param {unknown} address
 * @param {string} text
 * @param {string} [className]
 * @returns {Node}
 */
export function link(address, text, className) {
  const url = safeUrl(address);
  if (!url) return document.createTextNode(text);
  const leaves = url.protocol.startsWith("http");
  return el(
    "a",
    { href: url.href, class: className, rel: "noopener noreferrer", target: leaves && "_blank" },
    text,
    leaves && hidden(` ${TEXTS.newTab}`),
  );
}

/**
 * @typedef {string | {bold: Inline[]} | {text: string, url: string}} Inline
 * @typedef {{tag: "p" | "ul" | "ol", lines: Inline[][]}} Block  The lines of a paragraph or the items of a list.
 */

/**
 * The assistant's Markdown as nodes.
 * @param {string} text
 */
export function markdown(text) {
  const blocks = parse(text).map(({ tag, lines }) =>
    tag === "p"
      ? el("p", {}, ...lines.flatMap((line, i) => (i ? [el("br"), ...nodes(line)] : nodes(line))))
      : el(tag, {}, ...lines.map((line) => el("li", {}, ...nodes(line)))),
  );
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks);
  return fragment;
}

/**
 * @param {Inline[]} line
 * @returns {(Node | string)[]}
 */
const nodes = (line) =>
  line.map((part) => {
    if (typeof part === "string") return part;
    return "bold" in part ? el("strong", {}, ...nodes(part.bold)) : link(part.url, part.text);
  });

/**
 * Paragraphs and lists with bold words and links; everything else is text.
 * @param {string} text
 */
export function parse(text) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {Block | undefined} */
  let block;
  for (const line of text.split(/\r\n?|\n/)) {
    const marker = BULLET.test(line) ? BULLET : NUMBER.test(line) ? NUMBER : null;
    const tag = !marker ? "p" : marker === BULLET ? "ul" : "ol";
    if (!line.trim()) {
      if (block?.tag === "p") block = undefined;
    } else if (!marker && block && block.tag !== "p" && /^\s{2,}/.test(line)) {
      block.lines.at(-1)?.push(" ", ...inline(line.trim()));
    } else {
      if (block?.tag !== tag) blocks.push((block = { tag, lines: [] }));
      block.lines.push(inline(marker ? line.replace(marker, "") : line));
    }
  }
  return blocks;
}

/**
 * @param {string} text
 * @returns {Inline[]}
 */
function inline(text) {
  /** @type {Inline[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, label, target, bare] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (bold) parts.push({ bold: inline(bold) });
    else if (label) parts.push({ text: label.replaceAll("**", ""), url: target });
    else {
      const url = withoutPunctuation(bare);
      parts.push({ text: url, url }, bare.slice(url.length));
    }
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}

/**
 * A bare address without the sentence's own punctuation; a bracket stays if it was opened inside.
 * @param {string} address
 * @returns {string}
 */
function withoutPunctuation(address) {
  const trimmed = address.replace(/[.,;:!?'*\]”’]+$/, "");
  return trimmed.endsWith(")") && !trimmed.includes("(") ? withoutPunctuation(trimmed.slice(0, -1)) : trimmed;
}
