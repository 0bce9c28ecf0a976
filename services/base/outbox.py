"""Posting what Rowan posts: saved before it is sent, sent at least once, one message for each row.

An outbox row stands for one message that is rendered from another row (a case, a detection, a delivery) and kept
up to date. A change raises the row's generation in the same transaction; a worker then renders and posts or edits.
Its steps: take the rows that are due -> perform each -> settle with the outcome. A process that dies at any step
leaves a row that another process (or the next start) takes again; the nonce and a look into the channel's history
keep it at one message.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import ChannelId, MessageId, ServerId
from services.base.ports import Clock, Storage
from services.base.worker import Bell, Worker, until_saved

_log = logging.getLogger(__name__)

_LOOKS, _LOOK_SECONDS = 20, 0.05  # a form must be shown within two seconds, with all that comes before it
_LONGEST_WAIT = timedelta(minutes=5)


class Kind(StrEnum):
    """The kinds of messages that Rowan posts. An outbox row's `subject` is the id of the row that is rendered."""

    CASE_CARD = "case_card"
    DETECTION_CARD = "detection_card"
    DIGEST = "digest"  # open work, once a week; subject is a server
    CASE_REMINDER = "case_reminder"  # emergencies that nobody claimed; subject is the oldest of them
    UPDATE_DRAFT = "update_draft"  # an update that waits for approval in its own server's review channel
    UPDATE_COPY = "update_copy"  # a delivery: an update in the channel of a server that follows
    DELIVERY_DRAFT = "delivery_draft"  # a delivery that waits for the follower's approval
    MANAGER_NOTICE = (
        "manager_notice"  # the review channel is gone or public: managers are told; subject is a server
    )
    CONCERNED_NOTICE = "concerned_notice"  # a manager hears of cases about a moderator; subject is the oldest
    OUTCOME_NOTICE = "outcome_notice"  # a reporter hears how the case ended; subject is the report
    RELAY_QUESTION = "relay_question"  # to a reporter, from the moderators; subject is the relay message
    RELAY_ANSWER = "relay_answer"  # to the moderators, from a reporter; subject is the relay message
    UNDO_NOTICE = "undo_notice"  # a removed text goes back to its author; subject is a detection


class ChannelProblem(StrEnum):
    """Why nothing can be posted to a channel."""

    UNSET = "unset"
    DELETED = "deleted"
    PUBLIC = "public"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message to make or to bring up to date."""

    id: int
    kind: Kind
    subject: int
    server: ServerId
    channel: ChannelId | None
    message: MessageId | None
    nonce: str
    generation: int
    attempts: int
    # When an earlier attempt began, which may have posted a message of which the row does not know.
    attempted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Posted:
    """The message stands there and shows the row's generation."""

    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class Told:
    """The message was delivered to one person. Where it stands is not kept, and it is never sent again."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """There is nothing to show, or no longer."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Sending failed in a way that passes: try again after `wait` (None: doubling from two seconds).

    `may_stand`: a first send may have arrived nevertheless (a lost answer, a 500), so the history is searched for it.
    """

    reason: str
    wait: timedelta | None = None
    may_stand: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """The message cannot be sent until somebody changes something (no review channel, say); `/setup` wakes it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The message was deleted by someone; make a new one."""


Outcome = Posted | Told | Dropped | Later | Waiting | Lost
Performer = Callable[[OutboxRow], Awaitable[Outcome]]


class PlaceSource(Protocol):
    """Knows where messages stand."""

    async def place_of(self, kind: Kind, subject: int) -> tuple[ChannelId, MessageId] | None:
        """Give the channel and the message about this row; None where none is known to stand."""
        ...


class OutboxStore(PlaceSource, Protocol):
    """Rows of table `outbox`."""

    async def arm(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        """Have the message of this kind about this row posted or brought up to date. Repeats coalesce."""
        ...

    async def arm_anew(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        """Have the message of this kind about this row posted as a new one at the channel's end, so that it is seen.

        A first message whose sending is under way is kept.
        """
        ...

    async def any_due(self, now: datetime) -> bool:
        """Whether `take` would find a row."""
        ...

    async def take(self, process: str, now: datetime, limit: int) -> list[OutboxRow]:
        """Take due rows that no living process is working on:
        they are marked as this process's, and the attempt is counted.
        """
        ...

    async def settle(self, row: OutboxRow, outcome: Outcome, now: datetime, retry_at: datetime) -> None:
        """Save the outcome of an attempt; a row whose generation rose meanwhile stays due."""
        ...

    async def subject_at(self, kind: Kind, message: MessageId) -> int | None:
        """Give the subject of the message; None where it is not of this kind."""
        ...

    async def wake(self, server: ServerId, now: datetime) -> None:
        """Make due now what waits in this server, or was to be tried later."""
        ...

    async def follow_review_channel(self, server: ServerId, channel: ChannelId, now: datetime) -> None:
        """Move what is open and stands elsewhere to the server's new review channel."""
        ...

    async def drop_unsent(self, kind: Kind, subject: int, reason: str) -> bool:
        """Send it no more, where certainly nobody has seen it. False: it was sent, or may have been."""
        ...

    async def row_at(self, message: MessageId) -> int | None:
        """Give the outbox row of a message, if it is of a kind that waits for somebody and its subject is still open."""
        ...

    async def make_anew(self, row: int, now: datetime) -> bool:
        """Have another message posted for the row, if its subject is still open; returns whether it is."""
        ...


