"""What the worker of removals is given and asked: values, and the ports that Discord and the database fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId, SweepId, UserId
from core.base.shards import ALL_SHARDS, Ours
from core.scanning.detections import Detection, MissingRight, Outcome, Person, Settled, Timeout
from services.base.outbox import OutboxStore
from services.lists.shared_list.holds import HoldsTx
from services.scanning.author_notices import TellingTx
from services.scanning.brigades.notes import NotingTx
from services.scanning.groups import CountingTx
from services.scanning.posts import KeptPostStore, PlacePost, Sign


class RemovalResult(StrEnum):
    """Discord's answer when a message was to be deleted."""

    REMOVED = "removed"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Deletion:
    """What became of one attempt to delete a message.

    `missing`: the right that Rowan lacks where it was FORBIDDEN. Where it FAILED: `maybe_done`, whether Discord may have
    done it all the same, as when its answer was lost; and `wait`, how long it wants to be left alone.
    """

    result: RemovalResult
    missing: MissingRight = MissingRight.MESSAGES
    maybe_done: bool = False
    wait: timedelta | None = None


class MessageRemover(Protocol):
    """Removes messages on Discord. Never raises for what Discord answers."""

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        """Delete one message."""
        ...

    async def time_out(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        """Keep a member from writing until that time.

        Returns SET, FORBIDDEN or FAILED; NONE where there is nothing to do.
        """
        ...

    async def lift(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        """End the timeout that lasts until that time.

        Returns LIFTED, FAILED, or STAYS (no right to, or somebody changed it).
        """
        ...


class Rules(Protocol):
    """The lists and policies, asked once more before a removal that waited."""

    async def still_delete(
        self, server: ServerId, channel: ChannelId, link_text: str, guess: str, *, in_picture: bool = False
    ) -> bool:
        """Whether this link, posted there now, would be deleted. Raises Unavailable where that is not known.

        `guess`: what makes it only likely; empty: it is sure. `in_picture`: it stood in a picture, not in a text.
        """
        ...

    async def lets_stand(self, server: ServerId, link_text: str) -> bool:
        """Whether an exception of the server's own covers the link. Raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class MessageNow:
    """What Discord says of a message when it is asked. `hidden`: the right that Rowan lacks to be told; `blind`: it is
    there, and Discord never tells Rowan what messages say.
    """

    texts: Sequence[str] = ()
    gone: bool = False
    hidden: MissingRight | None = None
    blind: bool = False


class MessageReader(Protocol):
    """Asks Discord for a message right before a removal that waited: its author may have taken the link out."""

    async def now(self, server: ServerId, channel: ChannelId, message: MessageId) -> MessageNow:
        """Ask Discord. Raises DiscordSilent where it does not say."""
        ...


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal that this process has taken."""

    id: DetectionId
    server: ServerId
    channel: ChannelId
    message: MessageId
    member: UserId | None  # whom to time out
    detected_at: datetime
    attempts: int  # attempts, this one included
    case: CaseId | None  # the case from which it was ordered; its card shows what became of it
    maybe_removed: (
        bool  # an earlier attempt was cut off, or its answer lost: the message may be gone because of Rowan
    )
    link: str = ""  # for which the message goes; empty: a moderator judged the message itself
    by_rule: bool = False  # the rules are asked about the link again; False: a moderator ordered it
    guess: str = ""  # what makes it only likely that the link is meant; empty: it is sure
    fresh: bool = False  # it was found a moment ago, so that nothing need be asked again
    read: Sequence[
        str
    ] = ()  # the texts in which the link was found, where they took long to read; as long as the message
    # says just this, they are not read again
    sweep: SweepId | None = None  # which removes it; its card shows what became of it
    sign: Sign | None = None  # what it says of a shared entry, once it is done
    picture: str = ""  # the mark of the picture in which the link stood; empty: in a text
    place_post: PlacePost | None = None  # what the counting of brigades is still to be told, with the outcome

    @property
    def sought(self) -> str:
        """What the message must still show to be deleted: the picture, or the link."""
        return self.picture or self.link


@dataclass(frozen=True, slots=True)
class OrderedRemoval:
    """What a moderator ordered from a case. `pattern`, `link`, `how` are empty where no entry is the reason."""

    server: ServerId
    channel: ChannelId
    message: MessageId
    case: CaseId
    by: Person
    settled: Settled  # LISTED or DELETED
    category: Category
    author: Person | None = None
    author_is_member: bool = False  # neither a bot nor a webhook
    pattern: str = ""
    link: str = ""
    how: tuple[str, ...] = ()
    text: str = ""  # what is returned to the author on undo
    text_until: datetime | None = None  # how long it is kept


@dataclass(frozen=True, slots=True)
class RemovalAttempt:
    """What became of one attempt. `retry_at` None: nothing more is owed."""

    outcome: Outcome
    missing: MissingRight = MissingRight.MESSAGES
    maybe_removed: bool = False  # by this attempt or an earlier one
    timeout: Timeout = Timeout.NONE
    timeout_until: datetime | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaidGone:
    """Other detections, and cases, whose cards say that a message is gone, as if somebody else had removed it."""

    detections: Sequence[DetectionId] = ()
    cases: Sequence[CaseId] = ()


class RemovalStore(Protocol):
    """The store of table `detections` as the worker, and whoever orders a removal, uses it."""

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether `take_due` would find a row."""
        ...

    async def is_owed(self, detection: DetectionId) -> bool:
        """Whether the removal is still to be done; False where it was undone meanwhile."""
        ...

    async def take_due(
        self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS
    ) -> list[Removal]:
        """Take removals that are due and that no living process is working on: they are marked as this process's."""
        ...

    async def settle_removal(self, removal: Removal, process: str, attempt: RemovalAttempt) -> bool:
        """Save the outcome of an attempt.

        False: another process took the row over. A row that was undone meanwhile is not retried.
        """
        ...

    async def is_there(self, removal: Removal) -> bool:
        """Whether its row is there, whoever has it."""
        ...

    async def said_gone(self, removal: Removal) -> SaidGone:
        """Find what says of the same message that it is gone, and not that Rowan removed it."""
        ...

    async def retry_forbidden(self, server: ServerId, now: datetime, limit: int) -> int:
        """Make some removals due now that were refused for lack of a permission, at most `limit`; returns how many."""
        ...

    async def order_removal(self, ordered: OrderedRemoval, now: datetime) -> DetectionId | None:
        """Write a removal that is owed; ring the removals' bell after the commit.

        None: this case ordered it already, and nobody took it back before it was done.
        """
        ...

    async def ordered_from(self, message: MessageId, case: CaseId) -> Detection | None:
        """Give the removal of this message that was ordered from this case."""
        ...


class RemovalsTx(CountingTx, TellingTx, HoldsTx, NotingTx, Protocol):
    """What a transaction offers to removals."""

    @property
    def detections(self) -> RemovalStore:
        """The store of table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...

    @property
    def waiting_posts(self) -> KeptPostStore:
        """The store of table `waiting_posts`."""
        ...


class OrderingCases(Protocol):
    """The cases from which removals are ordered, as far as they must know of them."""

    async def take_back_removal(self, case: CaseId, now: datetime, *, message_gone: bool) -> None:
        """Note in the case that ordered the removal that it was taken back."""
        ...
