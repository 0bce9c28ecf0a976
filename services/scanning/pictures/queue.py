"""Messages with pictures wait here for their turn: in turn by server, and in each server by author.

Whoever floods waits behind themselves. Little waits here; what finds no room is refused, and whoever asked keeps it as a row
(`looks.py`).
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from core.base.errors import Unavailable
from core.base.ids import ServerId

OF_ONE: Final = 4  # messages of one author in one server that wait
OF_SERVER: Final = 24  # messages of one server that wait
MOST: Final = 60  # messages that wait
AT_ONCE: Final = 4  # messages whose pictures are fetched side by side; they are decoded one after the other
AT_ONCE_OF_SERVER: Final = 2

_log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class NoRoom(Unavailable):
    """Too much waits, or the process ends."""


class _Job:
    def __init__(self, work: Work) -> None:
        self.work = work
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class FairQueue:
    """The queue, and who works on it as long as something waits."""

    def __init__(self, *, resting: Callable[[], object] = bool) -> None:
        """`resting`: called when nothing is left to do."""
        self._waiting: dict[ServerId, dict[int, deque[_Job]]] = {}  # the first of each is next
        self._working: dict[asyncio.Task[None], tuple[ServerId, int]] = {}
        self._stopped = False
        self._resting = resting

    async def in_turn(self, server: ServerId, author: int, work: Work) -> None:
        """Do it once it is this author's turn. Raises NoRoom, and what the work raises."""
        job = self._entered(server, author, work)
        if job is None:
            raise NoRoom
        self._begin()
        await job.done

    def _entered(self, server: ServerId, author: int, work: Work) -> _Job | None:
        of_server = self._waiting.get(server, {})
        if (
            self._stopped
            or len(of_server.get(author, ())) >= OF_ONE
            or sum(map(len, of_server.values())) >= OF_SERVER
            or self.waiting >= MOST
        ):
            return None
        job = _Job(work)
        self._waiting.setdefault(server, {}).setdefault(author, deque()).append(job)
        return job

    @property
    def waiting(self) -> int:
        """How many messages wait."""
        return sum(len(jobs) for authors in self._waiting.values() for jobs in authors.values())

    async def stop(self) -> None:
        """Do nothing more: whoever waits is told so, and so is whoever is at it."""
        self._stopped = True
        for job in [job for authors in self._waiting.values() for jobs in authors.values() for job in jobs]:
            _end(job, NoRoom())
        self._waiting.clear()
        for task in list(self._working):
            task.cancel()
        if self._working:
            await asyncio.wait(list(self._working))

    def _begin(self) -> None:
        """Begin as many as may be at once."""
        while len(self._working) < AT_ONCE:
            chosen = self._next()
            if chosen is None:
                break
            server, author, job = chosen
            task = asyncio.create_task(self._do(job), name="pictures")
            self._working[task] = server, author
            task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._working.pop(task, None)
        self._begin()
        if not self._working and not self._waiting:
            self._resting()

    def _next(self) -> tuple[ServerId, int, _Job] | None:
        """Take the job whose turn it is; its server and its author go behind all others. None: none may begin now."""
        at_work = list(self._working.values())
        for server, authors in self._waiting.items():
            if sum(each == server for each, _ in at_work) >= AT_ONCE_OF_SERVER:
                continue
            author = next((each for each in authors if (server, each) not in at_work), None)
            if author is None:
                continue
            jobs = authors.pop(author)
            job = jobs.popleft()
            if jobs:
                authors[author] = jobs
            del self._waiting[server]
            if authors:
                self._waiting[server] = authors
            return server, author, job
        return None

    async def _do(self, job: _Job) -> None:
        try:
            await job.work()
        except asyncio.CancelledError:
            _end(job, NoRoom())
            raise
        except Unavailable as error:
            _end(job, error)
        except Exception as error:  # noqa: BLE001  # one message must not end the work on all others
            _log.exception("a message with pictures could not be looked at")
            _end(job, error)
        else:
            _end(job, None)


def _end(job: _Job, error: Exception | None) -> None:
    if job.done.done():
        return
    if error is None:
        job.done.set_result(None)
    else:
        job.done.set_exception(error)
        job.done.exception()  # whoever asked may have gone