class OutboxTx(Protocol):
    """What a transaction offers to the outbox."""

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...


async def known_place(store: PlaceSource, kind: Kind, subject: int) -> tuple[ChannelId, MessageId] | None:
    """Give the place of a row's message, for checking a click against it; wait for it at most a second.

    Somebody may click in the moment between Discord's answer to the post and its commit, when the place is not known
    yet.
    """
    for _ in range(_LOOKS):
        place = await store.place_of(kind, subject)
        if place is not None:
            return place
        await asyncio.sleep(_LOOK_SECONDS)
    return None


class Outbox(Worker[OutboxRow]):
    """The worker that posts what the outbox holds."""

    def __init__(
        self,
        *,
        storage: Storage[OutboxTx],
        clock: Clock,
        process: str,
        performers: Mapping[Kind, Performer],
        bell: Bell,
    ) -> None:
        """`performers`: who posts each kind. A row of a kind that has none waits for a process that has one."""
        super().__init__("outbox", bell)
        self._storage = storage
        self._clock = clock
        self._process = process
        self._performers = performers

    async def take(self, limit: int) -> Sequence[OutboxRow]:
        """Take the rows that are due, oldest first."""
        now = self._clock()
        if not await self._storage.glance.outbox.any_due(now):  # the usual answer of a poll costs no write
            return []
        # Durable: that a send was begun must be known after a failure of the power, or it would be sent twice.
        async with self._storage.durable() as tx:
            return await tx.outbox.take(self._process, now, limit)

    async def perform(self, row: OutboxRow) -> None:
        """Post or edit the message, and save what became of it."""
        outcome: Outcome
        try:
            outcome = await self._performers[row.kind](row)
        except Unavailable as error:
            outcome = Later(error.key)
        except Exception as error:  # noqa: BLE001  # one row that fails must not end the worker
            _log.exception("outbox row %s (%s) failed", row.id, row.kind)
            outcome = Later(type(error).__name__)
        if isinstance(outcome, (Later, Waiting)):
            _log.info("outbox row %s (%s): %s", row.id, row.kind, outcome.reason)
        now = self._clock()
        retry_at = now + _wait_after(row, outcome)
        await until_saved(lambda: self._settle(row, outcome, now, retry_at))
        self.bell.ring()

    async def _settle(self, row: OutboxRow, outcome: Outcome, now: datetime, retry_at: datetime) -> None:
        async with self._storage.relaxed() as tx:
            await tx.outbox.settle(row, outcome, now, retry_at)

    async def messages_deleted(self, messages: Iterable[MessageId]) -> None:
        """Have messages posted again that somebody deleted, if they still wait for somebody."""
        # Nearly all deleted messages are not Rowan's: each costs a look at the index, and no write.
        reading = self._storage.glance.outbox
        rows = [row for message in messages if (row := await reading.row_at(message)) is not None]
        if not rows:
            return
        async with self._storage.bulk() as tx:
            made = [await tx.outbox.make_anew(row, self._clock()) for row in rows]
        if any(made):
            self.bell.ring()


def _wait_after(row: OutboxRow, outcome: Outcome) -> timedelta:
    if isinstance(outcome, Later) and outcome.wait is not None:
        return outcome.wait
    return min(_LONGEST_WAIT, timedelta(seconds=2 ** min(row.attempts, 9)))
