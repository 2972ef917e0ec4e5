"""One enterprise of the list: the whole card, or what was asked of it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.cards import enterprise_card
from actions.dates import in_words
from actions.enterprise_words import Domain
from actions.replies import button_title, say
from bot.catalogue.codes import Certainty, Recognition
from bot.catalogue.items import EnterpriseItem


def show_one(dispatcher: CollectingDispatcher, item: EnterpriseItem, about: str | None, domain: Domain) -> None:
    """The card, under a sentence that answers what was asked."""
    response, values = _answer(item, about, domain)
    say(dispatcher, response, cards=[enterprise_card(item)], name=item.name, **values)
    if item.recognition_certainty is Certainty.INFERRED and about != "recognition":
        say(dispatcher, "utter_enterprises_inferred")


def _answer(item: EnterpriseItem, about: str | None, domain: Domain) -> tuple[str, dict[str, Any]]:
    if about in ("website", "contact"):
        known = f"utter_enterprise_{about}" if item.website else "utter_enterprise_no_website"
        return known, {"website": item.website or ""}
    if about == "address":
        town = " ".join(filter(None, (item.postcode, item.municipality))) or item.province
        where = ", ".join(filter(None, (item.street_address, town)))
        return f"utter_enterprise_{'address' if item.street_address else 'town'}", {"address": where}
    if about == "activities":
        listed = ", ".join(item.activities)
        return f"utter_enterprise_{'activities' if listed else 'no_activities'}", {"activities": listed}
    if about == "recognition":
        certainty = "unknown" if item.recognition is Recognition.OVERIG else item.recognition_certainty.value
        recognition = button_title(domain, f"utter_word_{item.recognition.value}")
        return f"utter_enterprise_recognition_{certainty}", {"recognition": recognition}
    if about == "source":
        return "utter_enterprise_source", {"source": item.source_url, "checked": in_words(item.checked.isoformat())}
    if about == "distance" and item.distance is not None:
        return "utter_enterprise_distance", {"distance": f"{item.distance:.0f}"}
    return "utter_enterprise_picked", {}
