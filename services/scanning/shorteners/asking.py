"""Asking shorteners where links lead: one request a step, in the background, a shortener seldom.

take the links that are due, at most one of each shortener that may be asked now, as this process's
-> ask for one step: the guarded client holds the address against every list and open case directly before
-> where it leads to a shortener again, that is asked in turn, as the next step of the same row
-> else the answer is saved. In the same transaction the messages that hold the link are to be looked at again, where some list
   may hold what is behind it, or no longer wait.

The first place that is no shortener's is the answer, and nothing is asked there: neither it nor its name servers. All of it
stands in rows, so a restart at any moment goes on where it was. A page in place of a redirect is "not known", whatever stands in it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from core.base.errors import Unavailable
from core.links import canonical
from core.lists.shorteners.answers import (
    BELIEVED,
    KEPT,
    MOST_HOPS,
    ShortLink,
    ShortState,
    kept_target,
    links_behind,
    opens,
)
from core.lists.shorteners.hosts import Shorteners
from services.base.fetching import Failed, LedOn, RefusalReason, Refused, Stepper, StepResult, Stood
from services.base.ports import Clock, Storage
from services.base.worker import Bell, Worker, until_saved
from services.lists.invite_questions import WaitingPost
from services.lists.live_index import LiveIndex
from services.lists.shorteners.short_links import WAITS_FOR
from services.scanning.posts import KeptPostStore

_log = logging.getLogger(__name__)

BETWEEN_QUESTIONS: Final = timedelta(seconds=1)  # to one shortener, by all processes together
STEP_SECONDS: Final = 10.0
_FIRST_WAIT: Final = timedelta(seconds=2)
_LONGEST_WAIT: Final = timedelta(minutes=5)  # before one link is asked about again
_LONGEST_PAUSE: Final = timedelta(seconds=8)  # of a shortener that fails, without saying for how long
_LONGEST_ASKED: Final = timedelta(hours=1)  # that a shortener says it wants to be left alone
_GONE: Final = frozenset({404, 410})
_BUSY: Final = 429
_FAULT: Final = 500  # and above


@dataclass(frozen=True, slots=True)
class ShortQuestion:
    """A link that this process asks about. `way`: what was named so far; `tries`: how often it was asked, this time included;
    `failures`: of the shortener `host`, in a row. `link` '': what was kept does not open any more.
    """

    key: bytes
    link: str
    host: str
    way: Sequence[str]
    tries: int
    seen_at: datetime
    failures: int


@dataclass(frozen=True, slots=True)
class _Onward:
    """The shortener led to another one, `host`."""

    way: Sequence[str]
    host: str


@dataclass(frozen=True, slots=True)
class _Later:
    """It could not be learnt this time. `pause`: how long the shortener is left alone."""

    wait: timedelta
    pause: timedelta


class ShortQuestionStore(Protocol):
    """The store of tables `short_links`, `short_posts` and `shortener_pauses` as the worker goes through them."""

    async def any_due(self, now: datetime) -> bool:
        """Whether `take` would find a link."""
        ...

    async def take(self, process: str, now: datetime, limit: int, again_at: datetime) -> list[ShortQuestion]:
        """Take links that are due and that no living process is at, one of each shortener that may be asked; nobody asks
        these shorteners again before `again_at`.
        """
        ...

    async def go_on(
        self, question: ShortQuestion, process: str, way: Sequence[str], host: str, now: datetime
    ) -> None:
        """Have the next shortener on the way asked, at once."""
        ...

    async def answer(
        self,
        question: ShortQuestion,
        process: str,
        link: ShortLink,
        believed_until: datetime,
        kept_until: datetime,
    ) -> bool:
        """Save what is known of the link. False: it is not this process's any more."""
        ...

    async def later(self, question: ShortQuestion, process: str, due_at: datetime) -> None:
        """Have the link asked about again at this time."""
        ...

    async def pause(self, host: str, until: datetime) -> None:
        """Leave a shortener that failed alone until this time at least."""
        ...

    async def works(self, host: str) -> None:
        """Note that a shortener answered."""
        ...

    async def release_posts(self, question: ShortQuestion) -> list[WaitingPost]:
        """End the waiting of every post that holds the link; gives them."""
        ...


class AskingTx(Protocol):
    """What a transaction offers to the worker."""

    @property
    def short_questions(self) -> ShortQuestionStore:
        """The store of tables `short_links`, `short_posts` and `shortener_pauses`."""
        ...

    @property
    def waiting_posts(self) -> KeptPostStore:
        """The store of table `waiting_posts`."""
        ...


