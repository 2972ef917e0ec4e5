"""The web channel of Rasa: routes of the web contract under /webhooks/web/."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from redis.exceptions import RedisError
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.dialogue.context import last_topic
from bot.nlu.context import may_lean
from bot.nlu.keys import LAST_TOPIC
from bot.nlu.normalization import normalize
from bot.privacy import mask
from bot.settings import Settings, load_settings
from bot.web.errors import WebError
from bot.web.health import readiness
from bot.web.history import has_message, offered_buttons, turns
from bot.web.limits import RateLimits
from bot.web.pages import pages
from bot.web.replies import CHANNEL, ReplyCollector, reply_of
from bot.web.requests import parse_feedback, parse_message, read_body
from bot.web.services import Services, open_services
from bot.web.summary import summary_of
from bot.web.tokens import ConversationTokens

logger = logging.getLogger(__name__)

Handler = Callable[..., Awaitable[HTTPResponse]]
MAX_UID = 255
EXPOSED = {"Access-Control-Expose-Headers": "Retry-After"}
NO_STORE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class WebChannel(InputChannel):
    """Validates, limits, and opens or continues a conversation (``bot.web.channel.WebChannel`` in credentials.yml)."""

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """All routes; Rasa mounts them under /webhooks/web."""
        routes = Blueprint("web_channel")
        endpoints = _Endpoints(load_settings(), on_new_message)
        routes.listener("after_server_start")(endpoints.start)
        for method, path, handler in (
            ("POST", "/message", endpoints.message),
            ("GET", "/history", endpoints.history),
            ("GET", "/summary.txt", endpoints.summary),
            ("DELETE", "/conversation", endpoints.delete),
            ("POST", "/feedback", endpoints.feedback),
            ("GET", "/health/live", endpoints.live),
            ("GET", "/health/ready", endpoints.ready),
            ("GET", "/events.ics", endpoints.calendar),
        ):
            streams = method in ("POST", "DELETE")
            routes.add_route(_guarded(handler), path, methods=[method], stream=streams)
        for path, page in pages().items():
            routes.add_route(page, path, methods=["GET"], strict_slashes=path == "/")
        return routes


class _Endpoints:
    """What the routes share: settings, tokens, limits and the services behind them."""

    def __init__(self, settings: Settings, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> None:
        self._settings = settings
        self._handle = on_new_message
        self._tokens = ConversationTokens(settings.signing_key(), settings.retention_days)
        self._limits = RateLimits(settings.rate_limit, settings.redis_url)
        self._services: Services = open_services(settings)

    async def start(self, app: Sanic, _loop: Any) -> None:
        """Once Rasa's agent is loaded."""
        if app.ctx.agent is not None:
            self._services.prepare_agent(app.ctx.agent)
        app.add_task(self._services.forget_old_conversations)

    async def message(self, request: Request) -> HTTPResponse:
        self._must_be_on(request)
        incoming = parse_message(await read_body(request))
        known = self._tokens.open(incoming.token) if incoming.token else None
        await self._limits.count(known, self._address(request))
        conversation_id = known or self._tokens.new_id()
        if incoming.payload is not None:
            await self._must_be_offered(request, conversation_id, incoming.payload)
        text = incoming.payload if incoming.text is None else mask(incoming.text)[0]
        collector = ReplyCollector()
        metadata = await self._context(request, known, incoming.text)
        user_message = UserMessage(text, collector, conversation_id, input_channel=CHANNEL, metadata=metadata)
        token = self._tokens.sign(conversation_id)
        # Shielded: a turn that takes too long still ends and is stored whole, under its conversation's lock.
        turn = asyncio.ensure_future(self._handle(user_message))
        turn.add_done_callback(_notice)
        try:
            await asyncio.wait_for(asyncio.shield(turn), self._settings.answer_timeout)
        except asyncio.TimeoutError:
            logger.error("No answer within %s seconds.", self._settings.answer_timeout)
            collector = ReplyCollector()
        if not collector.messages:
            collector.messages.append(await self._services.error_message(request.app.ctx.agent, conversation_id))
        return _json(reply_of(token, collector.messages))

    async def history(self, request: Request) -> HTTPResponse:
        self._must_be_on(request)
        token = _token_of(request, {})
        conversation_id = self._tokens.open(token)
        events = await self._events(request, conversation_id)
        ratings = await asyncio.to_thread(self._services.conversations.ratings, conversation_id)
        return _json({"conversation": token, "turns": turns(events, ratings)})

    async def summary(self, request: Request) -> HTTPResponse:
        """What a guide came to, as a text file."""
        self._must_be_on(request)
        conversation_id = self._tokens.open(_token_of(request, {}))
        text = summary_of(await self._events(request, conversation_id))
        if text is None:
            raise WebError("no_summary")
        headers = {**NO_STORE, "Content-Disposition": 'attachment; filename="samenvatting.txt"'}
        return response.raw(text.encode(), content_type="text/plain; charset=utf-8", headers=headers)

    async def delete(self, request: Request) -> HTTPResponse:
        has_body = "content-type" in request.headers
        token = _token_of(request, await read_body(request) if has_body else {})
        conversation_id = self._tokens.open(token)
        if request.app.ctx.agent is None:
            raise WebError("starting")
        async with request.app.ctx.agent.lock_store.lock(conversation_id):
            deleted = await asyncio.to_thread(self._services.conversations.delete, conversation_id)
        return _json({"deleted": deleted})

    async def feedback(self, request: Request) -> HTTPResponse:
        self._must_be_on(request)
        body = parse_feedback(await read_body(request))
        conversation_id = self._tokens.open(body.conversation)
        await self._limits.count(conversation_id, self._address(request))
        if not has_message(await self._events(request, conversation_id), body.message_id):
            raise WebError("unknown_message")
        comment = mask(body.comment)[0] if body.comment else None
        await asyncio.to_thread(self._services.rate, conversation_id, body.message_id, body.useful, comment)
        return _json({"saved": True})

    async def live(self, _request: Request) -> HTTPResponse:
        return _json({"status": "live"})

    async def ready(self, request: Request) -> HTTPResponse:
        checks = await readiness(request.app.ctx.agent, self._services.database_ready, self._limits.is_ready)
        checks["switched_on"] = not self._settings.off_switch.exists()
        ready = all(checks.values())
        return _json({"status": "ready" if ready else "not ready", "checks": checks}, 200 if ready else 503)

    async def calendar(self, request: Request) -> HTTPResponse:
        """All coming events, to subscribe to; with ``uid`` that one event, to put in one's own calendar."""
        uid = request.args.get("uid")
        readable = not uid or (len(uid) <= MAX_UID and uid.isprintable())
        content = await asyncio.to_thread(self._services.calendar, uid) if readable else None
        if content is None:
            raise WebError("unknown_event")
        headers = {**NO_STORE, **({"Content-Disposition": 'attachment; filename="evenement.ics"'} if uid else {})}
        return response.raw(content, content_type="text/calendar; charset=utf-8", headers=headers)

    def _must_be_on(self, request: Request) -> None:
        if self._settings.off_switch.exists():
            raise WebError("switched_off")
        if request.app.ctx.agent is None or not request.app.ctx.agent.is_ready():
            raise WebError("starting")

    async def _must_be_offered(self, request: Request, conversation_id: str, payload: str) -> None:
        if payload not in offered_buttons(await self._events(request, conversation_id)):
            raise WebError("unknown_payload")

    async def _context(self, request: Request, known: str | None, text: str | None) -> dict[str, Any]:
        """What a short message may lean on, for the classifier."""
        if known is None or text is None or not may_lean(normalize(text)):
            return {}
        topic = last_topic(await self._events(request, known))
        return {LAST_TOPIC: topic} if topic else {}

    async def _events(self, request: Request, conversation_id: str) -> list[Any]:
        tracker = await request.app.ctx.agent.tracker_store.retrieve(conversation_id)
        return list(tracker.events) if tracker else []

    def _address(self, request: Request) -> str:
        """The visitor's address; behind N trusted proxies it is the Nth from the right of X-Forwarded-For."""
        forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
        proxies = self._settings.trusted_proxies
        return forwarded[-proxies] if 0 < proxies <= len(forwarded) else str(request.ip)


