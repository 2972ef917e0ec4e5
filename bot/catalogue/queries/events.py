"""Events that come, and events that were."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql import ColumnElement

from bot.catalogue.items import EventItem, EventPage, EventSearch
from bot.catalogue.models import Event, EventAudience, EventWord, Municipality
from bot.catalogue.text import stem
from bot.clock import BRUSSELS

EVERYTHING = EventSearch()
_AFTER_ALL = "\x7f"


def coming_events(
    session: Session, *, now: datetime, search: EventSearch = EVERYTHING, limit: int = 5, offset: int = 0
) -> EventPage:
    """Events that are not over and not cancelled, the first to come first.

    An event that lasts counts until its end, one of which only the date is known until the end of its last
    day in Brussels, one without a known end until it starts.

    Args:
        session: of a transaction.
        now: an aware datetime.
        search: what is looked for.
        limit: how many at most.
        offset: how many of the first to leave out.

    Raises:
        ValueError: ``now`` has no time zone.
    """
    conditions = [Event.over_at > _aware(now), *_conditions(search)]
    return _page(session, conditions, [Event.starts_at, Event.id], limit, offset)


def past_events(
    session: Session, *, now: datetime, search: EventSearch = EVERYTHING, limit: int = 5, offset: int = 0
) -> EventPage:
    """Events that are over and were not cancelled, the latest first.

    Raises:
        ValueError: ``now`` has no time zone.
    """
    conditions = [Event.over_at <= _aware(now), *_conditions(search)]
    return _page(session, conditions, [Event.starts_at.desc(), Event.id.desc()], limit, offset)


def event_by_uid(session: Session, uid: str) -> EventItem | None:
    """The event with this uid, unless it is cancelled."""
    row = session.execute(_items().where(Event.uid == uid, Event.cancelled.is_(False))).one_or_none()
    return _item(*row) if row is not None else None


def words_in_titles(session: Session, words: tuple[str, ...]) -> frozenset[str]:
    """Those of the words (search keys) that some event has in its title, in one statement."""
    if not words:
        return frozenset()
    found = session.execute(select(*(_in_title(word) for word in words))).one()
    return frozenset(word for word, hit in zip(words, found, strict=True) if hit)


def _aware(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    return now


def _conditions(search: EventSearch) -> list[ColumnElement[Any]]:
    conditions: list[ColumnElement[Any]] = []
    if search.first is not None:
        start = _midnight(search.first)
        conditions += [Event.over_at >= start, or_(Event.over_at > start, Event.starts_at >= start)]
    if search.last is not None:
        conditions.append(Event.starts_at < _midnight(search.last + timedelta(days=1)))
    if search.audiences:
        for_them = and_(EventAudience.event_id == Event.id, EventAudience.audience.in_(search.audiences))
        conditions.append(exists().where(for_them))
    places = []
    if search.municipalities:
        places.append(Municipality.name.in_(search.municipalities))
    if search.province is not None:
        places.append(Municipality.province == search.province)
    if places:
        conditions.append(Event.municipality_nis.in_(select(Municipality.nis_code).where(or_(*places))))
    return conditions + [_has_word(word, search.in_title) for word in search.words]


def _has_word(word: str, in_title: bool) -> ColumnElement[Any]:
    """A word that begins so; nothing in a search key sorts after the last character here."""
    first = stem(word)
    with_it = select(EventWord.event_id).where(EventWord.word.between(first, first + _AFTER_ALL))
    if in_title:
        with_it = with_it.where(EventWord.in_title.is_(True))
    condition: ColumnElement[Any] = Event.id.in_(with_it)
    return condition


def _in_title(word: str) -> ColumnElement[Any]:
    """As a word of its own, in the plural or the singular."""
    titles = select(EventWord.event_id).join(Event, Event.id == EventWord.event_id)
    forms = sorted({word, stem(word)})
    with_it = titles.where(EventWord.word.in_(forms), EventWord.in_title.is_(True), Event.cancelled.is_(False))
    condition: ColumnElement[Any] = with_it.exists()
    return condition


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


def _items() -> Any:
    return (
        select(Event, Municipality)
        .outerjoin(Municipality, Municipality.nis_code == Event.municipality_nis)
        .options(selectinload(Event.audiences))
    )


def _page(
    session: Session, conditions: list[ColumnElement[Any]], order: list[ColumnElement[Any]], limit: int, offset: int
) -> EventPage:
    """The order is found by an index alone, before anything of the events themselves is read."""
    wanted = [Event.cancelled.is_(False), *conditions]
    total = session.execute(select(func.count(Event.id)).where(*wanted)).scalar_one()
    if not limit:
        return EventPage(int(total), ())
    ids = session.execute(select(Event.id).where(*wanted).order_by(*order).limit(limit).offset(offset)).scalars().all()
    found = {event.id: _item(event, where) for event, where in session.execute(_items().where(Event.id.in_(ids)))}
    return EventPage(int(total), tuple(found[key] for key in ids if key in found))


def _item(model: Event, municipality: Municipality | None) -> EventItem:
    return EventItem(
        uid=model.uid,
        title=model.title,
        start=_shown(model.starts_at, model.time_known),
        end=_shown(model.ends_at, model.time_known, last_day=True) if model.ends_at else None,
        time_known=model.time_known,
        location=model.location,
        municipality=municipality.name if municipality else None,
        audiences=tuple(child.audience for child in model.audiences),
        description=model.description,
        url=model.url,
        source_url=model.source_url,
        source_note=model.source_note,
        point=(municipality.latitude, municipality.longitude) if municipality else None,
    )


def _shown(moment: datetime, time_known: bool, *, last_day: bool = False) -> date | datetime:
    """The moment on the clock of Brussels, or only its date; midnight after the last day is that last day."""
    local = moment.astimezone(BRUSSELS)
    if time_known:
        return local
    return local.date() - timedelta(days=1) if last_day else local.date()
