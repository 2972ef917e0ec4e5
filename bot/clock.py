"""The clock of the product: days and hours are those of Brussels, wherever the machine stands."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> dt.datetime:
    """This moment, on the clock of Brussels."""
    return dt.datetime.now(BRUSSELS)


def today() -> dt.date:
    """The day it is in Brussels."""
    return now().date()
