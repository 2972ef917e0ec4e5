// Whatever a text holds, what is shown is made of a few kinds of elements, with a few attributes, and no address that runs code.
import assert from "node:assert/strict";
import { test } from "node:test";

import { elements } from "./document.js";
const { markdown } = await import("../../bot/web/static/markdown.js");

const ELEMENTS = new Set(["p", "br", "ul", "ol", "li", "strong", "a", "span"]);
const ATTRIBUTES = new Set(["href", "rel", "target", "class"]);
const SCHEMES = ["http:", "https:", "mailto:", "tel:"];
const PIECES = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe srcdoc='<script>1</script>'>",
  "</div></template>", "<!--", "-->", "<style>*{display:none}</style>", "<a href=javascript:alert(1)>", "]]>", "&lt;script&gt;", "&#106;avascript:",
  "[x](javascript:alert(1))", "[x](JAVASCRIPT&colon;alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:x)", "[x](//evil.example)",
  "[x](https://a.be\" onclick=\"alert(1))", "[x](https://a.be' style='x)", "[](https://a.be)", "[[x](https://a.be)](https://b.be)", "[x](\u0001javascript:1)",
  "[x](java\tscript:1)", "https://a.be/\"onmouseover=alert(1)", "https://a.be/<script>", "http://user:pass@a.be", "https://[::1]/", "https://%00.be", "mailto:a@b.be?body=<x>",
  "**", "****", "**[", "](", ")", "(", "- ", "* ", "1. ", "\n", "\n\n", "\r\n", "  ", "\t", "\0", "\u202e", "\ufeff", "\u2028", "😀", "é", "a".repeat(300), "[".repeat(50), "(".repeat(50),
  "https://".repeat(20), "**a".repeat(30), "constructor", "__proto__", "{{x}}", "${x}", "`",
];

/** The same sequence every time: a failure can be repeated. @param {number} seed */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** @param {string} text */
function mustBeHarmless(text) {
  for (const element of elements(markdown(text))) {
    assert.ok(ELEMENTS.has(element.localName), `${element.localName} from ${JSON.stringify(text)}`);
    for (const { name } of element.attributes) assert.ok(ATTRIBUTES.has(name), `${name} from ${JSON.stringify(text)}`);
    if (element.localName !== "a") continue;
    const address = new URL(element.getAttribute("href") ?? "");
    assert.ok(SCHEMES.includes(address.protocol), `${address} from ${JSON.stringify(text)}`);
    assert.equal(element.getAttribute("rel"), "noopener noreferrer");
  }
}

test("each hostile text alone is harmless", () => PIECES.forEach(mustBeHarmless));

test("three thousand mixtures of hostile texts are harmless", () => {
  const pick = random(20261124);
  for (let round = 0; round < 3000; round += 1) {
    mustBeHarmless(Array.from({ length: 1 + pick(9) }, () => PIECES[pick(PIECES.length)]).join(""));
  }
});

test("no words are lost but the marks of the Markdown", () => {
  const [paragraph] = elements(markdown("a <b> c & d \"e\" 'f'"));
  assert.equal(paragraph.textContent, "a <b> c & d \"e\" 'f'");
});

test("a long text is parsed at once, whatever it is made of", () => {
  for (const piece of ["*", "[", "(", "**a", "[a](", "https://a", "- ", "1. ", "[a](b", "(a)"]) {
    const parsed = elements(markdown(piece.repeat(20_000 / piece.length)));
    assert.ok(parsed.length > 0, piece);
  }
});
