"""Starts Rasa with a few of its parts replaced by faster ones that do the same.

``python -m bot.rasa_acceleration run|train …`` is ``python -m rasa run|train …``, accelerated; ``wegwijzer serve``
and ``wegwijzer train`` use it. The changes are written for one exact version of Rasa: with any other version nothing
is changed and a log line says so. Stock ``rasa`` commands don't know this module. ``WEGWIJZER_ACCELERATION`` names
the changes to apply: ``all``, ``none``, or names with commas.

tensorflow
    Rasa imports TensorFlow for components that our pipeline doesn't have: through its list of default components,
    the validator of training configurations and two helper modules. No setting avoids it. Stand-ins take the place
    of these modules before anything of Rasa is imported, unless ``config.yml`` names such a component.
    Saves some 400 MB of memory, and seconds of each start and each training.
validator
    Each reply of the action server is checked against a JSON schema, and each time that schema itself is checked
    first: four fifths of a turn with an action. Here the schema is checked once. Saves some 25 ms of such a turn.
runner
    A message runs through some ten graph nodes, in Dask's scheduler, which is made for graphs of thousands.
    Here the order is computed once and the nodes are called one after the other. Saves about 1 ms of each turn.
events
    The talk is rebuilt from its events in each turn, and each event's class is looked up among all classes of
    events. Here what was found is kept. Saves more the longer a talk is.
reading
    Training reads all files of training data three times, most of it for a check of their form by a slow YAML parser,
    and copies all examples ten times over, each with all that Python can copy. Here each file is read once, and of an
    example only what can change is copied. Saves a fifth of each training.
archive
    A trained model is packed at gzip's highest level, which takes seconds and makes the file some percents smaller.
    Here it is packed at the lowest.
"""

from __future__ import annotations

import copy
import importlib
import importlib.metadata
import logging
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import yaml

from bot.paths import ROOT

logger = logging.getLogger(__name__)

RASA_VERSION = "3.6.21"
"""The only version that these changes were written for and tested with."""

NEED_TENSORFLOW = {
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
}
"""Modules of components that import TensorFlow, and the names that other modules of Rasa take from them."""
HELPERS = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}
"""Modules that only those components use, though others import them too."""


def main() -> None:
    """Apply the changes of the settings and run Rasa's own command line."""
    from bot.settings import load_settings

    accelerate(load_settings().acceleration)
    from rasa.__main__ import main as rasa_main

    rasa_main()


def accelerate(names: tuple[str, ...], config: Path = ROOT / "config.yml") -> tuple[str, ...]:
    """Apply the named changes to this process, before its first ``import rasa``; returns those that were applied."""
    installed = importlib.metadata.version("rasa")
    if names and installed != RASA_VERSION:
        logger.warning("Rasa %s is not %s: it runs without acceleration.", installed, RASA_VERSION)
        return ()
    applied = [name for name in CHANGES if name in names]  # in this order: the first comes before any import of Rasa
    if "tensorflow" in applied and (needing := _components(config) & _stand_in_names()):
        logger.warning("%s needs TensorFlow: it is loaded.", ", ".join(sorted(needing)))
        applied.remove("tensorflow")
    for name in applied:
        CHANGES[name]()
    return tuple(applied)


def _leave_tensorflow_out() -> None:
    for module, names in {**NEED_TENSORFLOW, **HELPERS}.items():
        if module in sys.modules:
            raise RuntimeError(f"{module} was imported before Rasa was accelerated")
        stand_in = ModuleType(module, "Stand-in for a module that imports TensorFlow.")
        for name in names:
            setattr(stand_in, name, type(name, (_StandIn,), {"__module__": module}))
        sys.modules[module] = stand_in


