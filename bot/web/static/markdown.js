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
 * Paragraphs, lists, bold and links of the assistant's Markdown, as nodes.
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function markdown(text) {
  const fragment = document.createDocumentFragment();
  let block = /** @type {HTMLElement | null} */ (null);
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const marker = BULLET.test(line) ? BULLET : NUMBER.test(line) ? NUMBER : null;
    if (!line.trim()) {
      if (block?.localName === "p") block = null;
    } else if (marker) {
      const tag = marker === BULLET ? "ul" : "ol";
      if (block?.localName !== tag) fragment.append((block = el(tag)));
      block.append(el("li", {}, ...inline(line.replace(marker, ""))));
    } else if (block?.localName === "p") {
      block.append(el("br"), ...inline(line));
    } else if (block?.lastElementChild && /^\s{2,}/.test(line)) {
      block.lastElementChild.append(" ", ...inline(line.trim()));
    } else {
      fragment.append((block = el("p", {}, ...inline(line))));
    }
  }
  return fragment;
}

/**
 * @param {string} text
 * @returns {(Node | string)[]}
 */
function inline(text) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, label, target, bare] = match;
    nodes.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (bold) nodes.push(el("strong", {}, ...inline(bold)));
    else if (label) nodes.push(link(target, label.replaceAll("**", "")));
    else {
      const address = withoutPunctuation(bare);
      nodes.push(link(address, address), bare.slice(address.length));
    }
  }
  nodes.push(text.slice(end));
  return nodes;
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
