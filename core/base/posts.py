"""The kinds of posts whose text is scanned."""

from enum import StrEnum


class PostKind(StrEnum):
    """The kinds of things that are posted with a text."""

    MESSAGE = "message"
    THREAD = "thread"  # a thread's name, a forum post's title: nothing that could be deleted
