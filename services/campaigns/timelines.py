"""Use cases of members who read: the newest updates, and a campaign's timeline."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.errors import UserError
from core.base.ids import CampaignId, ServerId, UpdateId
from core.campaigns.deliveries import Delivery, version_here
from core.campaigns.screen import Held
from core.campaigns.texts import UpdateText, written_in
from services.base.ports import Storage
from services.campaigns.campaigns import Campaigns
from services.campaigns.records import Campaign, UpdateRecord
from services.campaigns.screening import Screening
from services.servers.setup import ServerStore

NEWEST = 50
_SCREENED_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One update as one server's members see it. `text` is None once it was withdrawn: only the reason is left."""

    update: UpdateId
    campaign: Campaign
    published_at: datetime
    text: UpdateText | None
    corrected_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None


class TimelineStore(Protocol):
    """Reads updates and deliveries together."""

    async def timeline(
        self, campaign: CampaignId, server: ServerId
    ) -> Sequence[tuple[UpdateRecord, Delivery | None]]:
        """Give every update that was ever approved, oldest first, with its delivery to this server."""
        ...

    async def newest(self, server: ServerId, limit: int) -> Sequence[tuple[UpdateRecord, Delivery | None]]:
        """Give the newest approved updates of the campaigns that the server owns, or follows while they are visible."""
        ...


class TimelinesTx(Protocol):
    """What `/updates` reads."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def timelines(self) -> TimelineStore:
        """The store that reads updates and deliveries together."""
        ...


class Timelines:
    """The use cases of `/updates`."""

    def __init__(self, *, storage: Storage[TimelinesTx], campaigns: Campaigns, screening: Screening) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._screening = screening

    async def newest(self, server: ServerId) -> list[TimelineEntry]:
        """Give what members see of the newest updates, the newest first. Raises UserError: not set up."""
        await self._require_set_up(server)
        return entries(await self._storage.read.timelines.newest(server, NEWEST))

    async def campaigns(self, server: ServerId) -> Sequence[tuple[Campaign, datetime | None]]:
        """Give every campaign that the server runs or follows, one without an update too, with when it was updated."""
        return await self._campaigns.here(server)

    async def find(self, server: ServerId, typed: str) -> Campaign:
        """Find the campaign that is meant. Raises UserError: not set up, unknown."""
        await self._require_set_up(server)
        return await self._campaigns.find(server, typed)

    async def _require_set_up(self, server: ServerId) -> None:
        if not (await self._storage.glance.servers.get(server)).set_up:
            raise UserError("error-not-set-up")

    async def timeline(self, server: ServerId, campaign: CampaignId) -> tuple[Campaign, list[TimelineEntry]]:
        """Give a campaign and its updates, oldest first. Raises UserError: this server does not see the campaign (any more)."""
        found = await self._campaigns.seen(server, campaign)
        return found, entries(await self._storage.read.timelines.timeline(campaign, server))

    async def held(
        self,
        server: ServerId,
        campaign: Campaign,
        entries: Sequence[TimelineEntry] = (),
        addresses: Collection[str] = (),
    ) -> Held:
        """Find the places in a campaign's texts, these updates and addresses that a list or an open case holds, of this server or
        of the campaign's: as its copies are screened. Raises Unavailable.
        """
        servers, text = {server, campaign.server}, campaign.text
        about = [text.title, text.summary, text.demand, campaign.outcome or "", campaign.publisher]
        held = dict(await self._screening.held(servers, about, [text.link, *addresses]))
        for start in range(0, len(entries), _SCREENED_AT_ONCE):
            some = entries[start : start + _SCREENED_AT_ONCE]
            texts = [each for entry in some for each in _written_in(entry)]
            sources = [entry.text.source for entry in some if entry.text is not None]
            held |= await self._screening.held(servers, texts, sources)
            await asyncio.sleep(0)  # a timeline may be long: others have their turn
        return held

    async def held_of_each(
        self, server: ServerId, campaigns: Sequence[Campaign], entries: Sequence[TimelineEntry]
    ) -> Mapping[CampaignId, Held]:
        """Do what `held` does for several campaigns with their updates."""
        about = {each.id: each for each in (*campaigns, *(entry.campaign for entry in entries))}
        updates: dict[CampaignId, list[TimelineEntry]] = {}
        for entry in entries:
            updates.setdefault(entry.campaign.id, []).append(entry)
        return {
            number: await self.held(server, campaign, updates.get(number, []))
            for number, campaign in about.items()
        }


def _written_in(entry: TimelineEntry) -> list[str]:
    written = [] if entry.text is None else list(written_in(entry.text).values())
    return [*written, entry.withdrawn_reason or ""]


def entries(rows: Sequence[tuple[UpdateRecord, Delivery | None]]) -> list[TimelineEntry]:
    """Give updates as a server's members see them; those that wait for approval there, or were declined, are left out."""
    return [entry for record, delivery in rows if (entry := _entry(record, delivery)) is not None]


def _entry(record: UpdateRecord, delivery: Delivery | None) -> TimelineEntry | None:
    number = version_here(record.standing, delivery)
    if number is None or record.published_at is None:
        return None
    shown = record.version(number)
    earlier = record.approved_before(number)
    withdrawn = record.withdrawn_at is not None
    return TimelineEntry(
        update=record.id,
        campaign=record.campaign,
        published_at=record.published_at,
        text=None if withdrawn else shown.text,
        corrected_at=None if earlier is None or withdrawn else shown.settled_at,
        withdrawn_at=record.withdrawn_at,
        withdrawn_reason=record.withdrawn_reason,
    )
