"""Campaigns: making, closing and following them, and finding the one that a person means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from core.base.authority import Caller, require_moderator
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CampaignId, RoleId, ServerId, SiteId
from core.campaigns.deliveries import Audience, is_visible
from core.campaigns.texts import CampaignText, campaign_text
from services.base.ports import Audit, Clock, Storage
from services.campaigns.addresses import ListView, refuse_listed
from services.campaigns.copies import CopiesTx
from services.campaigns.records import Campaign, Follow, LostRole
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore

OPEN_CAMPAIGNS = 50
FOLLOWS = 200

_T = TypeVar("_T")


class Offer(StrEnum):
    """The campaigns that are offered to a moderator who types."""

    OWN = "own"  # open ones
    OTHERS = "others"  # to follow
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Created:
    """A campaign that was made. `own_channel`: whether its server named a channel for its own updates."""

    campaign: Campaign
    own_channel: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of `/campaign create` say. `site`: the one that it is about; `network`: whether other servers see it,
    None: as soon as the operator trusts this server.
    """

    site: SiteId | None = None
    network: bool | None = None


NOTHING_WANTED = Wanted()


class CampaignStore(Protocol):
    """The store of tables `campaigns` and `follows`."""

    async def made_by(self, form: str) -> CampaignId | None:
        """Give the campaign that this form made, if it was sent before."""
        ...

    async def add(
        self, text: CampaignText, form: str, by: Caller, now: datetime, wanted: Wanted = NOTHING_WANTED
    ) -> CampaignId:
        """Write a new campaign of the caller's server. A site that is none of this server's is left out."""
        ...

    async def sites(self, server: ServerId) -> Sequence[tuple[SiteId, str]]:
        """Give the sites on the server's own list, by name."""
        ...

    async def get(self, campaign: CampaignId) -> Campaign | None:
        """Give a campaign; None where there is none."""
        ...

    async def visible(self, server: ServerId) -> Sequence[Campaign]:
        """Give a server's own campaigns, then those it follows, then other trusted servers'; in each the newest first."""
        ...

    async def followed(self, server: ServerId) -> Sequence[Campaign]:
        """Give the campaigns that a server follows, also where the publisher is not trusted any more."""
        ...

    async def here(self, server: ServerId) -> Sequence[tuple[Campaign, datetime | None]]:
        """Give every campaign that a server runs, then those that it follows while they are visible, the newest first;
        each with the time of the newest update that its members see.
        """
        ...

    async def open_campaigns(self, server: ServerId) -> int:
        """Count the server's own campaigns that are not closed."""
        ...

    async def audience(
        self, campaign: CampaignId, after: ServerId, most: int, followed_to: int | None = None
    ) -> Audience:
        """Give who might get the campaign's updates: the next followers after this server, up to this row of
        table `follows` (None: all). Raises KeyError: there is no such campaign.
        """
        ...

    async def close(self, campaign: CampaignId, outcome: str, now: datetime) -> bool:
        """End the campaign. False where it was closed already."""
        ...

    async def follow(self, campaign: CampaignId, server: ServerId, follow: Follow, now: datetime) -> None:
        """Begin to follow, or change how."""
        ...

    async def unfollow(self, campaign: CampaignId, server: ServerId, now: datetime) -> bool:
        """End the follow. False where nothing was followed."""
        ...

    async def follow_here(self, campaign: CampaignId, server: ServerId) -> Follow | None:
        """Give how this server follows the campaign; None where it does not."""
        ...

    async def follows(self, server: ServerId) -> int:
        """Count the campaigns that the server follows."""
        ...

    async def mentioning(self, server: ServerId, role: RoleId) -> Sequence[CampaignId]:
        """Give the campaigns of which this server has the role mentioned."""
        ...

    async def tell_role(self, campaign: CampaignId, server: ServerId, role: RoleId) -> int | None:
        """Note that the server is told that the role which its follow mentions is gone; returns the follow's row. None: it was
        told before, or mentions it no more.
        """
        ...

    async def told_of_role(self, campaign: CampaignId, server: ServerId) -> int | None:
        """Give the row of the server's follow if it was told that its role is gone."""
        ...

    async def lost_role(self, row: int) -> LostRole | None:
        """Give what a server is told of the role of a follow; None: the follow is gone."""
        ...


