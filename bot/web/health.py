"""Whether the assistant can answer now: model, database and action server, each asked itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp
from rasa.core.agent import Agent

CHECK_TIMEOUT = 4.0


async def readiness(
    agent: Agent | None, database_ready: Callable[[], bool], limits_ready: Callable[[], bool]
) -> dict[str, bool]:
    """Each part with whether it is ready."""
    database, limits, actions = await asyncio.gather(
        _in_time(database_ready), _in_time(limits_ready), _action_server(agent)
    )
    model = agent is not None and agent.is_ready()
    return {"model": model, "database": database, "limits": limits, "actions": actions}


async def _in_time(check: Callable[[], bool]) -> bool:
    try:
        return await asyncio.wait_for(asyncio.to_thread(check), CHECK_TIMEOUT)
    except asyncio.TimeoutError:
        return False


async def _action_server(agent: Agent | None) -> bool:
    if agent is None or agent.action_endpoint is None:
        return False
    url = str(agent.action_endpoint.url).removesuffix("/webhook") + "/health"
    try:
        timeout = aiohttp.ClientTimeout(total=CHECK_TIMEOUT)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False
