// @ts-check

/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat("nl-BE", { timeZone: "UTC", ...options });

/**
 * A year, a month or a day in words: "oktober 2025"; what is no date comes back as it is.
 * @param {string} value
 */
export function formatDate(value) {
  const date = new Date(value.slice(0, 10));
  if (!/^\d{4}/.test(value) || Number.isNaN(date.getTime())) return value;
  const month = value.length > 4 ? "long" : undefined;
  return format({ year: "numeric", month, day: value.length > 7 ? "numeric" : undefined }).format(date);
}

/**
 * From when until when, on the clock of Brussels; without hours where only the days are known.
 * @param {string} start
 * @param {string | null | undefined} end
 */
export function formatPeriod(start, end) {
  const dates = [new Date(start), new Date(end || start)];
  if (dates.some((date) => Number.isNaN(date.getTime()))) return start;
  const hours = start.includes("T");
  const clock = format(hours ? { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Brussels" } : { dateStyle: "full" });
  return dates[1] > dates[0] ? clock.formatRange(dates[0], dates[1]) : clock.format(dates[0]);
}
