"""Messages that stand and have a card: the card hears when they are deleted, with their channel too, and when their author
takes the link out.
"""

import functools
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId
from core.base.posts import PostKind
from core.scanning.still_there import still_holds
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Clock, Storage
from services.base.worker import Bell, until_saved
from services.scanning.groups import CountingTx, show_again
from services.scanning.posts import KeptPostStore

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """A detection whose message stands with this in it, as far as is known, and about which nobody decided. `sought`: the link,
    or the mark of the picture in which it stands.
    """

    id: DetectionId
    sought: str
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class Changed:
    """A detection of which something else is true now; `case`: from which its removal was ordered."""

    id: DetectionId
    case: CaseId | None


class StandingStore(Protocol):
    """The store of table `detections`, as far as messages stand that have a card."""

    async def any_of(self, server: ServerId, message: MessageId) -> bool:
        """Whether `gone` or `of` may find something."""
        ...

    async def any_in(self, server: ServerId, channel: ChannelId) -> bool:
        """Whether `gone_with` may find something."""
        ...

    async def of(self, server: ServerId, message: MessageId) -> Sequence[Standing]:
        """What was found in the message and is not decided yet."""
        ...

    async def gone(self, server: ServerId, message: MessageId) -> Sequence[Changed]:
        """Note that somebody deleted the message; returns what that changed."""
        ...

    async def gone_with(self, server: ServerId, channel: ChannelId) -> Sequence[Changed]:
        """Note that the channel or thread is gone, with all messages in it; returns what that changed."""
        ...

    async def edited(self, detection: DetectionId) -> bool:
        """Note that the link was taken out. False: it is not so any more that it stands and nobody decided."""
        ...


class StandingTx(CountingTx, Protocol):
    """What a transaction offers here."""

    @property
    def standing(self) -> StandingStore:
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


class EditListener(Protocol):
    """The removals that wait for their turn, as far as they must know of edits."""

    def heard_edit(self, message: MessageId, texts: Sequence[str]) -> None:
        """Note what a message says since it was edited."""
        ...


class StandingMessages:
    """Writes down what others did with messages that have a card. Nearly every event is about none, and costs one look."""

    def __init__(
        self,
        *,
        storage: Storage[StandingTx],
        removals: EditListener,
        outbox_bell: Bell,
        waiting_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._removals = removals
        self._outbox_bell = outbox_bell
        self._waiting_bell = waiting_bell
        self._clock = clock

    async def deleted(self, server: ServerId, messages: Iterable[MessageId]) -> None:
        """Note that these messages were deleted, by whomever."""
        for message in messages:
            await until_saved(functools.partial(self._deleted, server, message))

    async def _deleted(self, server: ServerId, message: MessageId) -> None:
        if not await self._storage.glance.standing.any_of(server, message):
            return
        async with self._storage.settling() as tx:
            await self._show(tx, server, await tx.standing.gone(server, message))
        self._outbox_bell.ring()

    async def channel_deleted(self, server: ServerId, channel: ChannelId) -> None:
        """Note that a channel or a thread is gone."""
        await until_saved(lambda: self._channel_deleted(server, channel))

    async def _channel_deleted(self, server: ServerId, channel: ChannelId) -> None:
        if not await self._storage.glance.standing.any_in(server, channel):
            return
        async with self._storage.bulk() as tx:
            await self._show(tx, server, await tx.standing.gone_with(server, channel))
        self._outbox_bell.ring()

    async def edited(self, server: ServerId, message: MessageId, texts: Sequence[str]) -> None:
        """A message says this now. Where a link is not in it any more, nothing is left to be decided about it."""
        self._removals.heard_edit(message, texts)
        await until_saved(lambda: self._edited(server, message, texts))

    async def _edited(self, server: ServerId, message: MessageId, texts: Sequence[str]) -> None:
        if not await self._storage.glance.standing.any_of(server, message):
            return
        found = await self._storage.glance.standing.of(server, message)
        # What one budget does not tell stays as it is.
        without = [each for each in found if still_holds(texts, each.sought) is False]
        if not without:
            return
        now = self._clock()
        async with self._storage.settling() as tx:
            for each in without:
                if await tx.standing.edited(each.id):
                    await show_again(tx, each.id, server, now)
            # It may have been edited once more meanwhile.
            await tx.waiting_posts.keep(server, PostKind.MESSAGE, without[0].channel, message, now, now)
        _log.info("%s detections: the link was taken out", len(without))
        self._outbox_bell.ring()
        self._waiting_bell.ring()

    async def _show(self, tx: StandingTx, server: ServerId, changed: Sequence[Changed]) -> None:
        now = self._clock()
        for each in changed:
            await show_again(tx, each.id, server, now)
            if each.case is not None:
                await tx.outbox.arm(Kind.CASE_CARD, each.case, server, now)
