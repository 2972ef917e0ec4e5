"""Vectors of training texts are kept: a second training encodes only what is new."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu import vectors
from bot.nlu.vectors import encode_all
from tests.support.nlu import CountingEncoder

TEXTS = ["wat is loon", "hallo", "wat is loon", "een kringwinkel"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the counting encoder, in a folder that does not exist yet."""
    monkeypatch.setattr(vectors, "CACHE", tmp_path / "new folder")
    return tmp_path / "new folder" / "vectors-counting.npz"


def encode(encoder: CountingEncoder, texts: list[str] = TEXTS) -> np.ndarray:
    return encode_all(encoder, texts, lambda done, total: None)


def test_each_text_has_its_row_in_order_and_is_encoded_once() -> None:
    encoder = CountingEncoder()
    rows = encode(encoder)
    assert sorted(encoder.asked) == sorted(set(TEXTS))
    assert np.array_equal(rows, np.stack([CountingEncoder().encode(text) for text in TEXTS]))


def test_a_second_run_encodes_nothing_and_gives_the_same_rows() -> None:
    first = encode(CountingEncoder())
    encoder = CountingEncoder()
    assert np.array_equal(encode(encoder), first)
    assert encoder.asked == []


def test_only_new_texts_are_encoded() -> None:
    encode(CountingEncoder())
    encoder = CountingEncoder()
    rows = encode(encoder, ["nieuw", *TEXTS])
    assert encoder.asked == ["nieuw"]
    assert np.array_equal(rows[2], CountingEncoder().encode("hallo"))


def test_texts_that_are_no_longer_used_are_forgotten_with_the_next_new_one() -> None:
    encode(CountingEncoder())
    encode(CountingEncoder(), ["nieuw"])
    encoder = CountingEncoder()
    encode(encoder, ["nieuw", "hallo"])
    assert encoder.asked == ["hallo"]


@pytest.mark.parametrize("damage", ["cut off", "nonsense", "empty", "changed"])
def test_a_damaged_file_is_made_again(cache: Path, damage: str) -> None:
    rows = encode(CountingEncoder())
    whole = cache.read_bytes()
    middle = len(whole) // 2
    spoilt = {
        "cut off": whole[:middle],
        "nonsense": b"geen vectoren",
        "empty": b"",
        "changed": whole[:middle] + bytes(64) + whole[middle + 64 :],
    }
    cache.write_bytes(spoilt[damage])
    encoder = CountingEncoder()
    assert np.array_equal(encode(encoder), rows)
    assert len(encoder.asked) == 3
    again = CountingEncoder()
    encode(again)
    assert again.asked == []


def test_vectors_of_another_size_are_not_taken_for_ours() -> None:
    encode(CountingEncoder(dimension=8))
    encoder = CountingEncoder(dimension=16)
    assert encode(encoder).shape == (4, 16)
    assert len(encoder.asked) == 3


def test_each_encoder_has_a_file_of_its_own(cache: Path) -> None:
    encode(CountingEncoder())
    encoder = CountingEncoder(name="other")
    encode(encoder)
    assert len(encoder.asked) == 3
    assert sorted(file.name for file in cache.parent.iterdir()) == ["vectors-counting.npz", "vectors-other.npz"]


def test_progress_runs_from_nothing_to_all_that_was_missing() -> None:
    encode(CountingEncoder(), ["hallo"])
    told: list[tuple[int, int]] = []
    encode_all(CountingEncoder(), TEXTS, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]
