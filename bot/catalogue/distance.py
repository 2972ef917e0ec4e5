"""Distances between places on earth."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS = 6371.0088
"""Mean radius in kilometres (IUGG)."""


@dataclass(frozen=True)
class Circle:
    """All that lies within ``radius`` kilometres of a point (degrees, WGS84)."""

    latitude: float
    longitude: float
    radius: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, north, west and east of the smallest box around it, in degrees."""
        height = degrees(self.radius / EARTH_RADIUS)
        width = degrees(asin(min(1.0, sin(radians(height)) / cos(radians(self.latitude)))))
        return self.latitude - height, self.latitude + height, self.longitude - width, self.longitude + width


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance between two points as the crow flies (haversine)."""
    north, other_north = radians(latitude), radians(other_latitude)
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half))