class _StandIn:
    """Takes the place of a component that is not used; whoever does use it is told why that fails."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.create()

    @classmethod
    def create(cls, *_: Any, **__: Any) -> NoReturn:
        raise RuntimeError(f"{cls.__name__} needs TensorFlow; set WEGWIJZER_ACCELERATION=none")

    load = create


def _components(config: Path) -> set[str]:
    content = yaml.safe_load(config.read_text(encoding="utf-8"))
    entries = [*(content.get("pipeline") or []), *(content.get("policies") or [])]
    return {str(entry["name"]).rpartition(".")[2] for entry in entries}


def _stand_in_names() -> set[str]:
    return {name for names in NEED_TENSORFLOW.values() for name in names}


def _check_the_schema_once() -> None:
    action = importlib.import_module("rasa.core.actions.action")
    stock = action.RemoteAction._validate_action_result

    @lru_cache(maxsize=1)
    def validator() -> Any:
        validator_for = importlib.import_module("jsonschema.validators").validator_for
        schema = action.RemoteAction.action_response_format_spec()
        kind = validator_for(schema)
        kind.check_schema(schema)
        return kind(schema)

    def validate(self: Any, result: dict[str, Any]) -> bool:
        # A wrong reply goes the stock way, which says what is wrong with it.
        return bool(validator().is_valid(result)) or bool(stock(self, result))

    action.RemoteAction._validate_action_result = validate


def _run_the_graph_in_order() -> None:
    dask = importlib.import_module("rasa.engine.runner.dask")
    exceptions = importlib.import_module("rasa.engine.exceptions")
    runner = dask.DaskGraphRunner

    def plan(self: Any, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        plans = self.__dict__.setdefault("_plans", {})
        if targets not in plans:
            schema = self._graph_schema.minimal_graph_schema(list(targets))
            plans[targets] = execution_order({name: tuple(node.needs.values()) for name, node in schema.nodes.items()})
        return list(plans[targets])

    def run(self: Any, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        wanted = targets or self._graph_schema.target_names
        known: dict[str, Any] = {}
        steps = plan(self, tuple(wanted))
        runner._add_inputs_to_graph(inputs, known)  # each as (name, value), just as a node's output
        try:
            for name, needs in steps:
                if name not in known:
                    known[name] = self._instantiated_nodes[name](*(known.get(need, need) for need in needs))
        except RuntimeError as error:
            raise exceptions.GraphRunError("Error running runner.") from error
        return dict(known[target] for target in wanted)

    runner.run = run


def execution_order(needs: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """The nodes of an acyclic graph with what they need, each behind all that it needs."""
    ordered: dict[str, tuple[str, ...]] = {}

    def visit(name: str) -> None:
        for need in needs[name]:
            if need in needs and need not in ordered:
                visit(need)
        ordered[name] = needs[name]

    for name in needs:
        if name not in ordered:
            visit(name)
    return list(ordered.items())


def _remember_event_classes() -> None:
    events = importlib.import_module("rasa.shared.core.events")
    stock = events.Event.resolve_by_type
    known: dict[str, Any] = {}

    def resolve_by_type(type_name: str, default: Any = None) -> Any:
        found = known.get(type_name)
        if found is None:
            found = stock(type_name, default)
            if found is not None and found is not default:
                known[type_name] = found
        return found

    events.Event.resolve_by_type = staticmethod(resolve_by_type)


def _read_training_data_once() -> None:
    loading: Any = importlib.import_module("rasa.shared.nlu.training_data.loading")
    message: Any = importlib.import_module("rasa.shared.nlu.training_data.message").Message
    stock = loading.load_data
    known: dict[tuple[str, int, int], Any] = {}

    def load_data(resource_name: str, language: str | None = "en") -> Any:
        path = Path(resource_name)
        if path.suffix not in (".yml", ".yaml") or not path.is_file():  # others are read by language, or missing
            return stock(resource_name, language)
        state = path.stat()
        key = (resource_name, state.st_mtime_ns, state.st_size)
        if key not in known:
            known[key] = stock(resource_name, language)
        return known[key]

    def copied(self: Any, memo: dict[int, Any]) -> Any:
        twin = memo[id(self)] = message.__new__(message)
        twin.__dict__.update({name: _copy_of(value, memo) for name, value in self.__dict__.items()})
        return twin

    loading.load_data = load_data
    message.__deepcopy__ = copied


def _copy_of(value: Any, memo: dict[int, Any]) -> Any:
    """As ``copy.deepcopy``, without its detours for texts and plain dictionaries of them."""
    if type(value) is str:
        return value
    if type(value) is dict:
        return {key: _copy_of(item, memo) for key, item in value.items()}
    return copy.deepcopy(value, memo)


def _pack_models_quickly() -> None:
    storage: Any = importlib.import_module("rasa.engine.storage.local_model_storage")
    stock: Any = storage.TarSafe

    def gzopen(cls: Any, name: Any, mode: str = "r", fileobj: Any = None, compresslevel: int = 1, **kwargs: Any) -> Any:
        return super(quick, cls).gzopen(name, mode, fileobj, compresslevel, **kwargs)

    quick: Any = type(
        "QuickTarSafe",
        (stock,),
        {
            "gzopen": classmethod(gzopen),  # type: ignore[arg-type]
            "__module__": __name__,
        },
    )
    storage.TarSafe = quick


CHANGES: dict[str, Callable[[], None]] = {
    "tensorflow": _leave_tensorflow_out,
    "validator": _check_the_schema_once,
    "runner": _run_the_graph_in_order,
    "events": _remember_event_classes,
    "reading": _read_training_data_once,
    "archive": _pack_models_quickly,
}

if __name__ == "__main__":
    main()
