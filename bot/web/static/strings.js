// @ts-check
/** Every Dutch text of the chat. Editors may change the texts, not the names. */

export const MAX_CHARACTERS = 500;

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
  feedbackFailed: "Niet bewaard. Probeer het opnieuw.",

  retry: "Probeer opnieuw",
  retryIn: (/** @type {number} */ n) => `Je kan opnieuw proberen over ${n} ${n === 1 ? "seconde" : "seconden"}.`,
  retryNow: "Je kan nu opnieuw proberen.",
  seconds: (/** @type {number} */ n) => `${n} s`,
  historyFailed: "We konden je vorige vragen niet laden.",
  offline: "Je bent niet verbonden met het internet. Je vraag is niet verloren: probeer opnieuw zodra je weer verbinding hebt.",
  unreachable: "We kunnen de assistent niet bereiken. Je vraag is niet verloren: probeer het over een minuut opnieuw.",
  timeout: "Het antwoord laat te lang op zich wachten. Je vraag is niet verloren: probeer opnieuw.",
  failed: "Er ging iets mis bij ons. Probeer het over een minuut opnieuw.",

  wipe: "Wis dit gesprek",
  wipeQuestion: "Dit gesprek wissen?",
  wipeMeaning: "Je vragen en de antwoorden verdwijnen van dit scherm en van onze server. Je kan dit niet ongedaan maken.",
  wipeYes: "Ja, wis het gesprek",
  wipeNo: "Nee, behoud het",
  wiped: "Het gesprek is gewist.",
  wipedExpired: "Het gesprek was al verlopen. Het is nu ook van dit scherm gewist.",

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
  title: "Niet zeker waar te beginnen?",
  personas: [
    { name: "Bezoeker", questions: ["Wat is een maatwerkbedrijf?", "Hoe kan ik in een maatwerkbedrijf werken?"] },
    { name: "Student", questions: ["Wat is sociale economie?", "Hoeveel maatwerkbedrijven zijn er?"] },
    { name: "Bedrijf", questions: ["Kan mijn bedrijf werk uitbesteden aan maatwerk?", "Wie doet groenonderhoud in Gent?"] },
    { name: "Lokaal bestuur", questions: ["Wat is een voorbehouden opdracht?", "Wat is de regierol van een gemeente?"] },
  ],
};
