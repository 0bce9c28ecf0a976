"""Posting what Rowan posts: saved before it is sent, sent at least once, one message for each row.

An outbox row stands for one message that is rendered from another row (a case, a detection, a delivery) and kept
up to date. A change raises the row's generation in the same transaction; a worker then renders and posts or edits.
Its steps: take the rows that are due -> perform each -> settle with the outcome. A process that dies at any step
leaves a row that another process (or the next start) takes again; the nonce and a look into the channel's history
keep it at one message.

The worker stands in services/base/outbox_worker.py. Who is next: emergencies before all else, then the servers in turn,
so that a raid in one delays no other (services/base/slots.py). A wait that Discord named is kept, whatever is asked
meanwhile.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.base.shards import ALL_SHARDS, Ours
from services.base.patience import Sleep, until_known
from services.base.slots import Room

_AGAIN, _LOOK_SECONDS = 20, 0.05  # a form must be shown within two seconds, with all that comes before it
LONGEST_SILENCE = timedelta(hours=1)  # what waits for somebody is tried again after so long, whoever is heard
_FIRST_SILENCE = timedelta(minutes=1)
SERVER_LEFT = "the server was left"  # why a row was dropped; it is due again if Rowan comes back


class Kind(StrEnum):
    """The kinds of messages that Rowan posts. An outbox row's `subject` is the id of the row that is rendered."""

    CASE_CARD = "case_card"
    DETECTION_CARD = "detection_card"
    DIGEST = "digest"  # open work, once a week; subject is a server
    CASE_REMINDER = "case_reminder"  # emergencies that nobody claimed; subject is the oldest of them
    UNDECIDED_REMINDER = (
        "undecided_reminder"  # emergencies claimed and not decided; subject is the oldest of them
    )
    CLAIM_NOTICE = "claim_notice"  # whoever held a case hears that the claim ended; subject is the case
    UPDATE_DRAFT = "update_draft"  # an update that waits for approval in its own server's review channel
    UPDATE_COPY = "update_copy"  # a delivery: an update in the channel of a server that follows
    DELIVERY_DRAFT = "delivery_draft"  # a delivery that waits for the follower's approval
    CAMPAIGN_STOPPED = (
        "campaign_stopped"  # its server hears that nothing new goes out; subject is the campaign
    )
    FOLLOW_STOPPED = "follow_stopped"  # a server that follows hears it; subject is a row of `follows`
    COPY_CROSSPOST = (
        "copy_crosspost"  # a copy in an announcement channel is to be passed on; subject is the delivery
    )
    FOLLOW_ROLE = "follow_role"  # a server hears that the role which updates mention is gone; subject is a row of `follows`
    UPDATE_LETTER = (
        "update_letter"  # a member hears by direct message that a copy stands; subject is the letter
    )
    MANAGER_NOTICE = (
        "manager_notice"  # the review channel is gone or public: managers are told; subject is a server
    )
    CONCERNED_NOTICE = "concerned_notice"  # a manager hears of cases about a moderator; subject is the oldest
    OUTCOME_NOTICE = "outcome_notice"  # a reporter hears how the case ended; subject is the report
    RELAY_QUESTION = "relay_question"  # to a reporter, from the moderators; subject is the relay message
    RELAY_ANSWER = "relay_answer"  # to the moderators, from a reporter; subject is the relay message
    UNDO_NOTICE = "undo_notice"  # a removed text goes back to its author; subject is a detection
    AUTHOR_NOTICE = "author_notice"  # the author of removed messages hears of it; subject is the notice
    APPEAL_CARD = "appeal_card"  # what an author objects; subject is the appeal
    APPEAL_ANSWER = "appeal_answer"  # its author hears what was decided; subject is the appeal
    APPEAL_NOTE = "appeal_note"  # moderators hear that a decision was overturned; subject is the appeal
    APPEAL_REMINDER = "appeal_reminder"  # appeals that nobody decides; subject is the oldest of them
    BRIGADE_ALERT = "brigade_alert"  # many accounts post one place; subject is the brigade
    NEVER_READ = (
        "never_read"  # what was posted while nobody listened and is never read; subject is the server
    )
    SWEEP_CARD = "sweep_card"  # a sweep: its preview, then how far it is; subject is the sweep
    REHEARSAL_MESSAGE = "rehearsal_message"  # a test that cards arrive; subject is the rehearsal
    REHEARSAL_CARD = "rehearsal_card"  # its card
    LIST_HELD = "list_held"  # a fetched version waits for a manager's word; subject is the subscription
    FEED_NOTICE = "feed_notice"  # a feed that brings nothing, or has changed as a whole; subject is the feed
    FIRST_DAY = "first_day"  # what a new subscription would have done; subject is the subscription
    SHARED_NEWS = "shared_news"  # what became of entries that the server stands for; subject is the server
    OLD_CARD = "old_card"  # a card below which a newer one about the same stands; subject is its message
    RENEWAL = "renewal"  # words on the shared list that run out; subject is the server


URGENT_KINDS = frozenset(
    {Kind.CASE_REMINDER, Kind.UNDECIDED_REMINDER, Kind.CONCERNED_NOTICE, Kind.MANAGER_NOTICE}
)
"""What is about emergencies, or about all cards of a server; the card of an emergency is marked by `hurry`."""


LEAVES_OLD_CARD = frozenset({Kind.UPDATE_DRAFT, Kind.DELIVERY_DRAFT})
"""Of these the earlier card stays where it is when one is posted anew, and loses its buttons, which would be refused."""


