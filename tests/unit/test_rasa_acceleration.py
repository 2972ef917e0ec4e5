"""Each change to Rasa does what Rasa's own code does, and nothing happens to a Rasa that it was not written for."""

from __future__ import annotations

import copy
import importlib.metadata
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage import local_model_storage
from rasa.shared.core.events import Event
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.training_data import loading
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils.common import all_subclasses

from bot import rasa_acceleration
from bot.rasa_acceleration import CHANGES, RASA_VERSION, accelerate, execution_order
from bot.settings import ACCELERATIONS, Settings
from tests.support.content import write_yaml

STOCK = {
    "validator": (RemoteAction, "_validate_action_result"),
    "runner": (DaskGraphRunner, "run"),
    "events": (Event, "resolve_by_type"),
    "reading": (loading, "load_data"),
    "archive": (local_model_storage, "TarSafe"),
}


@pytest.fixture(autouse=True)
def _stock_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test leaves Rasa as it was."""
    for owner, name in STOCK.values():
        monkeypatch.setattr(owner, name, owner.__dict__[name])
    yield
    if "__deepcopy__" in Message.__dict__:
        del Message.__deepcopy__


def replaced() -> set[str]:
    """The changes that are in force."""
    ours = rasa_acceleration.__name__
    return {change for change, (owner, name) in STOCK.items() if getattr(owner, name).__module__ == ours}


def test_the_changes_are_those_of_the_settings() -> None:
    assert tuple(CHANGES) == ACCELERATIONS
    assert Settings().acceleration == ACCELERATIONS


def test_the_pinned_rasa_is_the_one_that_the_changes_were_written_for() -> None:
    assert importlib.metadata.version("rasa") == RASA_VERSION


def test_only_the_named_changes_are_made() -> None:
    assert accelerate(("events", "runner")) == ("runner", "events")
    assert replaced() == {"events", "runner"}


def test_without_names_nothing_changes() -> None:
    assert accelerate(()) == ()
    assert replaced() == set()


def test_another_version_of_rasa_is_left_as_it_is_and_a_log_line_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "3.6.22")
    modules = dict(sys.modules)
    assert accelerate(ACCELERATIONS) == ()
    assert replaced() == set()
    assert sys.modules == modules
    assert [record.getMessage() for record in caplog.records] == [
        "Rasa 3.6.22 is not 3.6.21: it runs without acceleration."
    ]


@pytest.mark.parametrize("name", ["DIETClassifier", "rasa.nlu.classifiers.diet_classifier.DIETClassifier"])
def test_a_pipeline_that_needs_tensorflow_keeps_it(tmp_path: Path, name: str) -> None:
    config = write_yaml(tmp_path / "config.yml", {"pipeline": [{"name": name}], "policies": None})
    assert accelerate(("tensorflow", "events"), config) == ("events",)


def test_tensorflow_can_only_be_left_out_before_rasa_is_there() -> None:
    import rasa.utils.tensorflow.callback  # noqa: F401

    with pytest.raises(RuntimeError, match="was imported before"):
        accelerate(("tensorflow",))


ACTION = RemoteAction("action_find_enterprises", None)


@pytest.mark.parametrize(
    "reply",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "place", "value": "Gent"}], "responses": [{"text": "Hier."}]},
        {"events": [{"event": "action", "name": "action_listen", "policy": None, "confidence": None}]},
    ],
)
def test_a_good_reply_of_the_action_server_is_accepted_every_time(reply: dict[str, Any]) -> None:
    assert ACTION._validate_action_result(reply)
    accelerate(("validator",))
    assert ACTION._validate_action_result(reply)
    assert ACTION._validate_action_result(reply)


@pytest.mark.parametrize(
    "reply", [{"responses": "tekst"}, {"events": [{"name": "zonder soort"}]}, {"events": [{"event": "slot"}]}, []]
)
def test_a_wrong_reply_of_the_action_server_is_refused_with_rasas_own_words(reply: Any) -> None:
    with pytest.raises(ValidationError) as stock:
        ACTION._validate_action_result(reply)
    accelerate(("validator",))
    with pytest.raises(ValidationError) as ours:
        ACTION._validate_action_result(reply)
    assert ours.value.message == stock.value.message


def test_every_event_has_the_class_that_rasa_finds() -> None:
    names = {kind.type_name for kind in all_subclasses(Event)}
    stock = {name: Event.resolve_by_type(name) for name in names}
    accelerate(("events",))
    for _ in range(2):
        assert {name: Event.resolve_by_type(name) for name in names} == stock
    assert Event.resolve_by_type("topic") is None
    assert Event.resolve_by_type("onbekend", default=Event) is Event
    with pytest.raises(ValueError, match="onbekend"):
        Event.resolve_by_type("onbekend")


class Node:
    """A node of a graph, as far as a runner sees it: joins its name to what it gets."""

    def __init__(self, name: str, calls: list[str]) -> None:
        self._name = name
        self._calls = calls

    def __call__(self, *inputs: tuple[str, str] | str) -> tuple[str, str]:
        self._calls.append(self._name)
        if self._name == "broken":
            raise RuntimeError("kapot")
        values = [value if isinstance(value, str) else value[1] for value in inputs]
        return self._name, f"{self._name}({', '.join(values)})"


NEEDS = {
    "reply": ("rank", "places"),
    "rank": ("tokens",),
    "places": ("tokens", "rank"),
    "tokens": ("text",),
    "unused": ("reply",),
    "broken": ("text",),
    "late": ("absent",),
}


def runner() -> tuple[DaskGraphRunner, list[str]]:
    from rasa.engine.graph import ExecutionContext, GraphSchema, SchemaNode

    calls: list[str] = []
    nodes = {name: SchemaNode({need: need for need in needs}, object, "", "", {}) for name, needs in NEEDS.items()}
    made = object.__new__(DaskGraphRunner)
    made._graph_schema = GraphSchema(nodes)
    made._instantiated_nodes = {name: Node(name, calls) for name in NEEDS}
    made._execution_context = ExecutionContext(made._graph_schema, "model")
    return made, calls


@pytest.mark.parametrize("changes", [(), ("runner",)], ids=["stock", "accelerated"])
def test_a_graph_gives_what_its_targets_give_and_runs_only_what_they_need(changes: tuple[str, ...]) -> None:
    accelerate(changes)
    graph, calls = runner()
    for text in ("een", "twee"):
        tokens = f"tokens({text})"
        rank = f"rank({tokens})"
        expected = {"reply": f"reply({rank}, places({tokens}, {rank}))", "rank": rank}
        assert graph.run({"text": text}, ["reply", "rank"]) == expected
        assert sorted(calls) == ["places", "rank", "reply", "tokens"]
        calls.clear()
    assert graph.run({"text": "een", "tokens": "zelf"}, ["rank"]) == {"rank": "rank(zelf)"}
    assert graph.run({}, ["late"]) == {"late": "late(absent)"}
    with pytest.raises(GraphRunError):
        graph.run({"text": "een"}, ["broken"])


def test_a_node_comes_behind_all_that_it_needs_and_comes_once() -> None:
    order = [name for name, _ in execution_order(NEEDS)]
    assert sorted(order) == sorted(NEEDS)
    for name, needs in NEEDS.items():
        assert all(order.index(need) < order.index(name) for need in needs if need in order)


def test_a_quickly_packed_model_is_read_as_any_other(tmp_path: Path) -> None:
    accelerate(("archive",))
    (tmp_path / "weights").write_bytes(b"maatwerk" * 1000)
    with local_model_storage.TarSafe.open(tmp_path / "model.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "weights", "weights")
    with tarfile.open(tmp_path / "model.tar.gz", "r:gz") as tar:
        packed = tar.extractfile("weights")
        assert packed is not None
        assert packed.read() == b"maatwerk" * 1000


def training_file(folder: Path, question: str) -> str:
    path = folder / "nlu.yml"
    path.write_text(f"version: '3.1'\nnlu:\n- intent: greet\n  examples: |\n    - {question}\n", encoding="utf-8")
    return str(path)


def test_a_file_of_training_data_is_read_once_and_copied_for_each_reader(tmp_path: Path) -> None:
    stock_reads = []
    stock = loading.load_data
    loading.load_data = lambda name, language="en": stock_reads.append(name) or stock(name, language)
    accelerate(("reading",))
    path = training_file(tmp_path, "goeiedag")
    first, second = (training_data_from_paths([path], "nl") for _ in range(2))
    assert stock_reads == [path]
    first.training_examples[0].set("text", "changed")
    assert [example.get("text") for example in second.training_examples] == ["goeiedag"]


def test_a_changed_file_of_training_data_is_read_again(tmp_path: Path) -> None:
    accelerate(("reading",))
    path = training_file(tmp_path, "hallo")
    assert training_data_from_paths([path], "nl").training_examples[0].get("text") == "hallo"
    training_file(tmp_path, "goeienavond")
    assert training_data_from_paths([path], "nl").training_examples[0].get("text") == "goeienavond"


def test_a_copied_example_shares_nothing_that_can_change() -> None:
    accelerate(("reading",))
    entity = {"entity": "municipality", "value": "Gent", "start": 0, "end": 4}
    example = Message({"text": "gent", "entities": [entity], "metadata": {"example": {"tags": ["place"]}}})
    twin = copy.deepcopy(example)
    assert twin == example
    assert twin.fingerprint() == example.fingerprint()
    twin.get("entities")[0]["value"] = "Aalst"
    twin.get("metadata")["example"]["tags"].append("town")
    twin.set("intent", "find_enterprise", add_to_output=True)
    assert example.get("entities") == [entity]
    assert example.get("metadata") == {"example": {"tags": ["place"]}}
    assert example.get("intent") is None
    assert "intent" not in example.output_properties


def test_a_folder_of_training_data_is_read_as_by_stock_rasa(tmp_path: Path) -> None:
    training_file(tmp_path, "salut")
    stock = loading.load_data(str(tmp_path), "nl")
    accelerate(("reading",))
    assert loading.load_data(str(tmp_path), "nl").training_examples == stock.training_examples
