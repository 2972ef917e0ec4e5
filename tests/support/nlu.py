"""A small set of questions and an encoder that counts: enough for a real classifier in a second."""

from __future__ import annotations

import hashlib

import numpy as np

from bot.nlu.encoding import Vector
from bot.nlu.model import Example

QUESTIONS = {
    "faq/loon": [
        "wat verdient een maatwerker",
        "hoeveel loon krijg ik in een maatwerkbedrijf",
        "wat is het loon",
        "loon van een doelgroepwerknemer",
        "verdien ik het minimumloon",
        "krijg ik meer loon na een jaar",
        "loon maatwerkbedrijf",
        "hoeveel verdien je daar per uur",
    ],
    "faq/kringwinkel": [
        "wat is een kringwinkel",
        "verkoopt een kringwinkel tweedehands spullen",
        "waar gaan spullen van de kringwinkel naartoe",
        "kringwinkel",
        "mag ik meubels naar de kringwinkel brengen",
        "is een kringwinkel sociale economie",
        "hoe werkt een kringwinkel",
        "wie werkt er in een kringwinkel",
    ],
    "faq/subsidie": [
        "welke subsidie krijgt een maatwerkbedrijf",
        "subsidie aanvragen",
        "hoe vraag ik subsidie aan",
        "wie betaalt de subsidie",
        "bestaat er subsidie voor begeleiding",
        "hoeveel subsidie krijgen we",
        "subsidie voor een lokale dienst",
        "wanneer komt de subsidie",
    ],
    "greet": ["hallo", "dag", "goeiedag", "goede morgen", "hey daar", "dag allemaal", "hallo daar", "goedemiddag"],
}
VAGUE = ["vertel eens meer", "hoe zit dat", "ik heb een vraag", "kan je dat uitleggen", "en in een maatwerkbedrijf"]
"""Questions that may mean any of the answers, so that there is something to doubt."""
CLEAR = [Example(text, label) for label, texts in QUESTIONS.items() for text in texts]
EXAMPLES = [*CLEAR, *(Example(text, label) for label in QUESTIONS if label != "greet" for text in VAGUE)]


class CountingEncoder:
    """Gives each text a vector of its own, always the same, and remembers what it was asked."""

    def __init__(self, name: str = "counting", dimension: int = 16) -> None:
        self.name = name
        self.dimension = dimension
        self.asked: list[str] = []

    def encode(self, text: str) -> Vector:
        return self.encode_once(text)

    def encode_once(self, text: str) -> Vector:
        self.asked.append(text)
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        vector = np.random.default_rng(seed).normal(size=self.dimension)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def open_for_thread(self) -> None:
        """One engine is enough."""
