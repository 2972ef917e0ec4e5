"""How easily the answers read (Flesch-Douma), and which ones don't."""

from __future__ import annotations

import statistics

from bot.answers.readability import plain, reading_ease, sentence_length, sentences, syllables
from bot.answers.topics import topic_base

PLAIN = "Een maatwerkbedrijf geeft werk. Je krijgt er een loon. Het loon is echt."
STIFF = "Overeenkomstig de desbetreffende uitvoeringsbepalingen betreffende tewerkstellingsondersteuningsmaatregelen."

# Lists of official names: the words are long, the sentences are not. Checked by reading them.
KNOWN_OUTLIERS = {
    "individueel-maatwerk-vervangt",
    "in-c-leden",
    "in-c-opleiding-communicatie",
    "ondersteuning-acties-2017",
    "ondersteuningsdecreet-doelgroep",
    "ondersteuningsdecreet-inhoud",
    "projectoproepen-2017",
    "regierol-wie-kan",
    "samenstromen",
}


def test_plain_words_read_more_easily_than_office_language() -> None:
    assert reading_ease(PLAIN) > 60 > 20 > reading_ease(STIFF)


def test_items_of_a_list_are_sentences_and_markup_is_no_word() -> None:
    assert sentences("Dit kan:\n\n- **groen** werk\n- [was](https://a.be)") == [
        ["Dit", "kan"],
        ["groen", "werk"],
        ["was"],
    ]
    assert plain("**vet** en [tekst](https://a.be)") == "vet en tekst"


def test_syllables_follow_dutch_hyphenation() -> None:
    assert [syllables(word) for word in ("loon", "werken", "maatwerkbedrijf")] == [1, 2, 4]


def test_the_answers_are_easy_to_read_on_the_whole() -> None:
    topics = topic_base().values()
    assert statistics.median(reading_ease(topic.text) for topic in topics) >= 55
    assert statistics.median(sentence_length(topic.text) for topic in topics) <= 10


def test_no_answer_is_harder_than_the_known_outliers() -> None:
    hard = {t.id: round(reading_ease(t.text)) for t in topic_base().values() if reading_ease(t.text) < 25}
    long = {t.id: round(sentence_length(t.text)) for t in topic_base().values() if sentence_length(t.text) > 14}
    assert hard.keys() <= KNOWN_OUTLIERS, f"hard to read: {hard}"
    assert not long, f"long sentences: {long}"
