"""The flat classifier: it learns, it is the same every time, and it asks the encoder only when it is unsure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from bot.nlu import vectors
from bot.nlu.model import AnswerModel, Example, Options
from tests.support.nlu import CLEAR, EXAMPLES, QUESTIONS, CountingEncoder

UNSEEN = ["hoeveel verdien ik in een kringwinkel", "subsidie maatwerkbedrijf", "hallo iedereen", "zomaar iets"]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CACHE", tmp_path / "cache")


def best(model: AnswerModel, text: str, encoder: CountingEncoder | None = None) -> str:
    return model.labels[int(model.probabilities(text, encoder).argmax())]


@pytest.mark.parametrize("encoder", [None, CountingEncoder()], ids=["n-grams", "n-grams and vectors"])
def test_the_training_questions_are_learnt(encoder: CountingEncoder | None) -> None:
    model = AnswerModel.fit(EXAMPLES, encoder)
    assert [best(model, example.text, encoder) for example in CLEAR] == [example.label for example in CLEAR]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("hoeveel verdient men in het maatwerkbedrijf", "faq/loon"),
        ("kringwinkels", "faq/kringwinkel"),
        ("subsdie aanvragen voor begeleiding", "faq/subsidie"),
        ("dag hallo", "greet"),
    ],
)
def test_a_question_in_other_words_finds_its_answer_without_an_encoder(text: str, label: str) -> None:
    assert best(AnswerModel.fit(EXAMPLES, None), text) == label


def test_every_label_gets_a_probability_and_together_they_are_one() -> None:
    probabilities = AnswerModel.fit(EXAMPLES, None).probabilities("iets over loon", None)
    assert len(probabilities) == len(QUESTIONS)
    assert probabilities.min() > 0
    assert probabilities.sum() == pytest.approx(1.0, abs=1e-5)


def test_a_question_of_the_training_is_surer_than_an_unknown_one() -> None:
    model = AnswerModel.fit(EXAMPLES, None)
    assert model.probabilities("wat is een kringwinkel", None).max() > model.probabilities("zomaar", None).max() + 0.1


def test_labels_do_not_depend_on_the_order_of_the_examples() -> None:
    assert AnswerModel.fit(EXAMPLES[::-1], None).labels == AnswerModel.fit(EXAMPLES, None).labels == sorted(QUESTIONS)


def test_the_same_examples_give_the_same_model(tmp_path: Path) -> None:
    for name in ("first", "second"):
        AnswerModel.fit(EXAMPLES, CountingEncoder()).save(tmp_path / name)
    for file in (tmp_path / "first").glob("*.json"):
        assert file.read_bytes() == (tmp_path / "second" / file.name).read_bytes()
    with np.load(tmp_path / "first/weights.npz") as first, np.load(tmp_path / "second/weights.npz") as second:
        assert set(first) == {"ngram_weights", "ngram_bias", "vector_weights", "vector_bias"}
        assert all(np.array_equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("encoder", [None, CountingEncoder()], ids=["n-grams", "n-grams and vectors"])
def test_a_stored_model_answers_as_the_one_that_was_trained(encoder: CountingEncoder | None, tmp_path: Path) -> None:
    options = Options(sure=0.9)
    trained = AnswerModel.fit(EXAMPLES, encoder, options)
    trained.save(tmp_path / "model")
    loaded = AnswerModel.load(tmp_path / "model")
    assert loaded.labels == trained.labels
    for text in UNSEEN:
        assert loaded.probabilities(text, encoder) == pytest.approx(trained.probabilities(text, encoder), abs=2e-3)


def test_a_model_that_is_stored_again_is_identical(tmp_path: Path) -> None:
    AnswerModel.fit(EXAMPLES, None).save(tmp_path / "once")
    once = AnswerModel.load(tmp_path / "once")
    once.save(tmp_path / "twice")
    twice = AnswerModel.load(tmp_path / "twice")
    for text in UNSEEN:
        assert np.array_equal(once.probabilities(text, None), twice.probabilities(text, None))


def test_the_encoder_is_asked_only_when_the_n_grams_are_unsure() -> None:
    encoder = CountingEncoder()
    model = AnswerModel.fit(EXAMPLES, encoder, Options(sure=0.6))
    texts = [*UNSEEN, "kringwinkel", "subsidie aanvragen"]
    doubts = {text: model.probabilities(text, None).max() < 0.6 for text in texts}
    assert set(doubts.values()) == {True, False}
    for text, unsure in doubts.items():
        encoder.asked.clear()
        model.probabilities(text, encoder)
        assert encoder.asked == ([text] if unsure else [])


def test_a_long_story_is_not_encoded_because_that_takes_too_long() -> None:
    encoder = CountingEncoder()
    model = AnswerModel.fit(EXAMPLES, encoder, Options(sure=1.1, encoder_characters=60))
    encoder.asked.clear()
    story = "ik werk al jaren in de horeca en vraag me nu af of ik iets anders kan gaan doen"
    assert np.array_equal(model.probabilities(story, encoder), model.probabilities(story, None))
    assert encoder.asked == []


def test_only_so_many_questions_of_a_label_are_encoded_for_training_and_none_is_left_out() -> None:
    encoder = CountingEncoder()
    AnswerModel.fit(EXAMPLES, encoder, Options(encoded_questions=2))
    labels_of: dict[str, set[str]] = {}
    for example in EXAMPLES:
        labels_of.setdefault(example.text, set()).add(example.label)
    encoded = Counter(label for text in encoder.asked for label in labels_of[text])
    assert set(encoded) == {example.label for example in EXAMPLES}
    assert len(encoder.asked) <= 2 * len(encoded)


def test_vectors_change_what_unsure_n_grams_say() -> None:
    encoder = CountingEncoder()
    model = AnswerModel.fit(EXAMPLES, encoder, Options(sure=1.1))
    assert not np.allclose(model.probabilities(UNSEEN[0], encoder), model.probabilities(UNSEEN[0], None))


def test_a_model_with_vectors_still_answers_where_no_encoder_can_be_used() -> None:
    model = AnswerModel.fit(EXAMPLES, CountingEncoder())
    assert best(model, "hoe werkt een kringwinkel") == "faq/kringwinkel"


def test_a_model_without_vectors_never_asks_the_encoder() -> None:
    encoder = CountingEncoder()
    AnswerModel.fit(EXAMPLES, None).probabilities(UNSEEN[0], encoder)
    assert encoder.asked == []


def test_a_sentence_of_an_answer_counts_less_than_a_question() -> None:
    def chance(weight: float) -> float:
        extra = [Example("toeslag", "faq/loon", weight), Example("toeslag", "faq/subsidie")]
        model = AnswerModel.fit([*EXAMPLES, *extra], None)
        return float(model.probabilities("toeslag", None)[model.labels.index("faq/loon")])

    assert chance(0.1) < chance(1.0)


@pytest.mark.parametrize("each", [2, 4])
def test_few_questions_of_each_label_are_enough_to_calibrate(each: int) -> None:
    few = [Example(text, label) for label, texts in QUESTIONS.items() for text in texts[:each]]
    probabilities = AnswerModel.fit(few, None).probabilities("hallo daar", None)
    assert probabilities.sum() == pytest.approx(1.0, abs=1e-5)


def test_one_question_of_each_label_is_too_little() -> None:
    with pytest.raises(ValueError, match="two questions"):
        AnswerModel.fit([Example(texts[0], label) for label, texts in QUESTIONS.items()], None)


def test_the_progress_of_encoding_is_told() -> None:
    told: list[tuple[int, int]] = []
    options = Options(encoded_questions=len(EXAMPLES))
    AnswerModel.fit(EXAMPLES, CountingEncoder(), options, lambda done, total: told.append((done, total)))
    texts = {example.text for example in EXAMPLES}
    assert told[0] == (0, len(texts))
    assert told[-1] == (len(texts), len(texts))
