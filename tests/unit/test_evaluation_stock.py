"""Stock Rasa is measured by the same yardstick as ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.evaluation.measuring import run
from bot.evaluation.questions import Question
from bot.evaluation.served import variants
from bot.evaluation.stock import Epochs, stock_pipeline, thin
from bot.files import read_yaml
from bot.settings import ACCELERATIONS


def stock_parse(text: str, after: str | None = None) -> dict[str, Any]:
    ranking = [
        {"intent_response_key": "faq/loon", "confidence": 0.9},
        {"intent_response_key": "faq/duur", "confidence": 0.1},
    ]
    return {
        "intent": {"name": "faq", "confidence": 0.8},
        "intent_ranking": [{"name": "faq", "confidence": 0.8}, {"name": "greet", "confidence": 0.2}],
        "response_selector": {"faq": {"response": ranking[0], "ranking": ranking}},
    }


def test_an_answer_of_the_selector_counts_as_the_answer_given() -> None:
    (found,) = run(stock_parse, [Question("wat verdien je", "faq/loon", "neutral", "test")])
    assert found.right
    assert [name for name, _ in found.ranking] == ["faq/loon", "greet", "faq/duur"]


def test_its_fallback_counts_as_no_answer() -> None:
    def parse(text: str, after: str | None = None) -> dict[str, Any]:
        return {**stock_parse("", None), "intent": {"name": "nlu_fallback", "confidence": 0.3}}

    (found,) = run(parse, [Question("wat verdien je", "faq/loon", "neutral", "test")])
    assert found.label is None
    assert not found.wrong


def test_the_pipeline_is_that_of_rasa_init() -> None:
    names = [component["name"] for component in stock_pipeline(Epochs())]
    assert names[0] == "WhitespaceTokenizer"
    assert names[-1] == "FallbackClassifier"
    assert {"DIETClassifier", "ResponseSelector"} <= set(names)


def test_the_benchmark_serves_with_all_changes_without_each_that_matters_for_serving_and_with_none() -> None:
    values = [value for _, value in variants()]
    assert values[0] == "all"
    assert values[-1] == "none"
    left_out = [set(ACCELERATIONS) - set(value.split(",")) for value in values[1:-1]]
    assert left_out == [{"tensorflow"}, {"validator"}, {"runner"}, {"events"}]


def test_a_part_of_the_questions_is_taken_evenly_and_answers_stay(tmp_path: Path) -> None:
    path = tmp_path / "loon.yml"
    many = "".join(f"    - vraag {number}\n" for number in range(10))
    path.write_text(
        f"version: '3.1'\nnlu:\n- intent: faq/loon\n  examples: |\n{many}- intent: greet\n  examples: |\n    - dag\n"
        "responses:\n  utter_faq/loon:\n  - text: Zoveel.\n",
        encoding="utf-8",
    )
    thin(path, 4)
    content: Any = read_yaml(path)
    assert content["nlu"][0]["examples"].splitlines() == ["- vraag 0", "- vraag 2", "- vraag 5", "- vraag 7"]
    assert content["nlu"][1]["examples"].splitlines() == ["- dag"]
    assert content["responses"] == {"utter_faq/loon": [{"text": "Zoveel."}]}
