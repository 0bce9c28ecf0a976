"""Campaigns of which nothing new goes out: the operator stopped them, their server was banned, or Rowan was removed from it.

What stands in other servers stays. Drafts end. The campaign's server and those that follow are told, and where the server is
gone each copy says so: a portion of the followers in each transaction, and whoever dies in the middle leaves how far it came.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import Unavailable, UserError
from core.base.ids import CampaignId, ServerId
from core.campaigns import versions
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import POLL_SECONDS, Bell
from services.campaigns.records import Campaign, StopReason
from services.campaigns.versions import UpdatesTx, save_change, state_of

_PORTION = 10  # servers in one transaction; each may have a copy of every update
_LOOK_EVERY = timedelta(seconds=30)
_AT_ONCE = 20
_DIGITS = 15  # of a number that somebody types

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Telling:
    """A campaign whose followers are to be told. `why`: it was stopped, None: it goes on; `told_to`: the row of table
    `follows` up to which that is done.
    """

    campaign: CampaignId
    server: ServerId
    why: StopReason | None
    told_to: int


@dataclass(frozen=True, slots=True)
class Follower:
    """A server that has copies of a campaign. `row`: in table `follows`; `follows`: it still does."""

    row: int
    server: ServerId
    follows: bool


@dataclass(frozen=True, slots=True)
class StoppedFollow:
    """Whom a notice goes to, and about which campaign."""

    campaign: CampaignId
    server: ServerId
    follows: bool


class StopStore(Protocol):
    """What tables `campaigns` and `follows` say of campaigns of which nothing new goes out."""

    async def stop(self, campaign: CampaignId, why: StopReason, now: datetime) -> bool:
        """Stop the campaign, and note that its followers are to be told. False: it was stopped already."""
        ...

    async def resume(self, campaign: CampaignId, why: StopReason) -> bool:
        """Let the campaign go on, and note that its followers are to be told. False: it was not stopped for this reason."""
        ...

    async def without_server(self, most: int) -> Sequence[tuple[CampaignId, StopReason]]:
        """Give campaigns that go on though their server was banned or left."""
        ...

    async def with_server_again(self, most: int) -> Sequence[tuple[CampaignId, StopReason]]:
        """Give campaigns that were stopped since their server was banned or left, which it is no more."""
        ...

    async def telling(self) -> Telling | None:
        """Give a campaign whose followers are to be told; None: there is none."""
        ...

    async def told(self, campaign: CampaignId, to: int | None) -> None:
        """Note up to which row of table `follows` they were told; None: all."""
        ...

    async def followers(self, campaign: CampaignId, after: int, most: int) -> Sequence[Follower]:
        """Give the next rows of table `follows`, those that ended too."""
        ...

    async def follow(self, row: int) -> StoppedFollow | None:
        """Give a row of table `follows`; None: it is gone."""
        ...

    async def redraw(self, campaign: CampaignId, server: ServerId, now: datetime) -> None:
        """Have the campaign's copies in a server rendered anew where they stand, and tried again where they wait."""
        ...


class StopsTx(UpdatesTx, Protocol):
    """What a transaction offers to stops."""

    @property
    def stops(self) -> StopStore:
        """What is known of campaigns that are stopped."""
        ...


