"""The tagged messages that entities are measured on are well formed."""

from __future__ import annotations

import csv

from bot.evaluation.entities import tagged_messages
from bot.paths import CATALOGUE

VALUES = {
    "municipality": ("gemeenten.csv", "name"),
    "region": ("streken.csv", "name"),
    "activity": ("activities.csv", "code"),
    "enterprise": ("ondernemingen.csv", "name"),
    "organisation": ("organisaties.csv", "name"),
}


def test_each_mention_stands_in_its_message() -> None:
    messages = tagged_messages()
    assert len(messages) >= 100
    assert len({message.text for message in messages}) == len(messages)
    for message in messages:
        for mention in message.wanted:
            assert mention.text in message.text.casefold(), message.text


def test_each_value_is_one_of_the_catalogue() -> None:
    for entity, (name, column) in VALUES.items():
        with (CATALOGUE / name).open(encoding="utf-8", newline="") as file:
            known = {row[column] for row in csv.DictReader(file)}
        wanted = {m.value for message in tagged_messages() for m in message.wanted if m.entity == entity}
        assert wanted
        assert wanted <= known, entity


def test_a_part_is_kept_for_measuring_and_some_messages_hold_nothing() -> None:
    messages = tagged_messages()
    assert {message.part for message in messages} == {"test", "validation"}
    assert sum(not message.wanted for message in messages) >= len(messages) // 10