class CampaignsTx(CopiesTx, Protocol):
    """What a transaction offers to the use cases of campaigns."""

    @property
    def campaigns(self) -> CampaignStore:
        """The store of tables `campaigns` and `follows`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


async def moderated(servers: ServerStore, caller: Caller) -> ServerSettings:
    """Give the settings of a server that is set up and that the caller moderates. Raises UserError."""
    settings = await servers.get(caller.server)
    require_moderator(caller, settings.moderator_role)
    if not settings.set_up:
        raise UserError("error-not-set-up")
    return settings


def meant(
    typed: str, offered: Sequence[_T], number: Callable[[_T], int], name: Callable[[_T], str]
) -> _T | None:
    """Find the campaign that was chosen by its id, or typed by a name that only it has.

    Raises UserError: several have it.
    """
    typed = typed.strip()
    if typed.isascii() and typed.removeprefix("#").isdigit():
        found = [one for one in offered if number(one) == int(typed.removeprefix("#")[:18])]
        if found:
            return found[0]
    named = [one for one in offered if name(one).casefold() == typed.casefold()]
    if len(named) > 1:
        raise UserError("campaign-name-shared", name=defang(typed[:100]))
    return named[0] if named else None


class Campaigns:
    """The use cases of `/campaign` that concern campaigns as a whole."""

    def __init__(self, *, storage: Storage[CampaignsTx], lists: ListView, clock: Clock) -> None:
        self._storage = storage
        self._lists = lists
        self._clock = clock

    async def may_create(self, caller: Caller, wanted: Wanted = NOTHING_WANTED) -> ServerSettings:
        """Whether a campaign may be made, before the form is shown; returns the server's settings. Raises UserError."""
        settings = await moderated(self._storage.glance.servers, caller)
        if wanted.network and not settings.trusted:
            raise UserError("campaign-network-untrusted")
        if await self._storage.read.campaigns.open_campaigns(caller.server) >= OPEN_CAMPAIGNS:
            raise UserError("campaign-too-many", limit=OPEN_CAMPAIGNS)
        return settings

    async def create(
        self, caller: Caller, typed: Mapping[str, str], form: str, wanted: Wanted = NOTHING_WANTED
    ) -> Created:
        """Make the campaign that a form describes; a form that arrives again gets the campaign that it made.

        Raises UserError: bad input, a listed link, too many campaigns.
        """
        settings = await self.may_create(caller, wanted)
        text = campaign_text(typed)
        await refuse_listed(self._lists, caller.server, text.link)
        now = self._clock()
        async with self._storage.durable() as tx:
            campaign = await tx.campaigns.made_by(form)
            if campaign is None:
                await tx.servers.ensure(caller.server)
                campaign = await tx.campaigns.add(text, form, caller, now, wanted)
                await note(tx, caller, "campaign-create", campaign, now, after=text.title)
            created = await tx.campaigns.get(campaign)
        assert created is not None  # noqa: S101  # it was just written
        return Created(created, own_channel=settings.campaign_channel is not None)

    async def sites(self, caller: Caller) -> Sequence[tuple[SiteId, str]]:
        """Give the sites to which a campaign can be linked; nothing for who is no moderator."""
        settings = await self._storage.glance.servers.get(caller.server)
        moderates = caller.is_moderator(settings.moderator_role)
        return await self._storage.read.campaigns.sites(caller.server) if moderates else []

    async def site(self, caller: Caller, typed: str | None) -> SiteId | None:
        """Find the site that is meant; None where nothing was typed. Raises UserError: this server's list has none."""
        if not (typed or "").strip():
            return None
        found = meant(typed or "", await self.sites(caller), lambda one: one[0], lambda one: one[1])
        if found is None:
            raise UserError("campaign-site-unknown")
        return found[0]

    async def visible(self, server: ServerId) -> Sequence[Campaign]:
        """Give what can be chosen where any campaign will do."""
        return await self._storage.read.campaigns.visible(server)

    async def here(self, server: ServerId) -> Sequence[tuple[Campaign, datetime | None]]:
        """Give every campaign that the server runs or follows, with the time of its newest update; None: it has none."""
        return await self._storage.read.campaigns.here(server)

    async def choices(self, caller: Caller, offer: Offer) -> Sequence[Campaign]:
        """Give what a moderator can choose; nothing for anybody else."""
        settings = await self._storage.glance.servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        reading = self._storage.read.campaigns
        match offer:
            case Offer.FOLLOWED:
                return await reading.followed(caller.server)
            case Offer.OWN:
                visible = await reading.visible(caller.server)
                return [one for one in visible if one.server == caller.server and one.closed_at is None]
            case Offer.OTHERS:
                visible = await reading.visible(caller.server)
                return [one for one in visible if one.server != caller.server and one.stopped_why is None]

    async def own(self, caller: Caller, typed: str) -> Campaign:
        """Find the open campaign of this server that is meant. Raises UserError."""
        await moderated(self._storage.glance.servers, caller)
        campaign = await self.find(caller.server, typed)
        if campaign.server != caller.server:
            raise UserError("campaign-not-yours")
        if campaign.closed_at is not None:
            raise UserError("campaign-closed-already")
        return campaign

    async def find(self, server: ServerId, typed: str) -> Campaign:
        """Find the campaign that is meant, among those that this server sees. Raises UserError."""
        campaigns = await self._storage.read.campaigns.visible(server)
        campaign = meant(typed, campaigns, lambda one: one.id, lambda one: one.text.title)
        if campaign is None:
            raise UserError("campaign-unknown")
        return campaign

    async def seen(self, server: ServerId, campaign: CampaignId) -> Campaign:
        """Give the campaign, if this server sees it. Raises UserError."""
        found = await self._storage.read.campaigns.get(campaign)
        if found is None or not is_visible(server, found.server, trusted=found.trusted):
            raise UserError("campaign-unknown")
        return found


async def note(
    tx: CampaignsTx,
    by: Caller,
    action: str,
    campaign: CampaignId,
    now: datetime,
    *,
    before: str = "",
    after: str = "",
) -> None:
    """Write a line of the audit about a campaign."""
    await tx.audit.note(by.server, by.user, action, f"campaign/{campaign}", now, before=before, after=after)
