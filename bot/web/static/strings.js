// @ts-check
/** Every Dutch text of the chat. Editors may change the texts, not the names. */

export const MAX_CHARACTERS = 500;
export const MAX_COMMENT = 300;

export const TEXTS = {
  title: "Wegwijzer Sociale Economie",
  launcher: "Stel je vraag",
  close: "Sluiten",
  log: "Gesprek",
  visitor: "Jij:",
  assistant: "Wegwijzer:",
  newTab: "(opent in een nieuw tabblad)",

  inputLabel: "Je vraag",
  inputHint: `Hoogstens ${MAX_CHARACTERS} tekens. Enter verstuurt, Shift+Enter begint een nieuwe regel.`,
  privacy: "Deel geen persoonsgegevens.",
  send: "Verstuur",
  waiting: "Ik zoek een antwoord…",
  patience: "Even geduld, ik zoek nog een antwoord.",
  emptyInput: "Typ eerst je vraag.",
  charactersLeft: (/** @type {number} */ n) => `Nog ${n} ${n === 1 ? "teken" : "tekens"}`,
  charactersOver: (/** @type {number} */ n) => `${n} ${n === 1 ? "teken" : "tekens"} te veel`,

  results: (/** @type {number} */ n) => `${n} ${n === 1 ? "resultaat" : "resultaten"}.`,
  choices: (/** @type {number} */ n) => `${n} ${n === 1 ? "keuzeknop" : "keuzeknoppen"}.`,
  choose: "Kies een antwoord",
  followUps: "Ook interessant",
  redirect: (/** @type {string} */ host) => `Ga verder op ${host}`,

  sources: (/** @type {number} */ n) => (n === 1 ? "Bron" : `Bronnen (${n})`),
  validityOnly: "Hoe zeker is dit?",
  checked: "Nagekeken",
  published: "gepubliceerd",
  validity: /** @type {Record<string, {badge: string, meaning: string}>} */ ({
    historical: { badge: "geschiedenis", meaning: "Dit gaat over vroeger. Vandaag kan het anders zijn." },
    uncertain: { badge: "onzeker", meaning: "We vonden hiervoor niet genoeg bevestiging. Kijk het zelf na bij de bron." },
  }),

  feedback: "Was dit nuttig?",
  useful: "Ja",
  notUseful: "Nee",
  feedbackThanks: "Bedankt!",
  feedbackKept: "Bedankt, we hebben het bewaard.",
  comment: "Wil je er iets bij zeggen? Dat hoeft niet. Deel geen persoonsgegevens.",
  commentSend: "Bewaar",
  copy: "Kopieer",
  copied: "Gekopieerd.",
  copyFailed: "Kopiëren lukte niet.",
  source: "Bron",
  feedbackFailed: "Niet bewaard. Probeer het opnieuw.",

  retry: "Probeer opnieuw",
  retryIn: (/** @type {number} */ n) => `Je kan opnieuw proberen over ${n} ${n === 1 ? "seconde" : "seconden"}.`,
  retryNow: "Je kan nu opnieuw proberen.",
  seconds: (/** @type {number} */ n) => `${n} s`,
  historyFailed: "We konden je vorige vragen niet laden.",
  offline: "Je bent niet verbonden met het internet. Je vraag is niet verloren: probeer opnieuw zodra je weer verbinding hebt.",
  offlineNow: "Je bent nu niet verbonden met het internet.",
  onlineAgain: "Je bent weer verbonden.",
  unreachable: "We kunnen de assistent niet bereiken. Je vraag is niet verloren: probeer het over een minuut opnieuw.",
  timeout: "Het antwoord laat te lang op zich wachten. Je vraag is niet verloren: probeer opnieuw.",
  failed: "Er ging iets mis bij ons. Probeer het over een minuut opnieuw.",

  menu: "Menu",
  restart: "Begin een nieuw gesprek",
  restarted: "Dit is een nieuw gesprek. Het vorige bewaren we nog hoogstens 30 dagen.",
  restartedEmpty: "Dit is een nieuw gesprek.",
  restartBack: "Terug naar het vorige",
  print: "Druk het gesprek af",
  remember: "Onthoud het gesprek op dit toestel",
  accessibility: "Toegankelijkheid",

  wipe: "Wis dit gesprek",
  wipeQuestion: "Dit gesprek wissen?",
  wipeMeaning: "Je vragen en de antwoorden verdwijnen van dit scherm en van onze server. Je kan dit niet ongedaan maken.",
  wipeYes: "Ja, wis het gesprek",
  wipeNo: "Nee, behoud het",
  wiped: "Het gesprek is gewist, ook op onze server.",
  wipedExpired: "Het gesprek was al verlopen. Het is nu ook van dit scherm gewist.",

  map: "Schets van Vlaanderen met de gevonden plaatsen",
  onMap: (/** @type {string} */ places) => `Op de kaart: ${places}.`,
  enterprise: {
    municipality: "Gemeente",
    address: "Adres",
    activities: "Activiteiten",
    distance: "Afstand",
    website: "Website",
    source: "Bron",
  },
  recognition: /** @type {Record<string, string>} */ ({
    maatwerkbedrijf: "Maatwerkbedrijf",
    maatwerkafdeling: "Maatwerkafdeling",
    "erkende-sociale-onderneming": "Erkende sociale onderneming",
    cooperatie: "Coöperatie",
    "lokale-diensteneconomie": "Lokale diensteneconomie",
    arbeidszorg: "Arbeidszorg",
    overig: "Erkenning niet bekend",
  }),
  certainty: /** @type {Record<string, string>} */ ({
    inferred: "erkenning niet bevestigd",
    unknown: "erkenning niet bevestigd",
  }),

  event: {
    when: "Wanneer",
    place: "Waar",
    audience: "Voor wie",
    calendar: "Agenda",
    addToCalendar: "Zet in mijn agenda",
    website: "Website",
    source: "Bron",
  },
  summary: {
    label: "Samenvatting van de gids",
    save: "Bewaar als tekst",
    copy: "Kopieer als tekst",
    file: "samenvatting.txt",
    saved: "De samenvatting is bewaard.",
    copied: "De samenvatting is gekopieerd.",
    failed: "Dat lukte niet. Probeer het over een minuut opnieuw.",
  },
  past: "voorbij",
  audience: /** @type {Record<string, string>} */ ({
    studenten: "studenten",
    bedrijven: "bedrijven",
    overheden: "lokale besturen en overheden",
    sector: "de sector",
    publiek: "iedereen",
  }),
  kilometres: (/** @type {number} */ n) => `${n.toLocaleString("nl-BE", { maximumFractionDigits: 1 })} km`,
};

