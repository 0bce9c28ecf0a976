"""What is left to read of a channel's past, and how what is left of several times becomes one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.base.ids import ChannelId
from core.base.times import moment_of

PORTION = 200
"""How many messages of a channel are read before the others have their turn."""

MESSAGES_A_CHANNEL = 10_000
"""How many messages of one gap are read in a channel, the newest; what is older is said to be never read."""

MESSAGES_AT_MOST = 50_000
"""How many of several gaps that became one. A process that dies again and again before it has read joins its gaps, and each
brings its own: else the last one's messages would be all that is ever read.
"""


class Why(StrEnum):
    """Why a part of what was posted while nobody listened is never read."""

    MANY = "many"  # so much was posted in one channel
    OLD = "old"  # nobody listened for longer than is caught up with


@dataclass(frozen=True, slots=True)
class NeverRead:
    """What is never read. `channel`: None for the whole server."""

    channel: ChannelId | None
    since: datetime
    until: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class Unread:
    """What was posted in a channel while nobody listened and is not read yet: messages with ids from `after` on, below
    `before`, of which the newest `room` are read. `threads`: instead the threads of the channel that were archived in that
    time, whose messages are to be read then.
    """

    channel: ChannelId
    after: int
    before: int
    room: int = MESSAGES_A_CHANNEL
    threads: bool = False

    def without_page(self, oldest: int, messages: int) -> "Unread | None":
        """What is left after a page of so many messages of the gap, read downwards to the one with the id `oldest`; None
        where nothing is.
        """
        room = self.room - messages
        if oldest <= self.after or room <= 0:
            return None
        return replace(self, before=oldest, room=room)

    def beyond_page(self, oldest: int, messages: int) -> NeverRead | None:
        """What is never read, since with that page the room is spent; None where it is not, or all is read."""
        if oldest <= self.after or self.room > messages:
            return None
        return NeverRead(self.channel, moment_of(self.after), moment_of(oldest), Why.MANY)


def merged(unread: Iterable[Unread]) -> list[Unread]:
    """Join what overlaps or touches in one channel, so that nothing is read twice; what lies apart stays apart.

    What is joined is read as far as its parts would have been, up to MESSAGES_AT_MOST.
    """
    found: list[Unread] = []
    for each in sorted(unread, key=lambda one: (one.channel, one.threads, one.after, one.before)):
        last = found[-1] if found else None
        if last is None or not _touches(last, each):
            found.append(each)
        else:
            room = min(MESSAGES_AT_MOST, last.room + each.room)
            found[-1] = replace(last, before=max(last.before, each.before), room=room)
    return found


def _touches(last: Unread, each: Unread) -> bool:
    return (last.channel, last.threads) == (each.channel, each.threads) and each.after <= last.before
