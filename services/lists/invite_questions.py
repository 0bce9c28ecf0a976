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
from core.base.shards import ALL_SHARDS, Ours
from core.links.link import INVITES
from core.lists.invites import NONE_FOR, InviteAnswer, InviteState, believed_for, heard
from services.base.leases import Leases
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell, Worker
from services.lists.live_index import ListChangeStore, LiveIndex

_log = logging.getLogger(__name__)

BETWEEN_QUESTIONS = timedelta(seconds=1)  # 60 a minute at most
LONGEST_WAIT = timedelta(hours=1)
TRIES = 8  # for a code that no list holds: some nine minutes
_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_SILENCE = timedelta(minutes=1)  # before anything is asked again, where Discord does not answer

_JOB = "invites"
_LEASE = timedelta(seconds=5)  # after the death of the process that asks, how long the others wait
_CALL_SECONDS = 4.0


class NotAnswered(Exception):
    """Discord did not say which server is behind an invite: too many questions, its fault, or no connection."""


@dataclass(frozen=True, slots=True)
class InviteQuestion:
    """A code that is due to be asked about. `tries`: how often it was asked about, this time included."""

    code: str
    listed: bool
    tries: int


@dataclass(frozen=True, slots=True)
class WaitingPost:
    """A post that is to be looked at again. `tries`: how often it was looked at, this time included."""

    server: ServerId
    place: PostKind
    channel: ChannelId
    message: MessageId
    codes: tuple[str, ...]  # those that have an answer now
    tries: int


class InviteSource(Protocol):
    """Asks Discord about invites."""

    async def behind(self, code: str) -> InviteAnswer:
        """Ask which server is behind the code. Raises NotAnswered."""
        ...


class PostReader(Protocol):
    """Fetches a post and has it scanned once more."""

    async def hear_again(self, post: WaitingPost) -> bool:
        """Scan the post as it stands now.

        True: it is done, or gone or hidden; False: Discord could not give it just now.
        """
        ...


