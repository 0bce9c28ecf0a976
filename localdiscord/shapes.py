"""Discord's JSON: the types and numbers that several modules share."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
"""An object as Discord writes it. Keys that begin with ``_`` are the local server's own notes."""

File = tuple[str, bytes, str]
"""A file: name, bytes, content type."""

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15
"""Flags of a message."""

DM = 1
CATEGORY = 4
ANNOUNCEMENTS = 5
PRIVATE_THREAD = 12
THREADS = (10, 11, PRIVATE_THREAD)
FORUM = 15
MEDIA = 16
"""Types of channel."""


UNDELETABLE = (1, 2, 3, 4, 5, 14, 15, 16, 17, 21)
"""Types of message that Discord's documentation calls not deletable: calls, changes of names, starters of threads ..."""


def public(thing: Json) -> Json:
    """Copy an object without the server's own notes."""
    return {key: value for key, value in thing.items() if not key.startswith("_")}


def is_thread(channel: Json) -> bool:
    return channel["type"] in THREADS


def is_archived(channel: Json) -> bool:
    """Whether it is a thread in which nothing can be changed until it is unarchived."""
    return is_thread(channel) and bool(channel["thread_metadata"]["archived"])


def is_ephemeral(message: Json) -> bool:
    return bool(message["flags"] & EPHEMERAL)


def walk_components(components: list[Json] | None, path: str = "components") -> Iterator[tuple[str, Json]]:
    """Yield every component at any depth, with its dotted path, parents before children."""
    for index, component in enumerate(components or []):
        here = f"{path}.{index}"
        yield here, component
        for key in ("components", "component", "accessory"):
            inner = component.get(key)
            if inner:
                yield from walk_components(inner if isinstance(inner, list) else [inner], f"{here}.{key}")
