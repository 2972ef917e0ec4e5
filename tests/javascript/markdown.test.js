import assert from "node:assert/strict";
import { test } from "node:test";

import { markup } from "./document.js";
const { link, markdown, safeUrl } = await import("../../bot/web/static/markdown.js");

const said = (text) => markup(markdown(text));

test("lines after an empty line are paragraphs of their own", () => {
  assert.equal(said("Een.\n\nTwee.\nDrie."), "<p>Een.</p><p>Twee.<br>Drie.</p>");
});

test("bullets and numbers become lists, and an indented line belongs to the item above", () => {
  assert.equal(said("- een\n  en nog\n- twee"), "<ul><li>een en nog</li><li>twee</li></ul>");
  assert.equal(said("1. een\n2. twee"), "<ol><li>een</li><li>twee</li></ol>");
  assert.equal(said("Eerst:\n\n- een\n\n- twee\n\nDan."), "<p>Eerst:</p><ul><li>een</li><li>twee</li></ul><p>Dan.</p>");
});

test("bold and links may stand in each other", () => {
  assert.match(said("**zie [VDAB](https://www.vdab.be)**"), /^<p><strong>zie <a .*>VDAB<.*<\/a><\/strong><\/p>$/);
});

test("a link opens a new tab, says so, and tells the other site nothing", () => {
  const html = markup(link("https://www.vlaanderen.be/", "Vlaanderen"));
  assert.match(html, /rel="noopener noreferrer"/);
  assert.match(html, /target="_blank"/);
  assert.match(html, /opent in een nieuw tabblad/);
});

test("mail and telephone stay in the same tab", () => {
  for (const address of ["mailto:info@voorbeeld.be", "tel:+3221700"]) {
    const html = markup(link(address, "contact"));
    assert.doesNotMatch(html, /target=/);
    assert.match(html, /rel="noopener noreferrer"/);
  }
});

test("only http, https, mail and telephone are addresses that may be followed", () => {
  for (const good of ["https://a.be", "http://a.be", "mailto:a@b.be", "tel:1700"]) assert.ok(safeUrl(good), good);
  const bad = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"];
  for (const address of [...bad, "vbscript:x", "file:///etc/passwd", "blob:https://a.be/x", "ftp://a.be", "//a.be", "/x", "", null, 3, {}]) {
    assert.equal(safeUrl(address), null, String(address));
  }
});

test("the text of an unsafe link stays, without the link", () => {
  assert.equal(said("[klik](javascript:alert(1))"), "<p>klik</p>");
});

test("a bare address is a link without the sentence's own punctuation", () => {
  const hrefs = (text) => [...said(text).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  assert.deepEqual(hrefs("Zie https://a.be/x."), ["https://a.be/x"]);
  assert.deepEqual(hrefs("(zie https://a.be/x)"), ["https://a.be/x"]);
  assert.deepEqual(hrefs("https://a.be/x_(y) en http://b.be?"), ["https://a.be/x_(y)", "http://b.be/"]);
});

test("markup in the text is text", () => {
  assert.equal(said("<img src=x onerror=alert(1)>"), "<p>&lt;img src=x onerror=alert(1)&gt;</p>");
  assert.equal(said("**<b>x</b>**"), "<p><strong>&lt;b&gt;x&lt;/b&gt;</strong></p>");
});