class Presence(StrEnum):
    """Whether a server can be reached."""

    HERE = "here"
    AWAY = "away"  # an outage, or not yet told of: it comes back by itself
    LEFT = "left"  # Rowan was removed from it
    ELSEWHERE = (
        "elsewhere"  # another process has its shard, or will have it: what is true of it is not known here
    )


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
    urgent: bool = False
    wakes: int = 0  # how often it was woken when it was taken
    taken_by: str = ""
    taking: int = 0  # which taking of the row this is: only the last one's outcome is saved


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
    """The outcome for a row of which there is nothing to show, or no longer."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Sending failed in a way that passes: try again after `wait` (None: doubling from two seconds).

    `may_stand`: a first send may have arrived nevertheless (a lost answer, a 500), so the history is searched for it.
    `named`: Discord named the wait (a rate limit): it is not tried before, whatever changes meanwhile.
    """

    reason: str
    wait: timedelta | None = None
    may_stand: bool = True
    named: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """The message cannot be sent until somebody changes something (no review channel, say). A change, a start and the
    server's coming back wake it; without any, it is tried again within the hour.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The message was deleted by someone; make a new one."""


SendResult = Posted | Told | Dropped | Later | Waiting | Lost
Performer = Callable[[OutboxRow], Awaitable[SendResult]]


class PlaceSource(Protocol):
    """Knows where messages stand."""

    async def place_of(self, kind: Kind, subject: int) -> MessagePlace | None:
        """Give the channel and the message about this row; None where none is known to stand."""
        ...


class OutboxStore(PlaceSource, Protocol):
    """Rows of table `outbox`."""

    async def arm(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        """Have the message of this kind about this row posted or brought up to date. Repeats coalesce.

        What is due already never becomes due later by it, and a row that is being performed keeps its attempt.
        """
        ...

    async def arm_all(self, kind: Kind, subjects: Mapping[int, ServerId], now: datetime) -> None:
        """Do what `arm` does for several rows, each with its server, at once."""
        ...

    async def arm_at(self, kind: Kind, subject: int, server: ServerId, at: datetime) -> None:
        """Have the message looked at again at a later time. What it owes until then is not delayed by it."""
        ...

    async def hurry(self, kind: Kind, subject: int) -> None:
        """Let what the message owes now go before all that is no emergency, until it is shown."""
        ...

    async def arm_anew(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        """Have the message of this kind about this row posted as a new one at the channel's end, so that it is seen.

        A first message whose sending is under way is kept.
        """
        ...

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether `take` would find a row of these servers."""
        ...

    async def take(
        self, process: str, now: datetime, limit: int, room: Room | None = None
    ) -> list[OutboxRow]:
        """Take due rows that no living process is working on: they are marked as this process's, the attempt is counted.

        Emergencies first, then one of each server in turn. `room`: how many of each server may be begun.
        """
        ...

    async def settle(self, row: OutboxRow, outcome: SendResult, now: datetime, retry_at: datetime) -> bool:
        """Save the outcome of an attempt; a row that was changed or woken meanwhile stays due. False: the row is not this
        process's any more, and nothing was saved.
        """
        ...

    async def subject_at(self, kind: Kind, message: MessageId) -> int | None:
        """Give the subject of the message; None where it is not of this kind."""
        ...

    async def owes(self, server: ServerId) -> bool:
        """Whether anything of this server is due, now or later, or ended when Rowan left it."""
        ...

    async def leave(self, server: ServerId) -> None:
        """End what is due for a server that Rowan left, at most a portion of it: the worker ends the rest as it comes to it."""
        ...

    async def drop_unsent(self, kind: Kind, subject: int, reason: str) -> bool:
        """Send it no more, where certainly nobody has seen it. False: it was sent, or may have been."""
        ...

    async def row_at(self, message: MessageId) -> int | None:
        """Give the outbox row of a message, if it is of a kind that waits for somebody and its subject is still open."""
        ...

    async def make_anew(self, row: int, now: datetime) -> bool:
        """The row's message is gone: forget where it stood, and have another posted if its subject is still open; returns
        whether it is.
        """
        ...

    async def is_owed(self, kind: Kind, subject: int) -> bool:
        """Whether the message is to be posted or brought up to date, now or later."""
        ...

    async def rows_in(self, server: ServerId, channel: ChannelId) -> list[int]:
        """Give the outbox rows of the messages in a channel that are of a kind that waits for somebody."""
        ...

    async def refresh(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        """Have the message rendered anew where it stands or is owed; one that is gone is not posted again for that."""
        ...


class OutboxTx(Protocol):
    """What a transaction offers to the outbox."""

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def known_place(
    store: PlaceSource, kind: Kind, subject: int, sleep: Sleep = asyncio.sleep
) -> MessagePlace | None:
    """Give the place of a row's message, for checking a click against it; wait for it at most a second.

    Somebody may click in the moment between Discord's answer to the post and its commit, when the place is not known
    yet.
    """
    return await until_known(
        lambda: store.place_of(kind, subject), again=_AGAIN, seconds=_LOOK_SECONDS, sleep=sleep
    )


def growing_silence(row: OutboxRow) -> timedelta:
    """How long what waits for somebody is left alone, if nothing wakes it: a minute, doubling up to an hour."""
    return min(LONGEST_SILENCE, _FIRST_SILENCE * (1 << min(max(row.attempts - 1, 0), 6)))