class InviteQuestionStore(Protocol):
    """The store of tables `invites` and `invite_posts` as the worker uses them."""

    async def is_work(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether anything is due."""
        ...

    async def next(self, now: datetime, *, listed: bool) -> InviteQuestion | None:
        """Give the due code that has waited longest, of those on lists or of the others."""
        ...

    async def state(self, code: str) -> InviteState | None:
        """Give what is stored about the code."""
        ...

    async def save(self, code: str, state: InviteState, believed_until: datetime, now: datetime) -> None:
        """Save the answer about a code."""
        ...

    async def forget_vain_posts(self, code: str) -> None:
        """Forget posts that waited for this code, unless it leads to a server that some entry holds."""
        ...

    async def ask_again(self, code: str, due_at: datetime) -> None:
        """Have the code, which was not answered, asked about again at this time."""
        ...

    async def give_up(self, code: str, until: datetime, now: datetime) -> None:
        """Give the code up, which was not answered: it is not asked about again before this time,
        and nothing waits for it.
        """
        ...

    async def answered_posts(self, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> list[WaitingPost]:
        """Give posts of these servers whose invites have an answer, oldest first."""
        ...

    async def post_done(self, post: WaitingPost) -> None:
        """Note that the post was looked at, with these codes answered."""
        ...

    async def post_later(self, post: WaitingPost, due_at: datetime) -> None:
        """Note that the post could not be read, and is to be looked at again at this time."""
        ...


class InviteQuestionsTx(Protocol):
    """What a transaction offers to the worker."""

    @property
    def invite_questions(self) -> InviteQuestionStore:
        """The store of tables `invites` and `invite_posts`."""
        ...

    @property
    def list_changes(self) -> ListChangeStore:
        """The store of table `list_changes`."""
        ...


class InviteQuestions(Worker[InviteQuestion | WaitingPost]):
    """The worker that asks Discord about invites. `reader` None: this process may not read messages and looks at none again."""

    def __init__(
        self,
        *,
        storage: Storage[InviteQuestionsTx],
        source: InviteSource,
        reader: PostReader | None,
        index: LiveIndex,
        leases: Leases,
        clock: Clock,
        bell: Bell,
        ours: OurShards = all_shards,
    ) -> None:
        super().__init__("invites", bell)
        self._ours = ours
        self._storage = storage
        self._source = source
        self._reader = reader
        self._index = index
        self._leases = leases
        self._clock = clock
        self._under_way: set[InviteQuestion | WaitingPost] = set()
        self._not_before = clock()
        self._failures = 0  # questions that failed in a row
        self._listed_first = True

    async def take(self, limit: int) -> Sequence[InviteQuestion | WaitingPost]:
        """Take what is due: one question at most, while no other process has the job; and posts to look at again, in servers of
        this process's shards.
        """
        now, ours = self._clock(), self._ours()
        if not await self._storage.read.invite_questions.is_work(now, ours):
            return []
        taken: list[InviteQuestion | WaitingPost] = []
        if await self._leases.acquire(_JOB, _LEASE):
            taken += await self._questions(now)
        taken += await self._posts(now, limit - len(taken), ours)
        self._under_way.update(taken)
        return taken

    async def _posts(self, now: datetime, limit: int, ours: Ours) -> Sequence[WaitingPost]:
        if self._reader is None:
            return []
        posts = await self._storage.read.invite_questions.answered_posts(now, limit, ours)
        if posts:
            # Else a code that another process listed just now would be overlooked.
            await self._index.catch_up()
        busy = {(row.message, row.place) for row in self._under_way if isinstance(row, WaitingPost)}
        return [post for post in posts if (post.message, post.place) not in busy]

    async def _questions(self, now: datetime) -> Sequence[InviteQuestion]:
        if now < self._not_before or any(isinstance(row, InviteQuestion) for row in self._under_way):
            return []
        reading, first = self._storage.read.invite_questions, self._listed_first
        question = await reading.next(now, listed=first) or await reading.next(now, listed=not first)
        if question is None:
            return []
        # By turns, so that a long import and a raid do not keep each other waiting.
        self._listed_first = not self._listed_first
        self._not_before = now + BETWEEN_QUESTIONS
        return [question]

    async def perform(self, row: InviteQuestion | WaitingPost) -> None:
        """Ask, or look again. A row whose outcome cannot be saved stands as it was and is taken once more."""
        try:
            await (self._ask(row) if isinstance(row, InviteQuestion) else self._look_again(row))
        except Unavailable as error:
            _log.warning("invites: %s", error.key)
        except Exception:  # noqa: BLE001  # one row must not end the work
            _log.exception("invites")
        finally:
            self._under_way.discard(row)
            self.bell.ring()

    async def _look_again(self, post: WaitingPost) -> None:
        assert self._reader is not None  # noqa: S101  # else none is taken
        try:
            done = await self._reader.hear_again(post)
        except Exception:  # noqa: BLE001  # the row must not be taken again at once
            _log.exception("a post that holds an invite could not be looked at again")
            done = False
        async with self._storage.relaxed() as tx:
            if done:
                await tx.invite_questions.post_done(post)
            else:
                await tx.invite_questions.post_later(post, self._clock() + _wait(post.tries))

    async def _ask(self, question: InviteQuestion) -> None:
        try:
            async with asyncio.timeout(_CALL_SECONDS):
                answer = await self._source.behind(question.code)
        except (NotAnswered, TimeoutError):
            await self._later(question)
        else:
            await self._save(question, answer)

    async def _save(self, question: InviteQuestion, answer: InviteAnswer) -> None:
        self._failures = 0
        if await self._keep(question.code, answer):
            self._index.apply([INVITES])
        if question.listed:
            what = "no server" if answer.server is None else "its server is known"
            _log.info("an invite on a list: %s", what)

    async def _keep(self, code: str, answer: InviteAnswer) -> bool:
        """Save the answer, and forget posts that waited for it in vain;
        returns whether some entry holds a server by it.
        """
        now = self._clock()
        async with self._storage.bulk() as tx:
            before = await tx.invite_questions.state(code)
            kept = None if before is None else heard(before, answer)
            if kept is not None:
                await tx.invite_questions.save(code, kept, now + believed_for(answer), now)
                if kept.holds:
                    await tx.list_changes.note(INVITES)
            await tx.invite_questions.forget_vain_posts(code)
        return kept is not None and kept.holds

    async def _later(self, question: InviteQuestion) -> None:
        self._failures += 1
        now = self._clock()
        self._not_before = now + min(_wait(self._failures), _LONGEST_SILENCE)
        gives_up = not question.listed and question.tries >= TRIES
        async with self._storage.relaxed() as tx:
            if gives_up:
                await tx.invite_questions.give_up(question.code, now + NONE_FOR, now)
            else:
                await tx.invite_questions.ask_again(question.code, now + _wait(question.tries))
        _log.warning("Discord did not say what is behind an invite (try %s)", question.tries)


def _wait(tries: int) -> timedelta:
    doubled: timedelta = _FIRST_WAIT * 2 ** min(tries - 1, 12)
    return min(doubled, LONGEST_WAIT)
