"""What a visitor types in answer to a statement: fact, fable, or no idea."""

from __future__ import annotations

import re
from typing import Literal

from bot.guides.content import word_set
from bot.guides.quiz import Verdict
from bot.nlu.normalization import normalize

Answer = Literal["feit", "fabel", "weet-niet"]

TRUE = word_set("feit feitje waar juist klopt kloptt correct true akkoord zeker absoluut inderdaad eens goed")
FALSE = word_set("fabel fabeltje fout onwaar onjuist vals mythe verzonnen onzin verkeerd false leugen oneens")
YES = word_set("ja jaja jawel jep jup yes yep tuurlijk natuurlijk")
NO = word_set("nee neenee neen nope nooit bijlange")
NOT = frozenset(("niet", "geen"))
FILLERS = word_set(
    "ik denk dacht dat het is een dit volgens mij gok zeg kies ga voor dus wel toch echt hoor eh euh uh hmm misschien "
    "helemaal gewoon antwoord mijn stelling de lijkt me vind van waarschijnlijk wss zal zijn t zou "
    "he da das s allee amai oei toch ok oke"
)
UNSURE = re.compile(
    r"\b(weet (ik )?(het |dat )?(echt )?niet|geen (flauw )?(idee|gedacht)|pas|overslaan|sla( dit| deze)? over|skip|"
    r"volgende|joker|maakt (me |mij )?(niet|nie|ni) uit|geen mening)\b"
)
UNSURE_WORDS = 7
"""A longer message with "weet niet" in it asks something else."""


def answer_of(text: str) -> Answer | None:
    """The answer in ``text``, or None when it says something else (every word must fit an answer)."""
    normal = normalize(text)
    words = re.findall(r"[a-z]+", normal)
    if not words:
        return "weet-niet" if normal.strip() and set(normal) <= {"?", " "} else None
    if UNSURE.search(" ".join(words)) and len(words) <= UNSURE_WORDS:
        return "weet-niet"
    if not set(words) <= TRUE | FALSE | YES | NO | NOT | FILLERS or ("?" in normal and len(words) > 1):
        return None
    denied = bool(NOT & set(words))
    claims = {_verdict(word in TRUE, denied) for word in words if word in TRUE | FALSE}
    if not claims:  # a plain yes or no, or a plain "not"
        claims = {_verdict(word in YES, False) for word in words if word in YES | NO | NOT}
    return claims.pop() if len(claims) == 1 else None


def _verdict(holds: bool, denied: bool) -> Verdict:
    return "feit" if holds is not denied else "fabel"