class Stops:
    """The operator's word over a campaign, and the worker that stops what has no server and tells everybody."""

    def __init__(self, *, storage: Storage[StopsTx], outbox_bell: Bell, clock: Clock) -> None:
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._looked_at: datetime | None = None
        self._waiting = Bell()

    async def stop(self, typed: str) -> Campaign:
        """Stop a campaign by the operator's word. Raises UserError: unknown, stopped before."""
        campaign = await self._named(typed)
        if not await self._stop(campaign, StopReason.OPERATOR):
            raise UserError("stop-already", number=campaign.id)
        return campaign

    async def resume(self, typed: str) -> Campaign:
        """Let a campaign go on that the operator stopped. Raises UserError: unknown, not stopped so."""
        campaign = await self._named(typed)
        if not await self._resume(campaign, StopReason.OPERATOR):
            raise UserError("stop-not", number=campaign.id)
        return campaign

    async def follow(self, row: int) -> tuple[StoppedFollow, Campaign] | None:
        """Give whom a notice goes to, and the campaign; None: it is gone."""
        found = await self._storage.read.stops.follow(row)
        campaign = None if found is None else await self.campaign(found.campaign)
        return None if found is None or campaign is None else (found, campaign)

    async def campaign(self, campaign: CampaignId) -> Campaign | None:
        """Give a campaign; None where there is none."""
        return await self._storage.read.campaigns.get(campaign)

    async def run(self) -> None:
        """Stop what has no server, and tell everybody, until cancelled."""
        while True:
            try:
                await self.look()
                while await self.step():
                    pass
            except Unavailable as error:
                _log.warning("stopped campaigns: %s", error.key)
            await self._waiting.heard(POLL_SECONDS)

    async def look(self) -> None:
        """Stop campaigns whose server is gone, and let those go on whose server is back; at most each half minute."""
        now = self._clock()
        if self._looked_at is not None and timedelta(0) <= now - self._looked_at < _LOOK_EVERY:
            return
        self._looked_at = now
        for number, why in await self._storage.read.stops.without_server(_AT_ONCE):
            found = await self.campaign(number)
            if found is not None:
                await self._stop(found, why)
        for number, why in await self._storage.read.stops.with_server_again(_AT_ONCE):
            found = await self.campaign(number)
            if found is not None:
                await self._resume(found, why)

    async def step(self) -> bool:
        """Tell the next followers of a campaign. False: there is nobody to be told."""
        if await self._storage.glance.stops.telling() is None:
            return False
        async with self._storage.bulk() as tx:
            found = await tx.stops.telling()
            if found is not None:
                await self._tell(tx, found)
        self._outbox_bell.ring()
        return True

    async def _tell(self, tx: StopsTx, found: Telling) -> None:
        now = self._clock()
        if found.told_to == 0:
            await tx.stops.redraw(found.campaign, found.server, now)
        followers = await tx.stops.followers(found.campaign, found.told_to, _PORTION)
        for each in followers:
            await tx.stops.redraw(found.campaign, each.server, now)
            if each.follows:
                await tx.outbox.arm_anew(Kind.FOLLOW_STOPPED, each.row, each.server, now)
        await tx.stops.told(found.campaign, followers[-1].row if len(followers) == _PORTION else None)

    async def _stop(self, campaign: Campaign, why: StopReason) -> bool:
        now = self._clock()
        async with self._storage.bulk() as tx:
            if not await tx.stops.stop(campaign.id, why, now):
                return False
            for update in await tx.updates.pending_in(campaign.id):
                before = await state_of(tx, update)
                change = versions.difference(before, versions.ended(before))
                await save_change(tx, None, update, change, now)
                await tx.outbox.arm(Kind.UPDATE_DRAFT, update, campaign.server, now)
            await self._said(tx, campaign, "campaign-stop", why, now)
        return True

    async def _resume(self, campaign: Campaign, why: StopReason) -> bool:
        now = self._clock()
        async with self._storage.durable() as tx:
            if not await tx.stops.resume(campaign.id, why):
                return False
            await self._said(tx, campaign, "campaign-resume", why, now)
        return True

    async def _said(
        self, tx: StopsTx, campaign: Campaign, action: str, why: StopReason, now: datetime
    ) -> None:
        await tx.outbox.arm_anew(Kind.CAMPAIGN_STOPPED, campaign.id, campaign.server, now)
        await tx.audit.note(campaign.server, None, action, f"campaign/{campaign.id}", now, after=str(why))

    async def _named(self, typed: str) -> Campaign:
        number = typed.strip().removeprefix("#")
        found = None
        if number.isascii() and number.isdigit() and len(number) <= _DIGITS:
            found = await self.campaign(CampaignId(int(number)))
        if found is None:
            raise UserError("stop-unknown")
        return found
