"""The closed lists of the catalogue."""

from __future__ import annotations

from enum import Enum


class Recognition(str, Enum):
    """What kind of social enterprise it is; ``overig`` is one whose recognition is not confirmed."""

    MAATWERKBEDRIJF = "maatwerkbedrijf"
    MAATWERKAFDELING = "maatwerkafdeling"
    ERKENDE_SOCIALE_ONDERNEMING = "erkende-sociale-onderneming"
    COOPERATIE = "cooperatie"
    LOKALE_DIENSTENECONOMIE = "lokale-diensteneconomie"
    ARBEIDSZORG = "arbeidszorg"
    OVERIG = "overig"


class FormerRecognition(str, Enum):
    """Recognitions that no longer exist, as the sources write them."""

    BESCHUTTE_WERKPLAATS = "beschutte werkplaats"
    SOCIALE_WERKPLAATS = "sociale werkplaats"
    INVOEGBEDRIJF = "invoegbedrijf"


class Certainty(str, Enum):
    """How sure the recognition is: a source says so, it was inferred, or neither."""

    SOURCED = "sourced"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Audience(str, Enum):
    """For whom an event is."""

    STUDENTEN = "studenten"
    BEDRIJVEN = "bedrijven"
    OVERHEDEN = "overheden"
    SECTOR = "sector"
    PUBLIEK = "publiek"


class ImportKind(str, Enum):
    """What an import brings in."""

    MUNICIPALITIES = "municipalities"
    ACTIVITIES = "activities"
    ENTERPRISES = "enterprises"
    EVENTS_CSV = "events_csv"
    EVENTS_ICS = "events_ics"
    PARTS = "parts"
    REGIONS = "regions"


class PlaceKind(str, Enum):
    """What a visitor's word for a place names."""

    MUNICIPALITY = "municipality"
    FORMER_MUNICIPALITY = "former_municipality"
    PART = "part"
    POSTCODE = "postcode"
    PROVINCE = "province"
    REGION = "region"


class ImportStatus(str, Enum):
    """An import is applied as a whole, or rejected and nothing of it applied."""

    APPLIED = "applied"
    REJECTED = "rejected"


PROVINCES = (
    "Antwerpen",
    "Vlaams-Brabant",
    "West-Vlaanderen",
    "Oost-Vlaanderen",
    "Limburg",
    "Brussels Hoofdstedelijk Gewest",
)
"""The Flemish provinces, and the Brussels region which stands in their place for filtering."""


def values(codes: type[Enum]) -> tuple[str, ...]:
    """The texts of a closed list, in its order."""
    return tuple(str(code.value) for code in codes)
