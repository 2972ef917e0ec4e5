"""Training happens when its inputs changed, and broken YAML is told before Rasa meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot import training
from bot.training import TrainingError, check_yaml, fingerprint, is_trained


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a few files."""
    files = {
        "config.yml": "recipe: default.v1\n",
        "domain.yml": "intents: [greet]\n",
        "requirements.txt": "rasa\n",
        "README.md": "uitleg\n",
        "data/nlu.yml": "nlu: []\n",
        "data/faq/loon.yml": "nlu: []\n",
        "data/catalogue/gemeenten.csv": "naam\n",
        "bot/nlu/gate.py": "GATE = 1\n",
        "bot/web/channel.py": "CHANNEL = 1\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_same_inputs_have_the_same_fingerprint(project: Path) -> None:
    before = fingerprint(project)
    (project / "config.yml").touch()
    assert fingerprint(project) == before


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "domain.yml",
        "requirements.txt",
        "data/nlu.yml",
        "data/faq/loon.yml",
        "data/catalogue/gemeenten.csv",
        "bot/nlu/gate.py",
    ],
)
def test_a_changed_input_changes_the_fingerprint(project: Path, name: str) -> None:
    before = fingerprint(project)
    (project / name).write_text("iets anders: 1\n", encoding="utf-8")
    assert fingerprint(project) != before


@pytest.mark.parametrize("name", ["README.md", "bot/web/channel.py"])
def test_what_the_model_is_not_made_of_does_not_change_the_fingerprint(project: Path, name: str) -> None:
    before = fingerprint(project)
    (project / name).write_text("iets anders\n", encoding="utf-8")
    assert fingerprint(project) == before


def test_a_new_a_renamed_and_a_removed_file_change_the_fingerprint(project: Path) -> None:
    seen = [fingerprint(project)]
    (project / "data/faq/premie.yml").write_text("nlu: []\n", encoding="utf-8")
    seen.append(fingerprint(project))
    (project / "data/faq/premie.yml").rename(project / "data/faq/steun.yml")
    seen.append(fingerprint(project))
    assert len(set(seen)) == 3
    (project / "data/faq/steun.yml").unlink()
    assert fingerprint(project) == seen[0]


def test_the_inputs_of_the_project_itself_are_found() -> None:
    names = {path.name for path in training._inputs(training.ROOT)}
    assert {"config.yml", "domain.yml", "nlu.yml", "labels.yml", "gemeenten.csv", "gate.py"} <= names


def test_a_model_is_trained_when_it_was_made_of_the_inputs_as_they_are(tmp_path: Path) -> None:
    model = tmp_path / "wegwijzer.tar.gz"
    assert not is_trained(model)
    model.touch()
    assert not is_trained(model)
    training._stamp(model).write_text("van vroeger", encoding="utf-8")
    assert not is_trained(model)
    training._stamp(model).write_text(fingerprint(), encoding="utf-8")
    assert is_trained(model)
    model.unlink()
    assert not is_trained(model)


def test_the_yaml_of_the_project_is_sound() -> None:
    check_yaml()


def test_broken_yaml_is_told_with_its_file_and_line(project: Path) -> None:
    (project / "data/nlu.yml").write_text("nlu:\n- intent: greet\n  examples: [\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=r"^data/nlu\.yml, line 4 is no valid YAML"):
        check_yaml(project)


@pytest.mark.parametrize("text", ["", "# niets\n", "- een\n- lijst\n", "tekst\n"])
def test_a_file_that_is_no_mapping_is_told(project: Path, text: str) -> None:
    (project / "domain.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TrainingError, match=r"^domain\.yml is empty or no YAML mapping"):
        check_yaml(project)


def test_the_output_of_training_is_read_line_by_line_as_it_comes() -> None:
    code = "import sys; sys.stdout.write('een\\rtwee\\r\\n\\ndrie é'); sys.stdout.flush()"
    command = [sys.executable, "-X", "utf8", "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert list(training._lines(process)) == ["een", "twee", "drie é"]


def test_the_reason_of_a_failure_is_its_last_error_without_colours_and_modules() -> None:
    lines = [
        "2026 INFO starting",
        "\x1b[31mrasa.shared.exceptions.YamlSyntaxException: Failed to read 'domain.yml'.\x1b[0m",
        "  at line 3",
    ]
    assert training._reason(lines) == "YamlSyntaxException: Failed to read 'domain.yml'."
    assert training._reason(["alleen dit"]) == "alleen dit"
    assert training._reason([]) == "unknown reason."
