"""What is left to read of a channel's past, and how what is left of several times becomes one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.base.ids import ChannelId

MESSAGES_A_CHANNEL = 200
"""How many messages of one gap are read in a channel, the newest."""

MESSAGES_AT_MOST = 2000
"""How many of several gaps that became one. A process that dies again and again before it has read joins its gaps, and each
brings its own: else the last one's messages would be all that is ever read.
"""


@dataclass(frozen=True, slots=True)
class Unread:
    """What was posted in a channel while nobody listened and is not read yet: messages with ids from `after` on, below
    `before`, of which the newest `room` are read.
    """

    channel: ChannelId
    after: int
    before: int
    room: int = MESSAGES_A_CHANNEL

    def without_page(self, oldest: int, messages: int) -> "Unread | None":
        """What is left after a page of so many messages of the gap, read downwards to the one with the id `oldest`; None
        where nothing is.
        """
        room = self.room - messages
        if oldest <= self.after or room <= 0:
            return None
        return replace(self, before=oldest, room=room)


def merged(unread: Iterable[Unread]) -> list[Unread]:
    """Join what overlaps or touches in one channel, so that nothing is read twice; what lies apart stays apart.

    What is joined is read as far as its parts would have been, up to MESSAGES_AT_MOST.
    """
    found: list[Unread] = []
    for each in sorted(unread, key=lambda one: (one.channel, one.after, one.before)):
        last = found[-1] if found else None
        if last is None or last.channel != each.channel or each.after > last.before:
            found.append(each)
        else:
            room = min(MESSAGES_AT_MOST, last.room + each.room)
            found[-1] = replace(last, before=max(last.before, each.before), room=room)
    return found