def _notice(turn: asyncio.Future[Any]) -> None:
    """Take the outcome of a turn that nobody waits for any more, so that it is not reported as lost."""
    if not turn.cancelled() and turn.exception() is not None:
        logger.warning("A turn ended with %s.", type(turn.exception()).__name__)


def _token_of(request: Request, body: dict[str, Any]) -> str:
    """From ``Authorization: Bearer``, the body, or the query, in this order."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer if scheme.lower() == "bearer" else body.get("conversation") or request.args.get("conversation")
    if not isinstance(token, str) or not token:
        raise WebError("forbidden")
    return token.strip()


def _json(body: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> HTTPResponse:
    return response.json(body, status=status, headers={**NO_STORE, **EXPOSED, **(headers or {})}, ensure_ascii=False)


def _guarded(handler: Handler) -> Handler:
    """Every error becomes its documented body; what is unforeseen is logged without the visitor's words."""

    @functools.wraps(handler)
    async def guarded(request: Request) -> HTTPResponse:
        try:
            return await handler(request)
        except WebError as error:
            problem = error
        except SanicException:
            raise
        except (Services.database_error, LockError, RedisError):
            problem = WebError("unavailable")
        except Exception as error:
            logger.error("Request failed: %s", type(error).__name__, exc_info=_without_values(error))
            problem = WebError("internal")
        headers = {"Retry-After": str(problem.retry_after)} if problem.retry_after else {}
        return _json(problem.body(), problem.status, headers)

    return guarded


def _without_values(error: Exception) -> Exception:
    """The same traceback without the message, which may hold what the visitor wrote."""
    return RuntimeError("details left out").with_traceback(error.__traceback__)
