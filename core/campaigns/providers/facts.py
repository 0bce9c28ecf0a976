"""What registries say of who serves a site, and when that counts as a change. Pure.

An answer that differs is believed when a second one agrees with it. What was not answered is not known, and changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

LONGEST_VALUE: Final = 300


class FactKind(StrEnum):
    """What is asked of a host."""

    REGISTRAR = "registrar"
    """Through whom its domain is registered."""
    NAME_SERVERS = "name_servers"
    """Who runs the name servers of its domain."""
    OWNER = "owner"
    """Who has the network that it is served from."""


class NotKnown(StrEnum):
    """Why there is no answer. Each has the sentence `facts-not-known-<value>`."""

    SILENT = "silent"
    """Whoever was asked did not answer, or not in time, or could not be asked."""
    REFUSED = "refused"
    """The resolver says that it cannot or will not answer."""
    NO_NAME = "no-name"
    """There is no such name, or no address behind it; a registry knows no such domain."""
    GARBLED = "garbled"
    """What came is no answer to what was asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. `value`: what is compared; `details`: what else is shown, which may change without a meaning."""

    value: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known. `since`: when it was first heard; `sure`: two answers agreed; `other`: what one answer said that
    differed, and no second one yet.
    """

    value: str
    details: str
    since: datetime
    seen_at: datetime
    sure: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a fact was, and what it is. `since`: when the earlier one was first heard; `seen_at`: last."""

    before: Fact
    after: Fact


def heard(fact: Fact | None, answer: Answer, now: datetime) -> tuple[Fact, Changed | None]:
    """How a fact stands after an answer, and the change that is certain with it."""
    value, details = answer.value[:LONGEST_VALUE], answer.details[:LONGEST_VALUE]
    new = Fact(value, details, now, now)
    if fact is None:
        return new, None
    if value == fact.value:
        return replace(fact, details=details, seen_at=now, sure=True, other=""), None
    if not fact.sure:  # one answer against one: neither is believed
        return new, None
    if value != fact.other:
        return replace(fact, other=value), None
    after = replace(new, sure=True)
    return after, Changed(fact, after)
