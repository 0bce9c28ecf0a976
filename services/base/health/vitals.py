"""Whether the bot can do its work, and what its levels are, for whoever asks; from memory alone, so that no question costs
the database anything.

What runs says so for as long as it runs (`Vitals.of`). Before and after that nothing is ready.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from services.base.health.figures import Reading


class NotReady(StrEnum):
    """What keeps the bot from its work. Each has the sentence `not-ready-<value>`."""

    STARTING = "starting"
    DATABASE = "database"
    GATEWAY = "gateway"
    COMMANDS = "commands"


class Signs(Protocol):
    """What runs, as far as it says how it is."""

    def missing(self) -> Sequence[NotReady]:
        """What keeps it from its work just now."""
        ...

    @property
    def stands_by(self) -> bool:
        """Whether it waits until another process ends, since others do all of the work that comes from Discord."""
        ...

    def levels(self) -> Iterable[Reading]:
        """The levels that are known."""
        ...


class Vitals:
    """How the bot is: of whatever runs just now."""

    def __init__(self) -> None:
        self._signs: Signs | None = None

    @contextlib.contextmanager
    def of(self, signs: Signs) -> Iterator[None]:
        """Speak of this for as long as the block runs."""
        self._signs = signs
        try:
            yield
        finally:
            self._signs = None

    def missing(self) -> Sequence[NotReady]:
        """What keeps the bot from its work; nothing: it is ready."""
        return [NotReady.STARTING] if self._signs is None else self._signs.missing()

    @property
    def stands_by(self) -> bool:
        """Whether it only waits until another process ends."""
        return self._signs is not None and self._signs.stands_by

    def levels(self) -> Iterable[Reading]:
        """The levels that are known."""
        return () if self._signs is None else self._signs.levels()