/** Shown first, in the same Markdown as answers. */
export const WELCOME = `Dag! Ik ben de Wegwijzer Sociale Economie. **Ik ben een computerprogramma**, geen mens. Ik kan:

- vragen beantwoorden over sociale economie in Vlaanderen, zoals maatwerk, erkenningen, premies en voorbehouden opdrachten;
- ondernemingen zoeken op gemeente, activiteit of naam;
- evenementen tonen.

Bij mijn antwoorden staan de **bron** en de **datum** waarop ze zijn nagekeken. **Deel geen persoonsgegevens.** We bewaren dit gesprek **30 dagen**; met “Wis dit gesprek” verwijder je het meteen.`;

export const START = {
  title: "Wat past bij jou?",
  personas: [
    {
      name: "Bezoeker",
      questions: ["Wat is een maatwerkbedrijf?", "Hoe kan ik in een maatwerkbedrijf werken?", "Welke kringwinkels zijn er in Gent?", "Welke evenementen komen eraan?"],
    },
    {
      name: "Student",
      questions: ["Wat is sociale economie?", "Hoeveel maatwerkbedrijven zijn er?", "Ik heb een idee voor een sociale onderneming", "Ik wil een quiz doen"],
    },
    {
      name: "Onderneming",
      questions: ["Kan mijn bedrijf werk uitbesteden aan maatwerk?", "Wie doet groenonderhoud in Gent?", "Wat is een enclave?", "Wat is individueel maatwerk?"],
    },
    {
      name: "Lokaal bestuur",
      questions: ["Wat is een voorbehouden opdracht?", "Wat is de regierol van een gemeente?", "Ik wil een opdracht voorbehouden", "Welke maatwerkbedrijven zijn er in Aalst?"],
    },
  ],
};

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
