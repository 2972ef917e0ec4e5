"""Topics: what a file of data/faq may hold, and what an editor is told when it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.answers.topics import Topic, TopicError, load_topics
from tests.support.content import metadata_entry, write_yaml


def faq(name: str = "loon", examples: str = "- wat verdien ik\n", **metadata: Any) -> dict[str, Any]:
    answer = {"text": "Je krijgt het minimumloon.\n", "metadata": metadata_entry(**metadata)}
    return {
        "nlu": [{"intent": f"faq/{name}", "examples": examples}],
        "responses": {f"utter_faq/{name}": [answer]},
    }


def load(folder: Path, content: Any) -> dict[str, Topic]:
    write_yaml(folder / "werk.yml", content)
    return load_topics(folder)


def test_a_topic_joins_its_answer_to_its_questions(tmp_path: Path) -> None:
    topic = load(tmp_path, faq(examples="- wat verdien ik\n-  hoeveel loon?\n\n"))["loon"]
    assert topic.text == "Je krijgt het minimumloon."
    assert topic.questions == ("wat verdien ik", "hoeveel loon?")
    assert topic.theme == "werk"
    assert topic.title == "Het loon"
    assert topic.metadata.facts == ("loon",)


def test_an_answer_counts_as_answered_unless_it_says_refused(tmp_path: Path) -> None:
    assert load(tmp_path, faq())["loon"].metadata.status == "answered"
    assert load(tmp_path, faq(status="refused"))["loon"].metadata.status == "refused"


def test_a_topic_stands_in_one_file(tmp_path: Path) -> None:
    write_yaml(tmp_path / "a.yml", faq())
    write_yaml(tmp_path / "b.yml", faq())
    with pytest.raises(TopicError, match=r"b\.yml: onderwerp 'loon' bestaat al in a\.yml"):
        load_topics(tmp_path)


def test_questions_without_an_answer_are_told(tmp_path: Path) -> None:
    content = faq()
    content["nlu"].append({"intent": "faq/vakantie", "examples": "- hoeveel vakantie"})
    with pytest.raises(TopicError, match="onderwerp 'vakantie' heeft geen antwoord"):
        load(tmp_path, content)


def test_an_answer_without_questions_is_told(tmp_path: Path) -> None:
    content = faq()
    content["responses"] |= faq("vakantie")["responses"]
    with pytest.raises(TopicError, match="onderwerp 'vakantie' heeft geen voorbeeldvragen"):
        load(tmp_path, content)


def test_two_blocks_of_questions_for_one_topic_are_told_instead_of_half_read(tmp_path: Path) -> None:
    content = faq()
    content["nlu"] += faq(examples="- andere vraag\n")["nlu"]
    with pytest.raises(TopicError, match="onderwerp 'loon' heeft twee blokken"):
        load(tmp_path, content)


@pytest.mark.parametrize("variations", [None, [], "tekst", ["tekst"], [{"text": " "}], [{"text": "a"}, {"text": "b"}]])
def test_an_answer_has_exactly_one_text(tmp_path: Path, variations: Any) -> None:
    content = faq()
    content["responses"]["utter_faq/loon"] = variations
    with pytest.raises(TopicError, match="onderwerp 'loon' moet precies een tekst hebben"):
        load(tmp_path, content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 61),
        ("title", "xy"),
        ("audience", ["iedereen"]),
        ("review_by", "ooit"),
        ("status", "suggested"),
        ("sources", ["bronnen komen van de feiten"]),
    ],
)
def test_wrong_metadata_is_told_with_topic_and_field(tmp_path: Path, field: str, value: Any) -> None:
    with pytest.raises(TopicError, match=rf"werk\.yml: onderwerp 'loon': {field}"):
        load(tmp_path, faq(**{field: value}))


@pytest.mark.parametrize("field", ["title", "owner", "review_by"])
def test_missing_metadata_is_told(tmp_path: Path, field: str) -> None:
    content = faq()
    del content["responses"]["utter_faq/loon"][0]["metadata"][field]
    with pytest.raises(TopicError, match=rf"onderwerp 'loon': {field}"):
        load(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [None, ["loon"], {"nlu": "loon"}, {"nlu": [{"examples": "- x"}]}, {"nlu": None, "responses": ["loon"]}],
)
def test_a_file_of_another_form_is_told(tmp_path: Path, content: Any) -> None:
    with pytest.raises(TopicError, match=r"^werk\.yml: "):
        load(tmp_path, content)


def test_a_file_with_empty_parts_has_no_topics(tmp_path: Path) -> None:
    assert load(tmp_path, {"nlu": None, "responses": None}) == {}


def test_broken_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "werk.yml").write_text("nlu: [", encoding="utf-8")
    with pytest.raises(TopicError, match=r"werk\.yml: geen geldige YAML"):
        load_topics(tmp_path)


def test_every_topic_of_the_project_has_a_title_of_its_own() -> None:
    titles = [topic.title for topic in load_topics().values()]
    assert len(titles) > 200
    assert len(set(titles)) == len(titles)
