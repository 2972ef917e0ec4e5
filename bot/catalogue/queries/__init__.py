"""Questions to the catalogue: ``(session, …)`` in, frozen dataclasses out. Nothing here writes."""

from bot.catalogue.queries.activities import (
    activities_with_counts,
    activity_by_code,
    list_activities,
    municipalities_with_activity,
)
from bot.catalogue.queries.enterprises import count_enterprises, enterprises_by_id, find_enterprises
from bot.catalogue.queries.events import coming_events, event_by_uid, past_events, words_in_titles
from bot.catalogue.queries.imports import catalogue_counts, last_import
from bot.catalogue.queries.municipalities import (
    municipalities_of_postcode,
    municipalities_within,
    resolve_municipality,
    similar_municipalities,
)
from bot.catalogue.queries.names import enterprises_by_name
from bot.catalogue.queries.places import clear_place, resolve_places, similar_places

__all__ = [
    "activities_with_counts",
    "activity_by_code",
    "catalogue_counts",
    "clear_place",
    "coming_events",
    "count_enterprises",
    "enterprises_by_id",
    "enterprises_by_name",
    "event_by_uid",
    "find_enterprises",
    "last_import",
    "list_activities",
    "municipalities_of_postcode",
    "municipalities_with_activity",
    "municipalities_within",
    "past_events",
    "resolve_municipality",
    "resolve_places",
    "similar_municipalities",
    "similar_places",
    "words_in_titles",
]
