"""What was posted, and where."""

import hashlib
from enum import StrEnum
from typing import NamedTuple

from core.base.ids import ChannelId, MessageId, ServerId


class PostKind(StrEnum):
    """The kinds of things that are posted with a text."""

    MESSAGE = "message"
    THREAD = "thread"  # a thread's name, a forum post's title, any other name: nothing that could be deleted


class NameKind(StrEnum):
    """Which name something was found in, beside those of threads."""

    NONE = ""  # a message, or the name of a thread
    MEMBER = "member"  # a nickname, a display name, a user name
    CHANNEL = "channel"
    STATUS = "status"  # what a voice channel says of itself
    EVENT = "event"  # a scheduled event: its name, what it says, where it is


class MessagePlace(NamedTuple):
    """Where a message stands."""

    channel: ChannelId
    message: MessageId


def name_number(kind: NameKind, server: ServerId, whose: int | str) -> MessageId:
    """A number that stands for a name where messages have their id: one for each name of a server, in every process. No message
    has it, but for a chance of one in many billions.
    """
    digest = hashlib.blake2b(f"{kind}/{server}/{whose}".encode(errors="surrogatepass"), digest_size=8)
    return MessageId(int.from_bytes(digest.digest()) >> 1)
