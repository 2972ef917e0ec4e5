"""Who sends too much waits, and nobody else does."""

from __future__ import annotations

import asyncio

import pytest

from bot.web.errors import WebError
from bot.web.limits import PER_ADDRESS_FACTOR, RateLimits


def send(limits: RateLimits, times: int, conversation: str | None = "a", address: str = "1.1.1.1") -> None:
    for _ in range(times):
        asyncio.run(limits.count(conversation, address))


def seconds_to_wait(limits: RateLimits, conversation: str | None = "a", address: str = "1.1.1.1") -> int:
    with pytest.raises(WebError) as caught:
        send(limits, 1, conversation, address)
    assert caught.value.code == "too_many"
    assert caught.value.retry_after is not None
    return caught.value.retry_after


@pytest.mark.parametrize(("rate", "longest"), [("3/minute", 60), ("3/hour", 3600), ("3 per 10 second", 10)])
def test_at_the_limit_a_conversation_is_told_how_long_to_wait(rate: str, longest: int) -> None:
    limits = RateLimits(rate, "")
    send(limits, 3)
    assert longest - 5 <= seconds_to_wait(limits) <= longest


def test_another_conversation_of_the_same_address_goes_on() -> None:
    limits = RateLimits("3/minute", "")
    send(limits, 3, "a")
    send(limits, 3, "b")
    assert seconds_to_wait(limits, "b")


def test_conversations_that_begin_are_counted_by_address() -> None:
    limits = RateLimits("3/minute", "")
    send(limits, 3, None)
    assert seconds_to_wait(limits, None)
    send(limits, 3, None, "2.2.2.2")


def test_one_address_may_send_ten_times_what_a_conversation_may() -> None:
    limits = RateLimits("2/minute", "")
    for number in range(PER_ADDRESS_FACTOR):
        send(limits, 2, f"visitor {number}")
    assert seconds_to_wait(limits, "one more")
    send(limits, 1, "one more", "2.2.2.2")


def test_after_the_wait_messages_pass_again() -> None:
    limits = RateLimits("1/second", "")
    send(limits, 1)
    wait = seconds_to_wait(limits)
    assert wait == 1
    asyncio.run(asyncio.sleep(1.05))
    send(limits, 1)


def test_a_limit_that_is_off_never_stops_anybody() -> None:
    send(RateLimits("off", ""), 500)