class ShortQuestions(Worker[ShortQuestion]):
    """The worker. `waiting_bell`: of the worker that looks at posts again."""

    def __init__(
        self,
        *,
        storage: Storage[AskingTx],
        stepper: Stepper,
        shorteners: Shorteners,
        index: LiveIndex,
        clock: Clock,
        process: str,
        waiting_bell: Bell,
        bell: Bell,
    ) -> None:
        super().__init__("short links", bell)
        self._storage = storage
        self._stepper = stepper
        self._shorteners = shorteners
        self._index = index
        self._clock = clock
        self._process = process
        self._waiting_bell = waiting_bell

    async def take(self, limit: int) -> Sequence[ShortQuestion]:
        """Take what is due and may be asked."""
        now = self._clock()
        if not await self._storage.glance.short_questions.any_due(now):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.short_questions.take(self._process, now, limit, now + BETWEEN_QUESTIONS)

    async def perform(self, row: ShortQuestion) -> None:
        """Ask for one step, and save what came of it."""
        try:
            outcome = await self._ask(row)
        except Unavailable as error:  # whether the shortener is listed is not known, and it was not asked
            _log.warning("short links: %s", error.key)
            outcome = _Later(_wait(row.tries), timedelta(0))
        except Exception:  # noqa: BLE001  # one that fails must not end the work, nor be lost
            _log.exception("a shortener could not be asked")
            outcome = _Later(_wait(row.tries), timedelta(0))
        await until_saved(lambda: self._settle(row, outcome))

    async def _ask(self, row: ShortQuestion) -> ShortLink | _Onward | _Later:
        if not row.link or self._clock() - row.seen_at >= WAITS_FOR:
            return _as_far_as(row)
        following = self._shorteners.next_question(row.way[-1]) if row.way else None
        url = self._shorteners.question(row.link) if following is None else following[1]
        return self._understood(row, await self._stepper.step(url, STEP_SECONDS))

    def _understood(self, row: ShortQuestion, said: StepResult) -> ShortLink | _Onward | _Later:
        """What an answer means."""
        match said:
            case LedOn():
                return self._led(row, said.target)
            case Stood(status=status, retry_after=asked) if status == _BUSY or status >= _FAULT:
                return _later(row, asked)
            case Stood(status=status) if status in _GONE:
                return ShortLink(ShortState.NOWHERE, row.way)
            case Stood():
                return _as_far_as(row)
            case Refused(reason=reason):
                if reason is RefusalReason.HELD:
                    _log.info("a shortener that a list holds, or that somebody reported, is not asked")
                return _as_far_as(row)
            case Failed():
                return _later(row, None)

    def _led(self, row: ShortQuestion, location: str) -> ShortLink | _Onward:
        if not opens(location):
            return ShortLink(ShortState.NOWHERE, row.way)
        target, is_whole = kept_target(location)
        following = self._shorteners.next_question(target)
        if target in row.way or (
            following is not None and following[1] == self._shorteners.question(row.link)
        ):
            return ShortLink(ShortState.NOWHERE, row.way)  # a circle
        way = (*row.way, target)
        if following is None and is_whole:
            return ShortLink(ShortState.LEADS, way)
        if following is None or not is_whole or len(way) >= MOST_HOPS:
            return ShortLink(ShortState.PARTLY, way)
        return _Onward(way, following[0])

    async def _settle(self, row: ShortQuestion, outcome: ShortLink | _Onward | _Later) -> None:
        now = self._clock()
        if isinstance(outcome, ShortLink):
            await self._answer(row, outcome, now)
            return
        async with self._storage.settling() as tx:
            if isinstance(outcome, _Onward):
                await tx.short_questions.works(row.host)
                await tx.short_questions.go_on(row, self._process, outcome.way, outcome.host, now)
            else:
                await tx.short_questions.later(row, self._process, now + outcome.wait)
                if outcome.pause:
                    await tx.short_questions.pause(row.host, now + outcome.pause)
        if isinstance(outcome, _Onward):
            self.bell.ring()
        else:
            _log.warning("a shortener did not say where a link leads (try %s)", row.tries)

    async def _answer(self, row: ShortQuestion, link: ShortLink, now: datetime) -> None:
        # Else what another process listed just now would be overlooked.
        await self._index.catch_up()
        suspect = self._may_be_listed(row.link, link.way)
        async with self._storage.settling() as tx:
            believed_until = now + BELIEVED[link.state]
            await tx.short_questions.works(row.host)
            if not await tx.short_questions.answer(row, self._process, link, believed_until, now + KEPT):
                return
            posts = await tx.short_questions.release_posts(row)
            for post in posts if suspect else ():
                await tx.waiting_posts.keep(post.server, post.place, post.channel, post.message, now, now)
        if posts and suspect:
            self._waiting_bell.ring()

    def _may_be_listed(self, link: str, way: Sequence[str]) -> bool:
        """Whether some list of some server may hold a place of the way. Memory alone."""
        outer, might_hold = canonical(link), self._index.index.might_hold
        return outer is not None and any(
            might_hold(key) for place in links_behind(outer, way) for key in place.keys
        )


def _as_far_as(row: ShortQuestion) -> ShortLink:
    """What is known where no more can be learnt: the way so far, and that nobody knows where it ends."""
    return ShortLink(ShortState.PARTLY if row.way else ShortState.UNKNOWN, row.way)


def _later(row: ShortQuestion, asked: timedelta | None) -> _Later:
    wait = _wait(row.tries)
    if asked is not None:
        pause = min(asked, _LONGEST_ASKED)
        return _Later(max(wait, pause), pause)
    return _Later(wait, min(_FIRST_WAIT * 2 ** min(row.failures, 10), _LONGEST_PAUSE))


def _wait(tries: int) -> timedelta:
    doubled: timedelta = _FIRST_WAIT * 2 ** min(tries - 1, 12)
    return min(doubled, _LONGEST_WAIT)
