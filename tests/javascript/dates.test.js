import assert from "node:assert/strict";
import { test } from "node:test";

import { formatDate, formatPeriod } from "../../bot/web/static/strings.js";

test("a date is told as exactly as it is known", () => {
  assert.equal(formatDate("2025"), "2025");
  assert.equal(formatDate("2025-10"), "oktober 2025");
  assert.equal(formatDate("2025-10-07"), "7 oktober 2025");
});

test("what is no date stays as it is", () => {
  assert.equal(formatDate("rond 2021"), "rond 2021");
  assert.equal(formatDate("2025-99"), "2025-99");
});

test("a period is told on the clock of Brussels, wherever the visitor is", () => {
  assert.match(formatPeriod("2026-01-21T09:30:00+01:00", "2026-01-21T17:15:00+01:00"), /21 januari 2026.* 09:30.17:15/);
  assert.match(formatPeriod("2026-07-01T22:30:00Z", null), /2 juli 2026.* 00:30/);
});

test("without hours the last day is the last day", () => {
  assert.match(formatPeriod("2026-01-21", "2026-01-22"), /21.*22 januari 2026/);
  assert.doesNotMatch(formatPeriod("2026-01-21", "2026-01-21"), /\d\d:\d\d/);
});
