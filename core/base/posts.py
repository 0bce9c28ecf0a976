"""The kinds of posts whose text is scanned."""

from enum import StrEnum


class PostKind(StrEnum):
    """What was scanned."""

    MESSAGE = "message"
    THREAD = "thread"  # a thread's name, a forum post's title: nothing that could be deleted
