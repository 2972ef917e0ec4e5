"""Runs an action against a really seeded SQLite database, as the action server would."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.nlu.training_data.message import Message
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.utils import call_potential_coroutine

from actions import services
from bot.catalogue.importers import import_events_csv, seed
from bot.clock import today
from bot.database import make_engine
from bot.database.migrate import upgrade
from bot.nlu.catalogue_phrases import catalogue_phrases
from bot.nlu.gazetteer import GazetteerEntityExtractor
from bot.nlu.phrases import PhraseIndex
from bot.nlu.tokenizer import SpacyDutchTokenizer
from bot.paths import CATALOGUE, ROOT

EVENT_FIELDS = "uid,title,start,end,location,municipality,audience,description,url,source_url"
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Outcome:
    """What an action said and set."""

    messages: list[dict[str, Any]]
    slots: dict[str, Any]

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages]

    @property
    def text(self) -> str:
        """The words of domain.yml with all their values filled in."""
        texts = [DOMAIN["responses"][message["response"]][0]["text"].format(**message) for message in self.messages]
        return "\n".join(texts)

    @property
    def buttons(self) -> dict[str, str]:
        """Payload by title."""
        return {button["title"]: button["payload"] for message in self.messages for button in message["buttons"]}

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [card for message in self.messages for card in message["custom"].get("cards", [])]

    @property
    def names(self) -> list[str]:
        return [card["name"] for card in self.cards]


Run = Callable[..., Outcome]


@pytest.fixture
def run() -> Run:
    """Run an action on a text with its intent and entities, in a form, with slots and the events before it."""

    def act(
        action: Action,
        text: str = "",
        slots: dict[str, Any] | None = None,
        before: list[dict[str, Any]] | None = None,
        candidates: list[str] | None = None,
        intent: str | None = None,
        form: str | None = None,
        found: list[dict[str, Any]] | None = None,
        **entities: str,
    ) -> Outcome:
        named = [*(found or []), *({"entity": name, "value": value} for name, value in entities.items())]
        latest: dict[str, Any] = {"text": text, "entities": named, "intent": {"name": intent}}
        if candidates:
            latest["gate"] = {"candidates": [{"label": label, "confidence": 0.2} for label in candidates]}
        events = [*(before or []), {"event": "user", "text": text}]
        tracker = Tracker("bezoeker", slots or {}, latest, events, False, None, {"name": form} if form else {}, None)
        dispatcher = CollectingDispatcher()
        changes = asyncio.run(call_potential_coroutine(action.run(dispatcher, tracker, DOMAIN)))
        return Outcome(
            dispatcher.messages, {change["name"]: change["value"] for change in changes if change["event"] == "slot"}
        )

    return act


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue that comes with the product, made once."""
    path = tmp_path_factory.mktemp("seeded") / "wegwijzer.db"
    upgrade(f"sqlite:///{path}")
    engine = make_engine(f"sqlite:///{path}")
    assert all(report.applied for report in seed(engine, CATALOGUE))
    engine.dispose()
    return path


@pytest.fixture
def use_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Let the actions open this SQLite file, as the settings would."""

    def use(path: Path) -> None:
        monkeypatch.setenv("WEGWIJZER_DATABASE_URL", f"sqlite:///{path}")
        services.catalogue.cache_clear()

    yield use
    services.catalogue.cache_clear()


@pytest.fixture
def database(seeded: Path, tmp_path: Path, use_database: Callable[[Path], None]) -> Path:
    """A copy of the seeded database, in use."""
    path = Path(shutil.copy(seeded, tmp_path / "wegwijzer.db"))
    use_database(path)
    return path


@pytest.fixture
def broken_database(tmp_path: Path, use_database: Callable[[Path], None]) -> Path:
    """A database that is not there."""
    use_database(tmp_path / "nowhere.db")
    return tmp_path / "nowhere.db"


@pytest.fixture
def events(database: Path, tmp_path: Path) -> Callable[..., None]:
    """Replace the events of the database: title by days from today, and their audience."""

    def replace(audience: str = "publiek", **days: int) -> None:
        lines = [EVENT_FIELDS]
        for title, distance in days.items():
            day = (today() + dt.timedelta(days=distance)).isoformat()
            address = f"https://voorbeeld.be/{title}"
            lines.append(f"{title}@test.be,{title},{day},{day},Zaal,Gent,{audience},Een dag.,{address},{address}")
        file = tmp_path / "evenementen.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        engine = make_engine(f"sqlite:///{database}")
        assert import_events_csv(engine, file).applied
        engine.dispose()

    return replace


def bot_event(status: str, **details: Any) -> dict[str, Any]:
    """A message of the assistant as Rasa stores it."""
    return {"event": "bot", "text": "…", "metadata": {"metadata": {"status": status, **details}}, "data": {}}


@pytest.fixture
def earlier() -> Callable[..., list[dict[str, Any]]]:
    """Earlier turns of a conversation, one for each status."""

    def turns(*statuses: str) -> list[dict[str, Any]]:
        return [event for status in statuses for event in ({"event": "user", "text": "iets"}, bot_event(status))]

    return turns


class Talk:
    """One conversation with the look-up: names are found by the real extractor, and slots are kept."""

    def __init__(self, run: Run, action: Action, read: Callable[[str], list[dict[str, Any]]]) -> None:
        self._run, self._action, self._read = run, action, read
        self.slots: dict[str, Any] = {}
        self.outcome: Outcome | None = None

    def say(self, text: str, intent: str = "find_enterprise") -> Outcome:
        return self._keep(self._run(self._action, text, self.slots, intent=intent, found=self._read(text)))

    def press(self, title: str) -> Outcome:
        """Press the button of the last reply whose title contains ``title``."""
        assert self.outcome is not None
        payload = next(one for name, one in self.outcome.buttons.items() if title in name)
        entities = json.loads(payload[payload.index("{") :]) if "{" in payload else {}
        return self._keep(self._run(self._action, payload, self.slots, intent="find_enterprise", **entities))

    def _keep(self, outcome: Outcome) -> Outcome:
        self.outcome = outcome
        self.slots = {**self.slots, **outcome.slots}
        return outcome


@pytest.fixture(scope="session")
def read_names() -> Callable[[str], list[dict[str, Any]]]:
    """The names of the catalogue in a text, as the assistant finds them."""
    tokenizer = SpacyDutchTokenizer(SpacyDutchTokenizer.get_default_config())
    extractor = GazetteerEntityExtractor({}, None, None, PhraseIndex(catalogue_phrases(CATALOGUE)))
    return lambda text: extractor.extract(text, tokenizer.tokenize(Message.build(text), "text"))


@pytest.fixture
def talk(database: Path, run: Run, read_names: Callable[[str], list[dict[str, Any]]]) -> Callable[[Action], Talk]:
    return lambda action: Talk(run, action, read_names)
