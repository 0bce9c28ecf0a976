"""What was posted, and where."""

from enum import StrEnum
from typing import NamedTuple

from core.base.ids import ChannelId, MessageId


class PostKind(StrEnum):
    """The kinds of things that are posted with a text."""

    MESSAGE = "message"
    THREAD = "thread"  # a thread's name, a forum post's title: nothing that could be deleted


class MessagePlace(NamedTuple):
    """Where a message stands."""

    channel: ChannelId
    message: MessageId
