"""Judging whether an issue follows what was taken before: the key, the serial number, one history, the clock. Pure.

Its size and what stands in it are judged by whoever follows the list, as those of any other list.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.lists.signed.heads import Head
from core.lists.signed.refusal import Refused

__all__ = ["Pinned", "Refused", "judge"]

CLOCKS_DIFFER: Final = timedelta(days=1)
"""An issue may seem to be made so much later than now: two machines' clocks differ, and a zone may be set wrong."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """What is kept of the last issue that was taken: its key, its number and its digest."""

    key: str
    serial: int
    digest: str


def judge(pinned: Pinned | None, head: Head, digest: str, now: datetime) -> Pinned:
    """What is pinned once the issue was taken; the same as `pinned` where it is no news.

    `digest`: the issue's. None pinned: the first fetch, which is believed. Raises Refused.
    """
    if head.made_at > now + CLOCKS_DIFFER:
        raise Refused("future")
    taken = Pinned(head.key, head.serial, digest)
    if pinned is None:
        return taken
    if not _may_sign(pinned.key, head):
        raise Refused("key")
    missed = head.serial - pinned.serial
    if missed < 0:
        raise Refused("older")
    if missed == 0:
        if digest != pinned.digest:
            raise Refused("forked")
        return pinned
    if missed > len(head.before):
        raise Refused("out-of-reach")
    if head.before[missed - 1] != pinned.digest:
        raise Refused("forked")
    return taken


def _may_sign(pinned_key: str, head: Head) -> bool:
    """Whether the head's key is the pinned one, or the last of those that it handed over to."""
    key = pinned_key
    for each in head.handovers:  # in their order
        if key != head.key and each.earlier == key and each.holds:
            key = each.later
    return key == head.key
