"""Finding the municipality that somebody means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from bot.catalogue.distance import Circle, kilometres
from bot.catalogue.items import MunicipalityItem
from bot.catalogue.models import Municipality, MunicipalityFormerName, MunicipalityPostcode
from bot.catalogue.text import search_key

SIMILAR_ENOUGH = 75
"""On a scale of 100; lower, and short names begin to look like everything."""
_POSTCODE = re.compile(r"\s*(\d{4})\b\s*")


def resolve_municipality(session: Session, text: str) -> MunicipalityItem | None:
    """The one municipality that has this name, had it before a merger, or has this postcode.

    Accents, case, hyphens and ``st.`` for ``Sint`` don't matter; ``9000 Gent`` is read too. A postcode of two
    municipalities (1040, 1050, 1804) is no answer: :func:`similar_municipalities` gives both.
    """
    postcode = _POSTCODE.match(text)
    name = search_key(text[postcode.end() :] if postcode else text)
    found = _by_name(session, name) if name else None
    if found is not None or postcode is None:
        return found
    candidates = municipalities_of_postcode(session, postcode[1])
    return candidates[0] if len(candidates) == 1 else None


def municipalities_of_postcode(session: Session, postcode: str) -> tuple[MunicipalityItem, ...]:
    """All municipalities with a postcode, by name."""
    query = (
        select(Municipality)
        .join(MunicipalityPostcode, MunicipalityPostcode.nis_code == Municipality.nis_code)
        .where(MunicipalityPostcode.postcode == postcode)
        .order_by(Municipality.name_key)
    )
    return tuple(_item(model) for model in session.execute(query).scalars())


def similar_municipalities(session: Session, text: str, limit: int = 3) -> tuple[MunicipalityItem, ...]:
    """What somebody may have meant, the likeliest first: names that look like it, or those of a postcode."""
    postcode = _POSTCODE.fullmatch(text)
    if postcode:
        return municipalities_of_postcode(session, postcode[1])[:limit]
    key = search_key(text)
    if not key:
        return ()
    current = dict(_names(session, select(Municipality)))
    former = dict(_names(session, _former_names()))
    names = former | current
    likeness = {name: _likeness(key, name) for name in names}
    found: dict[str, MunicipalityItem] = {}
    for name in sorted(names, key=lambda one: likeness[one], reverse=True):
        if likeness[name][0] >= SIMILAR_ENOUGH:
            found.setdefault(names[name].nis_code, names[name])
    return tuple(found.values())[:limit]


def municipalities_within(session: Session, circles: Sequence[Circle]) -> tuple[str, ...]:
    """The names of municipalities whose centre lies in one of the circles, the nearest first."""
    far: dict[str, float] = {}
    for circle in circles:
        south, north, west, east = circle.box
        query = select(Municipality.name, Municipality.latitude, Municipality.longitude).where(
            Municipality.latitude.between(south, north), Municipality.longitude.between(west, east)
        )
        for name, *point in session.execute(query):
            distance = kilometres(circle.latitude, circle.longitude, *point)
            if distance <= circle.radius:
                far[name] = min(distance, far.get(name, distance))
    return tuple(sorted(far, key=lambda name: (far[name], name)))


def _likeness(asked: str, name: str) -> tuple[float, float]:
    """How alike two names are: by whole words first (``heist``), then letter by letter."""
    letters = fuzz.ratio(asked, name)
    return max(letters, fuzz.token_set_ratio(asked, name)), letters


def _by_name(session: Session, key: str) -> MunicipalityItem | None:
    model = session.execute(select(Municipality).where(Municipality.name_key == key)).scalar_one_or_none()
    if model is not None:
        return _item(model)
    former = session.execute(_former_names().where(MunicipalityFormerName.name_key == key)).one_or_none()
    return _item(*former) if former is not None else None


def _former_names() -> Select:
    return select(Municipality, MunicipalityFormerName.name).join(
        MunicipalityFormerName, MunicipalityFormerName.nis_code == Municipality.nis_code
    )


def _names(session: Session, query: Select) -> list[tuple[str, MunicipalityItem]]:
    items = [_item(*row) for row in session.execute(query)]
    return [(search_key(item.former_name or item.name), item) for item in items]


def _item(model: Municipality, former_name: str | None = None) -> MunicipalityItem:
    return MunicipalityItem(model.nis_code, model.name, model.province, former_name)
