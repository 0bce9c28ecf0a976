"""Asking Discord which server is behind an invite: in the background, in one process at a time, seldom.

Two steps, repeated: what waits for an answer that is there now is looked at again, as if it had just been posted; then
the next code is asked about. Both are rows, so a restart at any moment goes on where it was. A question that failed
is asked again after a doubling wait: for a code on a list as long as it stands there, for another some minutes long.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.detections import Place
from core.errors import Unavailable
from core.ids import ChannelId, MessageId, ServerId
from core.links.link import INVITES
from services.indexing import Indexing
from services.invites import Invites
from services.leases import LeaseStore
from services.ports import Clock

_log = logging.getLogger(__name__)

BETWEEN_QUESTIONS = timedelta(seconds=1)  # 60 a minute at most
LONGEST_WAIT = timedelta(hours=1)
TRIES = 8  # for a code that no list holds: some nine minutes
_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_SILENCE = timedelta(minutes=1)  # before anything is asked again, where Discord does not answer

_JOB = "invites"
_LEASE = timedelta(seconds=5)  # how long a process that died keeps the others waiting
_CALL_SECONDS = 4.0
_POLL_SECONDS = 0.5
_POSTS_AT_ONCE = 8


class NotAnswered(Exception):
    """Discord did not say: too many questions, its fault, or no connection."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Discord said about an invite. `server` None: there is none (any more), or no server is behind it."""

    server: ServerId | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A code that is due. `tries`: this one included."""

    code: str
    listed: bool
    tries: int


@dataclass(frozen=True, slots=True)
class WaitingPost:
    """Something posted that is to be looked at again. `tries`: this one included."""

    server: ServerId
    place: Place
    channel: ChannelId
    message: MessageId
    codes: tuple[str, ...]  # those that have an answer
    tries: int


class InviteSource(Protocol):
    """Discord."""

    async def behind(self, code: str) -> Answer:
        """The server behind the code. Raises NotAnswered."""
        ...


class PostReader(Protocol):
    """Whoever can bring a post up again."""

    async def hear_again(self, post: WaitingPost) -> bool:
        """Scan it as it stands now. True: done, or it is gone or hidden; False: Discord could not give it just now."""
        ...


class QuestionStore(Protocol):
    """Tables `invites` and `invite_posts`, as the work is done."""

    async def is_work(self, now: datetime) -> bool:
        """Whether anything is due."""
        ...

    async def question(self, now: datetime, *, listed_first: bool) -> Question | None:
        """The code that has waited longest, of those on lists first or of the others first."""
        ...

    async def answer(self, code: str, answer: Answer, now: datetime) -> bool:
        """Save it; posts that wait for it in vain are forgotten. True: some list holds a server by it."""
        ...

    async def not_answered(self, code: str, again: datetime | None, now: datetime) -> None:
        """Ask again then; None: not at all for now, and nothing waits for it any more."""
        ...

    async def answered_posts(self, now: datetime, limit: int) -> list[WaitingPost]:
        """Posts whose invites have an answer, oldest first."""
        ...

    async def post_done(self, post: WaitingPost) -> None:
        """It was looked at, with these codes answered."""
        ...

    async def post_later(self, post: WaitingPost, again: datetime) -> None:
        """It could not be read."""
        ...


class Asking:
    """The worker. `reader` None: this process may not read messages, so it looks at none again."""

    def __init__(
        self,
        store: QuestionStore,
        invites: Invites,
        source: InviteSource,
        indexing: Indexing,
        leases: LeaseStore,
        clock: Clock,
        process: str,
    ) -> None:
        self._store = store
        self._invites = invites
        self._source = source
        self._indexing = indexing
        self._leases = leases
        self._clock = clock
        self._process = process
        self._not_before = clock()
        self._failures = 0  # in a row
        self._listed_first = True
        self._hearing: dict[tuple[MessageId, Place], asyncio.Task[None]] = {}
        self.reader: PostReader | None = None

    async def run(self) -> None:
        """For ever, from the connection on."""
        self._invites.attended = True
        try:
            while True:
                self._invites.woken.clear()
                try:
                    again = await self.step()
                except Unavailable as error:
                    _log.warning("invites: %s", error.key)
                    again = False
                except Exception:  # noqa: BLE001  # the worker must outlive whatever one look meets
                    _log.exception("invites")
                    again = False
                if not again:
                    await self._pause()
        finally:
            self._invites.attended = False

    async def _pause(self) -> None:
        wait = (self._not_before - self._clock()).total_seconds()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(wait, _POLL_SECONDS) if wait > 0 else _POLL_SECONDS):
                await self._invites.woken.wait()

    async def step(self) -> bool:
        """One look; whether there was something to do."""
        now = self._clock()
        if not await self._store.is_work(now):
            return False
        if not await self._leases.acquire(_JOB, self._process, now, now + _LEASE):
            return False
        heard = await self._hear_again(now)
        return await self._ask(now) or heard

    async def _hear_again(self, now: datetime) -> bool:
        if self.reader is None or len(self._hearing) >= _POSTS_AT_ONCE:
            return False
        posts = await self._store.answered_posts(now, _POSTS_AT_ONCE)
        if posts:
            await self._indexing.catch_up()  # else what another process listed just now would be overlooked
        fresh = [post for post in posts if (post.message, post.place) not in self._hearing]
        for post in fresh:
            # Beside the questions, and never cancelled while the process runs: a removal may be a part of it.
            task = asyncio.create_task(self._hear(self.reader, post), name=f"hear-again-{post.message}")
            self._hearing[post.message, post.place] = task
        return bool(fresh)

    async def _hear(self, reader: PostReader, post: WaitingPost) -> None:
        try:
            try:
                done = await reader.hear_again(post)
            except Exception:  # noqa: BLE001  # one message must not keep the others waiting
                _log.exception("a message that held an invite could not be looked at again")
                done = False
            if done:
                await self._store.post_done(post)
            else:
                await self._store.post_later(post, self._clock() + _wait(post.tries))
        except Unavailable as error:  # the row stands as it was
            _log.warning("invites: %s", error.key)
        finally:
            del self._hearing[post.message, post.place]
            self._invites.woken.set()

    async def finish(self, seconds: float) -> None:
        """Let what was begun end, at stop; what does not is looked at again after the next start."""
        if self._hearing:
            await asyncio.wait(self._hearing.values(), timeout=seconds)
        for task in list(self._hearing.values()):
            task.cancel()

    async def _ask(self, now: datetime) -> bool:
        if now < self._not_before:
            return False
        question = await self._store.question(now, listed_first=self._listed_first)
        if question is None:
            return False
        self._listed_first = not self._listed_first  # a long import and a raid do not keep each other waiting
        self._not_before = now + BETWEEN_QUESTIONS
        try:
            async with asyncio.timeout(_CALL_SECONDS):
                answer = await self._source.behind(question.code)
        except (NotAnswered, TimeoutError):
            await self._later(question)
        else:
            await self._save(question, answer)
        return True

    async def _save(self, question: Question, answer: Answer) -> None:
        self._failures = 0
        if await self._store.answer(question.code, answer, self._clock()):
            self._indexing.apply([INVITES])
        if question.listed:
            _log.info(
                "an invite on a list: %s", "no server" if answer.server is None else "its server is known"
            )

    async def _later(self, question: Question) -> None:
        self._failures += 1
        now = self._clock()
        self._not_before = now + min(_wait(self._failures), _LONGEST_SILENCE)
        gives_up = not question.listed and question.tries >= TRIES
        await self._store.not_answered(question.code, None if gives_up else now + _wait(question.tries), now)
        _log.warning("Discord did not say what is behind an invite (try %s)", question.tries)


def _wait(tries: int) -> timedelta:
    doubled: timedelta = _FIRST_WAIT * 2 ** min(tries - 1, 12)
    return min(doubled, LONGEST_WAIT)
