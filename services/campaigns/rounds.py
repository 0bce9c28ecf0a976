"""Bringing an update's deliveries in line with it, a portion in each transaction: an update may have thousands.

The approval or the withdrawal commits a round. Whoever dies in the middle leaves it with how far it came, and the next
portion, in any process, goes on from there: each delivery is met once in a round. A later approval or withdrawal begins
the round again, with what stands then.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import CampaignId, ServerId, UpdateId
from services.base.ports import Clock, Storage
from services.base.worker import POLL_SECONDS, Bell
from services.campaigns.campaigns import CampaignStore
from services.campaigns.copies import CopiesTx, begin_copies, publish, recall

PORTION = 25  # deliveries in one transaction: some milliseconds

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UpdateRound:
    """How far a round came. `brought`: deliveries to servers up to this id are done, None: all; `begun`: likewise the
    first copies of followers, None: no more are begun. `standing`, `withdrawn`: how the update stands now. `followed_to`: the newest row
    of table `follows` when it began. Who followed later gets no first copy, whatever clocks say.
    """

    update: UpdateId
    campaign: CampaignId
    standing: int
    withdrawn: bool
    followed_to: int
    brought: ServerId | None
    begun: ServerId | None


class RoundStore(Protocol):
    """The store of table `update_rounds`."""

    async def begin(self, update: UpdateId, now: datetime, *, first: bool) -> None:
        """Begin the update's round, or begin it again. `first`: followers get their first copies in it."""
        ...

    async def next(self, update: UpdateId | None = None) -> UpdateRound | None:
        """Give the oldest round of the update's campaign, or (None) of all; None where there is none. Of one campaign an
        earlier update is brought out before a later one, so that each server gets them in their order.
        """
        ...

    async def came_to(self, update: UpdateId, brought: ServerId | None, begun: ServerId | None) -> None:
        """Note how far the round came."""
        ...

    async def end(self, update: UpdateId) -> None:
        """Note that the round is over."""
        ...


class RoundsTx(CopiesTx, Protocol):
    """What a transaction offers to rounds."""

    @property
    def rounds(self) -> RoundStore:
        """The store of table `update_rounds`."""
        ...

    @property
    def campaigns(self) -> CampaignStore:
        """The store of tables `campaigns` and `follows`."""
        ...


class Rounds:
    """The worker that goes on with rounds until they are over; ring its bell after a commit that began one."""

    def __init__(self, *, storage: Storage[RoundsTx], outbox_bell: Bell, bell: Bell, clock: Clock) -> None:
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._bell = bell
        self._clock = clock

    async def run(self) -> None:
        """Go on with rounds until cancelled."""
        while True:
            self._bell.silence()
            try:
                while await self.step():
                    pass
            except Unavailable as error:
                _log.warning("updates to followers: %s", error.key)
            await self._bell.heard(POLL_SECONDS)

    async def step(self) -> bool:
        """Do one portion of the oldest round. False: there is none."""
        if await self._storage.glance.rounds.next() is None:
            return False
        async with self._storage.bulk() as tx:
            found = await tx.rounds.next()
            if found is not None:
                await portion(tx, found, self._clock())
        self._outbox_bell.ring()
        return True


async def portion(tx: RoundsTx, found: UpdateRound, now: datetime) -> None:
    """Do the next portion of a round: first the deliveries that there are, then those that begin with it."""
    if found.brought is not None:
        await _bring(tx, found, found.brought, now)
    elif found.begun is not None and not found.withdrawn:
        await _begin(tx, found, found.begun, now)
    else:
        await tx.rounds.end(found.update)


async def _bring(tx: RoundsTx, found: UpdateRound, after: ServerId, now: datetime) -> None:
    known = await tx.deliveries.some_of(found.update, after, PORTION)
    if found.withdrawn:
        await recall(tx, known, now)
    else:
        await publish(tx, known, found.standing, now)
    is_over = len(known) < PORTION
    await tx.rounds.came_to(found.update, None if is_over else known[-1].server, found.begun)


async def _begin(tx: RoundsTx, found: UpdateRound, after: ServerId, now: datetime) -> None:
    audience = await tx.campaigns.audience(found.campaign, after, PORTION, found.followed_to)
    is_over = len(audience.followers) < PORTION
    came_to = None if is_over else max(audience.followers)
    if after:  # its own server was in the first portion
        audience = replace(audience, own_channel=False)
    await begin_copies(tx, found.update, audience, found.standing, now)
    await tx.rounds.came_to(found.update, None, came_to)
