"""The language of a message is told offline, and never from too few words."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.keys import LANGUAGE
from bot.nlu.languages import LANGUAGES, LanguageIdentifier, identify


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("qu'est-ce qu'une entreprise de travail adapté", "fr"),
        ("how can my company hire someone with a disability", "en"),
        ("ich suche arbeit in einer werkstatt", "de"),
        ("engelli kardeşim için nasıl iş bulabilirim", "tr"),
        ("ge moet da toch ni allemaal zelf betalen zeker", "nl"),
        ("hoe vraag ik een erkenning als maatwerkbedrijf aan", "nl"),
    ],
)
def test_a_sentence_is_recognised(text: str, code: str) -> None:
    found = identify(text)
    assert found is not None
    assert found[0] == code
    assert found[1] > 0.9


@pytest.mark.parametrize("text", ["kringwinkel gent", "wop", "", "/faq/maatwerkbedrijf en nog iets"])
def test_few_words_and_payloads_have_no_language(text: str) -> None:
    assert identify(text) is None


def test_any_input_is_survived() -> None:
    for text in ("\x00 \x01 \x02", "😀 😀 😀", "\u202e a b", "ا ب ت", "a " * 5000):
        found = identify(text)
        assert found is None or (found[0] in LANGUAGES and 0 <= found[1] <= 1)


def test_the_component_writes_it_to_the_message() -> None:
    component = LanguageIdentifier()
    french, short = Message({TEXT: "je cherche un emploi à Gand"}), Message({TEXT: "dag"})
    component.process([french, short])
    assert french.get(LANGUAGE)["code"] == "fr"
    assert short.get(LANGUAGE) is None
