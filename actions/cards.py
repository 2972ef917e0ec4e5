"""Cards of the web contract from what the catalogue's queries return."""

from __future__ import annotations

from actions.replies import Card
from bot.catalogue.items import EnterpriseItem, EventItem, Point


def enterprise_card(item: EnterpriseItem) -> Card:
    """A card of kind ``enterprise``.

    Its certainty says whether a source or an inference gave the recognition; ``distance`` is in kilometres from
    the place that was asked for, where it was a search nearby. ``latitude`` and ``longitude`` (WGS84) are of the
    centre of its municipality.
    """
    return {
        "kind": "enterprise",
        "name": item.name,
        "recognition": item.recognition.value,
        "recognition_certainty": item.recognition_certainty.value,
        "former_recognition": item.former_recognition,
        "municipality": item.municipality,
        "province": item.province,
        "postcode": item.postcode,
        "address": item.street_address,
        "activities": list(item.activities),
        "description": item.description,
        "website": item.website,
        "checked": item.checked.isoformat(),
        "source_url": item.source_url,
        "source_date": item.source_date,
        "distance": None if item.distance is None else round(item.distance, 1),
        **_point(item.point),
    }


def event_card(item: EventItem, past: bool) -> Card:
    """A card of kind ``event``; times carry their offset, a date alone means that the hour is not known."""
    return {
        "kind": "event",
        "uid": item.uid,
        "name": item.title,
        "start": item.start.isoformat(),
        "end": item.end.isoformat() if item.end else None,
        "location": item.location,
        "municipality": item.municipality,
        "audience": list(item.audiences),
        "description": item.description,
        "website": item.url,
        "source_url": item.source_url,
        "past": past,
        **_point(item.point),
    }


def _point(point: Point | None) -> Card:
    latitude, longitude = point or (None, None)
    return {"latitude": latitude, "longitude": longitude}
