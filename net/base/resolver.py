"""Asking name servers once for all addresses of a name.

Each question has a thread of its own that nobody waits for at the end: `getaddrinfo` cannot be stopped, and a name server
that is silent must neither hold up the shutdown nor fill the process: the threads are counted, and who comes later waits.
"""

import asyncio
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

_MOST_QUESTIONS: Final = 32  # at the same time


class NameUnknown(Exception):
    """The name servers know no address for the name, or gave no answer that can be used."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What name servers say of a name: every address, in the order of preference, and the name at the end of the chain of
    aliases.
    """

    addresses: Sequence[str]
    canonical: str = ""


class Resolver(Protocol):
    """Asks name servers."""

    async def resolve(self, host: str) -> Answer:
        """Give every address of a name. Raises NameUnknown; whoever asks says how long it may take."""
        ...


class SystemResolver:
    """Fills Resolver with what the machine itself asks."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(_MOST_QUESTIONS)

    async def resolve(self, host: str) -> Answer:
        await self._free.acquire()  # until it is answered, which may be after whoever asked gave up
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Answer] = loop.create_future()
        thread = threading.Thread(target=self._ask, args=(host, loop, answered), name="resolve", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the machine gives no more threads
            self._free.release()
            raise NameUnknown from None
        return await answered

    def _ask(self, host: str, loop: asyncio.AbstractEventLoop, answered: asyncio.Future[Answer]) -> None:
        """Runs in the thread."""
        outcome: Answer | NameUnknown
        try:
            outcome = _look_up(host)
        except (OSError, UnicodeError):
            outcome = NameUnknown()
        try:
            loop.call_soon_threadsafe(self._tell, answered, outcome)
        except RuntimeError:  # the loop is closed: nobody asks any more
            return

    def _tell(self, answered: asyncio.Future[Answer], outcome: Answer | NameUnknown) -> None:
        self._free.release()
        if answered.done():  # given up
            return
        if isinstance(outcome, Answer):
            answered.set_result(outcome)
        else:
            answered.set_exception(outcome)


def _look_up(host: str) -> Answer:
    # The dot at the end: no domain that this machine searches besides is put behind the name.
    found = socket.getaddrinfo(
        f"{host}.".encode("ascii"), None, type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME
    )
    addresses = dict.fromkeys(str(address[0]) for *_, address in found)
    names = [name for _, _, _, name, _ in found if name]
    return Answer(tuple(addresses), names[0].rstrip(".").lower() if names else "")
