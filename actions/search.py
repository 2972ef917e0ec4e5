"""What the visitor's words hit: answers, enterprises and events together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker

from actions import event_search
from actions.cards import enterprise_card
from actions.enterprise_places import named_place
from actions.enterprise_search import Search, button_payload, wanted
from actions.enterprise_words import what, where
from actions.event_search import Asked, criteria
from actions.event_subject import subject
from actions.replies import Button, Card, button_title, entity_of, topic_button
from actions.services import answer_search, catalogue, titles
from bot import clock
from bot.catalogue.items import EventSearch
from bot.catalogue.service import Catalogue
from bot.database.errors import DatabaseUnavailable
from bot.knowledge.search import STOP_WORDS
from bot.nlu.normalization import fold
from bot.nlu.words import is_ordinary, split_words

ANSWERS = 4
ENTERPRISES = 3
SHORTEST_NAME = 4
"""Letters from which a word that is not Dutch may be the name of an enterprise."""

Domain = dict[str, Any]


@dataclass(frozen=True)
class Hits:
    """What was found: answers and look-ups as buttons, enterprises as cards."""

    buttons: tuple[Button, ...]
    cards: tuple[Card, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.buttons or self.cards)


def search(tracker: Tracker, domain: Domain) -> Hits:
    """Search with the words of the latest message; without a database over the answers alone."""
    text = str(tracker.latest_message.get("text") or "")
    known = titles()
    answers = [topic_button(topic, known[topic]) for topic in answer_search().best(text, ANSWERS)]
    try:
        found = catalogue()
        cards = _enterprises(found, tracker, text)
        look_ups = [*_work_or_place(found, tracker, text, domain), *_events(found, tracker, text, domain)]
    except DatabaseUnavailable:
        cards, look_ups = [], []
    return Hits((*answers, *look_ups), tuple(cards))


def _enterprises(found: Catalogue, tracker: Tracker, text: str) -> list[Card]:
    """Those with the name in the message; a word that is no Dutch may be one with a typing error."""
    name = entity_of(tracker, "enterprise") or " ".join(
        word
        for word in split_words(fold(text))
        if len(word) >= SHORTEST_NAME and word not in STOP_WORDS and not is_ordinary(word)
    )
    return [enterprise_card(item) for item in found.enterprises_by_name(name).items[:ENTERPRISES]] if name else []


def _work_or_place(found: Catalogue, tracker: Tracker, text: str, domain: Domain) -> list[Button]:
    """The look-up of the work, the recognition and the place that the message names, with its count."""
    named = named_place(found, text, tracker.latest_message.get("entities") or [])
    asked = Search(activity=entity_of(tracker, "activity"), recognition=entity_of(tracker, "recognition"))
    asked = asked.at(named.place, named.near) if named.place else asked
    count = 0 if asked.is_empty else found.count(wanted(asked, named.place))
    if not count:
        return []
    area = where(asked, named.place, domain).replace("*", "")
    title = button_title(domain, "utter_button_search", what=what(found, asked, domain), where=area, total=count)
    return [{"title": title[:1].upper() + title[1:], "payload": button_payload(asked)}]


def _events(found: Catalogue, tracker: Tracker, text: str, domain: Domain) -> list[Button]:
    """The coming events with the words of the message in their title, else those that are over."""
    spans = [(int(e["start"]), int(e["end"])) for e in tracker.latest_message.get("entities") or [] if "start" in e]
    about = subject(text, spans, found.words_in_event_titles)
    if not about.words:
        return []
    now = clock.now()
    coming = Asked(EventSearch(words=about.words, in_title=about.is_title), past=False)
    for asked, look_up in ((coming, found.coming_events), (replace(coming, past=True), found.past_events)):
        if total := look_up(now, asked.search, 0).total:
            shape = "past" if asked.past else "coming"
            title = button_title(domain, f"utter_button_{shape}_events_for", criteria=criteria(asked), total=total)
            return [{"title": title, "payload": event_search.button_payload(asked)}]
    return []
