"""Asking Discord which server is behind an invite: in the background, in one process at a time, seldom.

Two steps, repeated: what waits for an answer that is there now is looked at again, as if it had just been posted; then
the next code is asked about. Both are rows, so a restart at any moment goes on where it was. A question that failed
is asked again after a doubling wait: for a code on a list as long as it stands there, for another some minutes long.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.links.link import INVITES
from services.base.leases import Leases
from services.base.ports import Clock
from services.base.worker import Bell, Worker
from services.lists.live_index import LiveIndex

_log = logging.getLogger(__name__)

BETWEEN_QUESTIONS = timedelta(seconds=1)  # 60 a minute at most
LONGEST_WAIT = timedelta(hours=1)
TRIES = 8  # for a code that no list holds: some nine minutes
_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_SILENCE = timedelta(minutes=1)  # before anything is asked again, where Discord does not answer

_JOB = "invites"
_LEASE = timedelta(seconds=5)  # how long a process that died keeps the others waiting
_CALL_SECONDS = 4.0


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
    place: PostKind
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


class InviteQuestionStore(Protocol):
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


class InviteQuestions(Worker[Question | WaitingPost]):
    """The worker. `reader` None: this process may not read messages, so it looks at none again."""

    def __init__(
        self,
        *,
        store: InviteQuestionStore,
        source: InviteSource,
        reader: PostReader | None,
        indexing: LiveIndex,
        leases: Leases,
        clock: Clock,
        bell: Bell,
    ) -> None:
        super().__init__("invites", bell)
        self._store = store
        self._source = source
        self.reader = reader
        self._indexing = indexing
        self._leases = leases
        self._clock = clock
        self._under_way: set[Question | WaitingPost] = set()
        self._not_before = clock()
        self._failures = 0  # in a row
        self._listed_first = True

    async def take(self, limit: int) -> Sequence[Question | WaitingPost]:
        """Nothing, while another process is at it."""
        now = self._clock()
        if not await self._store.is_work(now):
            return []
        if not await self._leases.acquire(_JOB, _LEASE):
            return []
        taken: list[Question | WaitingPost] = [*await self._questions(now)]
        taken += await self._posts(now, limit - len(taken))
        self._under_way.update(taken)
        return taken

    async def _posts(self, now: datetime, limit: int) -> Sequence[WaitingPost]:
        if self.reader is None:
            return []
        posts = await self._store.answered_posts(now, limit)
        if posts:
            await self._indexing.catch_up()  # else what another process listed just now would be overlooked
        busy = {(row.message, row.place) for row in self._under_way if isinstance(row, WaitingPost)}
        return [post for post in posts if (post.message, post.place) not in busy]

    async def _questions(self, now: datetime) -> Sequence[Question]:
        if now < self._not_before or any(isinstance(row, Question) for row in self._under_way):
            return []
        question = await self._store.question(now, listed_first=self._listed_first)
        if question is None:
            return []
        self._listed_first = not self._listed_first  # a long import and a raid do not keep each other waiting
        self._not_before = now + BETWEEN_QUESTIONS
        return [question]

    async def perform(self, row: Question | WaitingPost) -> None:
        """What cannot be saved stands as it was and is taken again."""
        try:
            await (self._ask(row) if isinstance(row, Question) else self._look_again(row))
        except Unavailable as error:
            _log.warning("invites: %s", error.key)
        except Exception:  # noqa: BLE001  # one of them must not end the work
            _log.exception("invites")
        finally:
            self._under_way.discard(row)
            self.bell.ring()

    async def _look_again(self, post: WaitingPost) -> None:
        assert self.reader is not None  # noqa: S101  # else none is taken
        try:
            done = await self.reader.hear_again(post)
        except Exception:  # noqa: BLE001  # it must not be taken again at once
            _log.exception("a post that holds an invite could not be looked at again")
            done = False
        if done:
            await self._store.post_done(post)
        else:
            await self._store.post_later(post, self._clock() + _wait(post.tries))

    async def _ask(self, question: Question) -> None:
        try:
            async with asyncio.timeout(_CALL_SECONDS):
                answer = await self._source.behind(question.code)
        except (NotAnswered, TimeoutError):
            await self._later(question)
        else:
            await self._save(question, answer)

    async def _save(self, question: Question, answer: Answer) -> None:
        self._failures = 0
        if await self._store.answer(question.code, answer, self._clock()):
            self._indexing.apply([INVITES])
        if question.listed:
            what = "no server" if answer.server is None else "its server is known"
            _log.info("an invite on a list: %s", what)

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
