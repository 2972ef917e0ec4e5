"""spaCy's Dutch model where it is installed, a blank pipeline with simplemma elsewhere: the same to the rest."""

from __future__ import annotations

import pytest
import spacy
from rasa.shared.nlu.training_data.message import Message
from spacy.lookups import Lookups

from bot.nlu.language import has_lemmas, lemma_of, load_language, simple_lemma
from bot.nlu.normalization import MAX_CHARACTERS
from bot.nlu.tokenizer import SpacyDutchTokenizer

ABSENT = "nl_core_news_of_nobody"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline of the shape of nl_core_news_sm, with a table of a few lemmas of its own."""
    language = spacy.blank("nl")
    language.add_pipe("senter")
    language.add_pipe("attribute_ruler")
    table = Lookups()
    table.add_table("lemma_lookup", {"fietsen": "rijwiel", "bomen": "Boom"})
    language.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=table)
    path = tmp_path_factory.mktemp("spacy") / "nl_small"
    language.to_disk(path)
    return str(path)


def tokens(model: str, text: str) -> list[tuple[str, str, int, int]]:
    tokenizer = SpacyDutchTokenizer({**SpacyDutchTokenizer.get_default_config(), "model": model})
    found = tokenizer.tokenize(Message.build(text), "text")
    return [(token.text, token.lemma, token.start, token.end) for token in found]


def test_where_the_model_is_not_installed_a_blank_dutch_pipeline_stands_in() -> None:
    language = load_language(ABSENT)
    assert language.lang == "nl"
    assert language.pipe_names == []
    assert not has_lemmas(language)


def test_a_pipeline_that_is_there_is_loaded_without_what_we_do_not_need(model: str) -> None:
    language = load_language(model)
    assert has_lemmas(language)
    assert language.pipe_names == ["attribute_ruler", "lemmatizer"]


def test_a_pipeline_is_loaded_once(model: str) -> None:
    assert load_language(model) is load_language(model)


def test_lemmas_come_from_the_pipeline_where_it_has_them(model: str) -> None:
    assert [lemma for _, lemma, _, _ in tokens(model, "Fietsen en bomen")] == ["rijwiel", "en", "boom"]


def test_lemmas_come_from_simplemma_otherwise() -> None:
    assert [lemma for _, lemma, _, _ in tokens(ABSENT, "Fietsen en bomen")] == ["fiets", "en", "boom"]


def test_a_trained_pipeline_without_a_lemma_for_a_word_falls_back_to_simplemma() -> None:
    token = load_language(ABSENT)("Fietsen")[0]
    assert token.lemma_ == ""
    assert lemma_of(token, trained=True) == "fiets"


def test_an_unknown_word_is_its_own_lemma() -> None:
    assert simple_lemma("xqzwerk") == "xqzwerk"


@pytest.mark.parametrize("name", ["absent", "present"])
def test_both_pipelines_give_the_same_tokens_with_offsets_in_the_text(model: str, name: str) -> None:
    text = "Wat kost het,\n dokter  Coöperatie?"
    found = tokens(model if name == "present" else ABSENT, text)
    assert [word for word, _, _, _ in found] == ["Wat", "kost", "het", ",", "dokter", "Coöperatie", "?"]
    assert all(text[start:end] == word for word, _, start, end in found)


def test_no_more_than_the_limit_is_read() -> None:
    found = tokens(ABSENT, "ja " * MAX_CHARACTERS)
    assert found[-1][3] <= MAX_CHARACTERS
