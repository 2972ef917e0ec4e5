"""xSID's files are read as they are published, and a wrong folder is named as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.xsid import TEST, XsidError, section, sentences
from bot.nlu.model import Options

SENTENCE = """# text: {text}
# intent: {intent}
# slots:
1\tzet\t{intent}\tO
2\teen\t{intent}\tO

"""


def write(path: Path, rows: list[tuple[str, str]]) -> None:
    path.write_text("".join(SENTENCE.format(text=text, intent=intent) for text, intent in rows), encoding="utf-8")


def test_text_and_intent_of_each_sentence_are_read(tmp_path: Path) -> None:
    rows = [("zet een wekker om zes uur", "alarm/set_alarm"), ("wordt het mooi weer", "weather/find")]
    write(tmp_path / TEST, rows)
    assert list(sentences(tmp_path / TEST)) == rows


def test_the_section_tells_how_often_the_intent_is_right(tmp_path: Path) -> None:
    alarm = [(f"zet een wekker om {hour} uur", "alarm/set_alarm") for hour in range(1, 11)]
    weather = [(f"wordt het mooi weer op dag {day}", "weather/find") for day in range(1, 11)]
    write(tmp_path / "nl.valid.conll", [*alarm, *weather])
    write(tmp_path / TEST, [("zet de wekker om zeven uur", "alarm/set_alarm"), ("hoe wordt het weer", "weather/find")])
    text = section(tmp_path, None, Options())
    assert "| nl.valid.conll | 20 | 2 | 100.0 % | 100.0 % |" in text


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(XsidError, match=TEST):
        section(tmp_path, None, Options())
