"""Fetching a calendar from the web: only http and https, with limits on time and size."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from bot.catalogue.importers.fields import is_web_address

TIMEOUT = 30.0
"""Seconds for all of a download."""
MAX_BYTES = 5_000_000
MAX_REDIRECTS = 5
_PART = 65_536


class DownloadError(ValueError):
    """A calendar could not be fetched; the message (Dutch, for editors) says which and why."""


def download(url: str, folder: Path, *, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> Path:
    """Save what an address gives as a file in ``folder``, named after its host.

    Args:
        url: with http or https; redirects are followed, a few.
        folder: an existing one.
        timeout: seconds in all.
        max_bytes: of the content as it is after unpacking.

    Raises:
        DownloadError: there is nothing to read: no answer, too slow, too big, or a status that isn't 200.
    """
    if not is_web_address(url):
        raise DownloadError(f"{shown(url)}: geen webadres met http:// of https://")
    try:
        content = asyncio.run(_fetch(url, timeout, max_bytes))
    except asyncio.TimeoutError as error:
        raise DownloadError(f"{shown(url)}: geen antwoord binnen {timeout:g} seconden") from error
    except aiohttp.TooManyRedirects as error:
        raise DownloadError(f"{shown(url)}: te veel doorverwijzingen") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        if isinstance(error, DownloadError):
            raise
        raise DownloadError(f"{shown(url)}: niet bereikbaar ({type(error).__name__})") from error
    ending = ".csv" if urlsplit(url).path.lower().endswith(".csv") else ".ics"
    path = folder / f"{re.sub(r'[^a-z0-9.-]', '-', urlsplit(url).hostname or 'feed')}{ending}"
    path.write_bytes(content)
    return path


def shown(url: str) -> str:
    """An address as it may be shown and logged: without what may be secret in it."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.hostname}{parts.path}" if parts.hostname else url[:100]
    except ValueError:
        return url[:100]


async def _fetch(url: str, timeout: float, max_bytes: int) -> bytes:
    limits = aiohttp.ClientTimeout(total=timeout)
    async with (
        aiohttp.ClientSession(timeout=limits, trust_env=True) as session,
        session.get(url, max_redirects=MAX_REDIRECTS) as response,
    ):
        if response.status != 200:
            raise DownloadError(f"{shown(url)}: de server antwoordt met status {response.status}")
        content = bytearray()
        async for part in response.content.iter_chunked(_PART):
            content += part
            if len(content) > max_bytes:
                raise DownloadError(f"{shown(url)}: groter dan {max_bytes / 1_000_000:g} MB")
        return bytes(content)
