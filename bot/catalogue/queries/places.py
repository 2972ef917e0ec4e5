"""Finding the place that somebody means: a municipality, a former one, a part, postcode, province or region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process
from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql import Select

from bot.catalogue.codes import PROVINCES, PlaceKind
from bot.catalogue.items import Place, Point
from bot.catalogue.models import (
    Municipality,
    MunicipalityFormerName,
    MunicipalityPostcode,
    Part,
    Region,
    RegionCentre,
    RegionName,
)
from bot.catalogue.text import search_key

SIMILAR_ENOUGH = 75
"""On a scale of 100, as for municipalities."""
RIVAL = 6_000
"""A part with so many inhabitants may be meant rather than the municipality of the same name elsewhere."""
VILLAGE = 3_000
"""A part with fewer inhabitants is not meant rather than a municipality that merged."""
CLEARLY_LARGER = 5
"""Of two parts with one name, the one that is so many times larger is the one that is meant."""
_POSTCODE = re.compile(r"\s*(\d{4})\b\s*")
_LEAD = re.compile(r"^(?:(?:de|het|regio|streek|stad|gemeente|omgeving|buurt|van|rond) )+(?=\S)")
_PROVINCE = re.compile(r"^(?:de )?provincie ")
_PROVINCE_NAMES = {
    **{search_key(name): name for name in PROVINCES},
    "brussels gewest": PROVINCES[-1],
    "brussel hoofdstad": PROVINCES[-1],
}


def resolve_places(session: Session, text: str) -> tuple[Place, ...]:
    """All places with this name, the likeliest first; none when it is no place of ours.

    Accents, case, hyphens, ``st.`` for ``Sint`` and words such as ``regio`` don't matter. ``9000 Gent`` is read too:
    the postcode chooses between places of one name. ``provincie Antwerpen`` is the province only.
    """
    postcode = _POSTCODE.match(text)
    key = search_key(text[postcode.end() :] if postcode else text)
    if postcode:
        return _with_postcode(session, postcode[1], key)
    return _named(session, key)


def clear_place(places: Sequence[Place]) -> Place | None:
    """The one that is meant, if there is no doubt worth a question.

    A current municipality is meant, unless a place of that name elsewhere is as large as a municipality
    (Nieuwerkerken); of two parts, the one that is far larger.
    """
    if not places:
        return None
    first, *others = places
    if first.kind in (PlaceKind.PROVINCE, PlaceKind.REGION):
        return first
    rivals = [place.inhabitants for place in others if place.kind in (PlaceKind.PART, PlaceKind.FORMER_MUNICIPALITY)]
    largest = max(rivals, default=0)
    if first.kind is PlaceKind.MUNICIPALITY or (first.kind is PlaceKind.FORMER_MUNICIPALITY and largest < VILLAGE):
        return first if largest < max(RIVAL, first.inhabitants) else None
    if first.kind is PlaceKind.POSTCODE:
        return first if not others else None
    return first if not rivals or first.inhabitants >= CLEARLY_LARGER * max(largest, 1) else None


def similar_places(session: Session, text: str, limit: int = 3) -> tuple[Place, ...]:
    """What somebody may have meant by an unknown name, the likeliest first; for a postcode, its municipalities."""
    postcode = _POSTCODE.match(text)
    key = _bare(search_key(text[postcode.end() :] if postcode else text))
    if not key:
        return _of_postcode(session, postcode[1])[:limit] if postcode else ()
    names = [str(name) for name in session.execute(_all_names()).scalars()] + list(_PROVINCE_NAMES)
    names = list(dict.fromkeys(names))
    letters = process.cdist([key], names, scorer=fuzz.ratio)[0]
    words = process.cdist([key], names, scorer=fuzz.token_set_ratio)[0]
    likeness = {name: (max(a, b), a) for name, a, b in zip(names, letters, words, strict=True)}
    near = sorted(
        (name for name in names if likeness[name][0] >= SIMILAR_ENOUGH), key=lambda name: (likeness[name], name)
    )
    found: dict[tuple[str, str], Place] = {}
    for name in reversed(near[-3 * limit :]):
        for place in _named(session, name):
            found.setdefault((place.name, ";".join(place.municipalities)), place)
        if len(found) >= limit:
            break
    return tuple(found.values())[:limit]


def _with_postcode(session: Session, postcode: str, key: str) -> tuple[Place, ...]:
    here = _of_postcode(session, postcode)
    named = _named(session, key) if key else ()
    municipalities = {place.municipality for place in here}
    return tuple(place for place in named if place.municipality in municipalities) or named or here


def _of_postcode(session: Session, postcode: str) -> tuple[Place, ...]:
    query = (
        select(Municipality)
        .join(MunicipalityPostcode, MunicipalityPostcode.nis_code == Municipality.nis_code)
        .where(MunicipalityPostcode.postcode == postcode)
        .order_by(Municipality.name_key)
    )
    models = session.execute(query).scalars()
    return tuple(_municipality(model, PlaceKind.POSTCODE, postcode) for model in models)


def _named(session: Session, key: str) -> tuple[Place, ...]:
    if not key:
        return ()
    province = _PROVINCE.match(key)
    if province:
        return tuple(_provinces(session, key[province.end() :]))
    return _all_with_key(session, key) or _all_with_key(session, _bare(key))


def _all_with_key(session: Session, key: str) -> tuple[Place, ...]:
    current = session.execute(select(Municipality).where(Municipality.name_key == key)).scalars()
    places = [_current(session, model) for model in current]
    parts = _parts(session, key)
    former = [_former(model, name, parts) for model, name in session.execute(_former_names(key))]
    taken = {place.municipalities for place in former}
    inner = [*former, *(part for part in parts if part.municipalities not in taken)]
    places += sorted(inner, key=lambda place: (-place.inhabitants, place.municipalities))
    return (*places, *_regions(session, key), *_provinces(session, key))


def _bare(key: str) -> str:
    return _LEAD.sub("", key)


def _former_names(key: str) -> Select:
    return (
        select(Municipality, MunicipalityFormerName.name)
        .join(MunicipalityFormerName, MunicipalityFormerName.nis_code == Municipality.nis_code)
        .where(MunicipalityFormerName.name_key == key)
    )


def _former(municipality: Municipality, name: str, parts: Iterable[Place]) -> Place:
    """A municipality that merged; where it is a part of the new one with a point of its own, that is where it lies."""
    for part in parts:
        if part.municipality == municipality.name:
            return Place(
                PlaceKind.FORMER_MUNICIPALITY, name, part.municipalities, part.province, part.points, part.inhabitants
            )
    return _municipality(municipality, PlaceKind.FORMER_MUNICIPALITY, name)


def _current(session: Session, model: Municipality) -> Place:
    """With the inhabitants of its parts, to weigh it against a part of the same name elsewhere."""
    parts = select(func.sum(Part.inhabitants)).where(Part.municipality_nis == model.nis_code)
    inhabitants = session.execute(parts).scalar_one()
    return replace(_municipality(model, PlaceKind.MUNICIPALITY, model.name), inhabitants=int(inhabitants or 0))


def _municipality(model: Municipality, kind: PlaceKind, name: str) -> Place:
    return Place(kind, name, (model.name,), model.province, ((model.latitude, model.longitude),))


def _parts(session: Session, key: str) -> list[Place]:
    query = (
        select(Part, Municipality)
        .join(Municipality, Municipality.nis_code == Part.municipality_nis)
        .where(Part.name_key == key)
    )
    found = []
    for part, municipality in session.execute(query):
        known = part.latitude is not None
        point = (part.latitude, part.longitude) if known else (municipality.latitude, municipality.longitude)
        here = (municipality.name,)
        found.append(Place(PlaceKind.PART, part.name, here, municipality.province, (point,), part.inhabitants))
    return found


def _regions(session: Session, key: str) -> list[Place]:
    other = select(RegionName.region_key).where(RegionName.name_key == key)
    query = (
        select(Region)
        .where((Region.name_key == key) | Region.name_key.in_(other))
        .options(selectinload(Region.centres))
        .order_by(Region.name_key)
    )
    return [_region(session, model) for model in session.execute(query).scalars()]


def _region(session: Session, model: Region) -> Place:
    query = (
        select(Municipality)
        .join(RegionCentre, RegionCentre.municipality_nis == Municipality.nis_code)
        .where(RegionCentre.region_key == model.name_key)
        .order_by(RegionCentre.position)
    )
    centres = session.execute(query).scalars().all()
    points: tuple[Point, ...] = tuple((centre.latitude, centre.longitude) for centre in centres)
    provinces = {centre.province for centre in centres}
    province = provinces.pop() if len(provinces) == 1 else None
    return Place(PlaceKind.REGION, model.name, tuple(centre.name for centre in centres), province, points)


def _provinces(session: Session, key: str) -> list[Place]:
    name = _PROVINCE_NAMES.get(key)
    if name is None:
        return []
    middle = select(func.avg(Municipality.latitude), func.avg(Municipality.longitude))
    point = session.execute(middle.where(Municipality.province == name)).one()
    if point[0] is None:
        return []
    return [Place(PlaceKind.PROVINCE, name, (), name, ((float(point[0]), float(point[1])),))]


def _all_names() -> Select:
    tables = (Municipality, MunicipalityFormerName, Part, Region, RegionName)
    return select(union_all(*(select(table.name_key) for table in tables)).subquery().c.name_key)
