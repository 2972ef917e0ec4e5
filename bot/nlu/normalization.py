"""Brings a visitor's Dutch to one spelling, so that the same question looks the same to the classifier."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 500

# Everyday Flemish forms and chat spelling -> standard Dutch. One word each; keys are folded.
COLLOQUIAL = {
    "ge": "je", "gij": "jij", "gijle": "jullie", "gulle": "jullie", "u": "je", "uw": "je", "uwe": "je",
    "nie": "niet", "ni": "niet", "nimeer": "niet meer", "niemeer": "niet meer", "wa": "wat", "da": "dat",
    "dak": "dat ik", "dadde": "dat", "ne": "een", "nen": "een", "n": "een", "den": "de", "dees": "deze",
    "deze": "deze", "diene": "die", "zo'n": "zo een", "zon": "zo een", "es": "eens", "ist": "is het",
    "tis": "het is", "twas": "het was", "kheb": "ik heb", "khem": "ik heb", "kem": "ik heb", "kzou": "ik zou",
    "kwil": "ik wil", "kben": "ik ben", "kweet": "ik weet", "kzit": "ik zit", "kmoet": "ik moet",
    "kan'k": "kan ik", "kank": "kan ik", "hebde": "heb je", "hedde": "heb je", "kunde": "kun je",
    "kunt": "kan", "moette": "moet je", "moete": "moet je", "moogde": "mag je", "meugt": "mag",
    "krijgde": "krijg je", "krijgt": "krijg", "zijde": "ben je", "zijt": "ben",
    "doede": "doe je", "doet": "doe", "weette": "weet je", "hoeda": "hoe dat", "waarda": "waar dat",
    "efkes": "even", "effe": "even", "effen": "even", "oek": "ook", "mss": "misschien", "idd": "inderdaad",
    "gwn": "gewoon", "zoas": "zoals", "ofzo": "of zo", "alst": "als het", "ma": "maar", "mor": "maar",
    "goe": "goed", "vant": "van het", "int": "in het", "opt": "op het", "mn": "mijn", "m'n": "mijn",
    "z'n": "zijn", "nog's": "nog eens", "iet": "iets", "niks": "niets", "wie'r": "wie er",
    "gehandicapten": "personen met een arbeidsbeperking", "mindervaliden": "personen met een arbeidsbeperking",
}  # fmt: skip

ABBREVIATIONS = {
    "mwb": "maatwerkbedrijf", "mwbs": "maatwerkbedrijven", "imw": "individueel maatwerk",
    "cmw": "collectief maatwerk", "lde": "lokale diensteneconomie lde", "ama": "arbeidsmatige activiteiten ama",
    "vte": "voltijds equivalent vte", "vtes": "voltijds equivalent vte", "soc": "sociale", "ec": "economie",
    "soceco": "sociale economie", "sifo": "sociaal investeringsfonds sifo", "wop": "werkondersteuningspakket wop",
    "pop": "persoonlijk ontwikkelingsplan pop", "vop": "vlaamse ondersteuningspremie vop",
    "bw": "beschutte werkplaats", "sw": "sociale werkplaats", "vso": "vennootschap met sociaal oogmerk vso",
    "cvso": "cooperatieve vennootschap met sociaal oogmerk cvso", "pc": "paritair comite", "dept": "departement",
    "org": "organisatie", "subs": "subsidies", "gem": "gemeente", "aanv": "aanvragen", "wn": "werknemer",
    "wg": "werkgever", "incl": "inclusief", "excl": "exclusief", "bvb": "bijvoorbeeld",
    "ipv": "in plaats van", "tov": "ten opzichte van", "mvo": "maatschappelijk verantwoord ondernemen mvo",
    "esf": "europees sociaal fonds esf", "oo": "overheidsopdracht",
}  # fmt: skip

_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})
_ELONGATED = re.compile(r"([a-z])\1{2,}")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?|\bsoc\.\s?ec\.?")
# "verdiende ge", "werkte gij": a Flemish verb repeats its subject, so it means "verdien je".
_DOUBLED_SUBJECT = re.compile(r"\b([a-z]{2,}?[^aeiou\W]?)(?:de|te) (?:ge|gij|gulle|gijle)\b")
_WORD = re.compile(r"[a-z0-9]+(?:['&][a-z0-9]+)*|[€%?!]")


def fold(text: str) -> str:
    """Lower case, without diacritics, with plain quotes and dashes: ``Coöperatie’`` -> ``cooperatie'``."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().translate(_QUOTES)


def normalize(text: str) -> str:
    """One spelling for the classifier; at most ``MAX_CHARACTERS`` of the text are read."""
    folded = fold(text[:MAX_CHARACTERS])
    folded = _DOTTED.sub(
        lambda m: m.group().replace(".", " ") if m.group().startswith("soc") else m.group().replace(".", ""),
        folded,
    )
    folded = _DOUBLED_SUBJECT.sub(r"\1 je", _ELONGATED.sub(r"\1\1", folded))
    words = (COLLOQUIAL.get(word, word) for word in _WORD.findall(folded))
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)
