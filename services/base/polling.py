"""Asking for addresses again and again: each has a row with the time when it is due, which one process takes.

Whoever takes a row writes itself into it, and is protected by the lease of a living process; one that died is replaced
within seconds. What one address does (fails, is slow, breaks what reads it) costs no other its turn.
"""

import logging
import random
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

from core.base.errors import Unavailable
from core.base.polling import next_wait
from core.base.web_address import WebAddress, read_web_address
from services.base.fetching import Failed, Fetcher, Refused
from services.base.worker import AT_ONCE, Bell, Worker, until_saved

_PORTS: Final = frozenset({80, 443})

_log = logging.getLogger(__name__)


class LostError(Exception):
    """Another process took the row meanwhile, since this one was not heard of for too long."""


@dataclass(frozen=True, slots=True)
class Fetches:
    """How addresses are fetched. `interval`: between two times; `test_ports`: of tests' servers."""

    fetcher: Fetcher
    interval: timedelta
    test_ports: frozenset[int] = frozenset()
    jitter: Callable[[], float] = random.random

    def read(self, url: str) -> WebAddress:
        """Read an address. Raises WebAddressError."""
        return read_web_address(url, ports=_PORTS | self.test_ports)

    def due(self, now: datetime, failures: int = 0, retry_after: timedelta | None = None) -> datetime:
        """When an address is asked for next."""
        return now + next_wait(self.interval, failures, self.jitter(), retry_after)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a fetch left: its validators where it brought something, or the problem."""

    due_at: datetime
    failures: int = 0
    problem: str = ""
    fetched_at: datetime | None = None
    etag: str | None = None  # None: as they were
    last_modified: str | None = None


def problem_of(result: Refused | Failed) -> str:
    """The key of the sentence that says why nothing came, and the status that the server answered with."""
    kind = "refused" if isinstance(result, Refused) else "failed"
    status = result.hops[-1].status if result.hops else None
    return f"fetch-{kind}-{result.reason} {status or 0}"


class Polled(Protocol):
    """A row that is asked for again and again."""

    @property
    def id(self) -> int:
        """Its number, for the log."""
        ...


PolledRow = TypeVar("PolledRow", bound=Polled)


class Polling(Worker[PolledRow]):
    """Takes rows that are due, and asks for them side by side. `unexpected`: the key of the sentence that says that Rowan
    failed itself.
    """

    def __init__(self, name: str, *, outbox_bell: Bell, unexpected: str, at_once: int = AT_ONCE) -> None:
        super().__init__(name, Bell(), at_once=at_once)
        self._outbox_bell = outbox_bell
        self._unexpected = unexpected

    @abstractmethod
    async def ask(self, row: PolledRow) -> None:
        """Ask for the address of a row that was taken, and note what came. Raises Unavailable, LostError."""

    @abstractmethod
    async def later(self, row: PolledRow, problem: str, retry_after: timedelta | None = None) -> None:
        """Note that nothing came, and when it is asked for again. Raises Unavailable."""

    @abstractmethod
    async def release(self, row: PolledRow) -> None:
        """Let go of a row that this process has taken. Raises Unavailable."""

    async def perform(self, row: PolledRow) -> None:
        try:
            await self.ask(row)
        except LostError:
            _log.warning("%s %s: another process took it", self._name, row.id)
        except Unavailable as error:
            _log.warning("%s %s: %s", self._name, row.id, error.key)
            await until_saved(lambda: self.later(row, ""))
        except Exception:  # noqa: BLE001  # the worker must outlive whatever one address does
            _log.exception("%s %s", self._name, row.id)
            await until_saved(lambda: self.later(row, self._unexpected))
        finally:
            await until_saved(lambda: self.release(row))
        self._outbox_bell.ring()
