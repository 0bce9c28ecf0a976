"""Campaigns: making, closing and following them, and finding the one that a person means."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from core.base.authority import Caller, require_moderator
from core.base.defang import defang, defang_link
from core.base.errors import UserError
from core.base.ids import CampaignId, ServerId
from core.campaigns.texts import OUTCOME_LIMIT, CampaignText, campaign_text, field_text
from core.campaigns.versions import is_visible
from core.links import Link, canonical, find_links
from core.lists.verdicts import Match, winning_matches
from services.base.ports import Clock
from services.campaigns.records import Campaign, Follow
from services.servers.setup import ServerSettings, ServerStore

OPEN_CAMPAIGNS = 50
FOLLOWS = 200

_T = TypeVar("_T")


class CampaignStore(Protocol):
    """Tables `campaigns` and `follows`. Each method that writes is one transaction, with its line in the audit."""

    async def create(self, text: CampaignText, form: str, by: Caller, now: datetime) -> Campaign:
        """Write it; a form that arrives again gets the campaign that it made."""
        ...

    async def get(self, campaign: CampaignId) -> Campaign | None:
        """One campaign."""
        ...

    async def visible(self, server: ServerId) -> Sequence[Campaign]:
        """Its own, then those it follows, then the other trusted servers'; the newest first in each."""
        ...

    async def followed(self, server: ServerId) -> Sequence[Campaign]:
        """What it follows, also where the publisher is not trusted any more."""
        ...

    async def open_campaigns(self, server: ServerId) -> int:
        """How many of its own are not closed."""
        ...

    async def close(self, campaign: CampaignId, outcome: str, by: Caller, now: datetime) -> bool:
        """False where it was closed already."""
        ...

    async def follow(self, campaign: CampaignId, follow: Follow, by: Caller, now: datetime) -> bool:
        """Begin to follow, or change how (False): what was not posted yet goes where the follow now says."""
        ...

    async def unfollow(self, campaign: CampaignId, by: Caller, now: datetime) -> bool:
        """End it, and what waited for approval there. False where nothing was followed."""
        ...

    async def follow_here(self, campaign: CampaignId, server: ServerId) -> Follow | None:
        """How this server follows it."""
        ...

    async def follows(self, server: ServerId) -> int:
        """How many campaigns it follows."""
        ...


class ListView(Protocol):
    """What lists hold (services/lists/lookup.py)."""

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Every entry that covers one of the links, as this server sees it."""
        ...


async def moderated(servers: ServerStore, caller: Caller) -> ServerSettings:
    """The settings of a server that is set up and that the caller moderates. Raises UserError."""
    settings = await servers.get(caller.server)
    require_moderator(caller, settings.moderator_role)
    if not settings.set_up:
        raise UserError("error-not-set-up")
    return settings


async def listed(lists: ListView, server: ServerId, address: str) -> Match | None:
    """The entry that holds this address, or one inside it, for this server; None where none does."""
    itself = canonical(address)
    links = [*([] if itself is None else [itself]), *find_links(address)]
    winning = winning_matches(await lists.matches(server, links))
    return winning[0] if winning else None


async def may_be_clicked(lists: ListView, servers: Collection[ServerId], address: str) -> bool:
    """Whether there is an address, and no list of these servers holds it."""
    if not address:
        return False
    for server in servers:
        if await listed(lists, server, address) is not None:
            return False
    return True


async def refuse_listed(lists: ListView, server: ServerId, address: str) -> None:
    """Raises UserError where a list holds the address: Rowan does not link there."""
    match = await listed(lists, server, address) if address else None
    if match is not None:
        raise UserError("campaign-address-listed", pattern=defang_link(match.pattern), tier=str(match.tier))


def meant(
    typed: str, offered: Sequence[_T], number: Callable[[_T], int], name: Callable[[_T], str]
) -> _T | None:
    """The one that was chosen by its id, or typed by a name that only it has. Raises UserError: several have it."""
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

    def __init__(self, store: CampaignStore, servers: ServerStore, lists: ListView, clock: Clock) -> None:
        self._store = store
        self._servers = servers
        self._lists = lists
        self._clock = clock

    async def may_create(self, caller: Caller) -> None:
        """Before the form is shown. Raises UserError."""
        await moderated(self._servers, caller)
        if await self._store.open_campaigns(caller.server) >= OPEN_CAMPAIGNS:
            raise UserError("campaign-too-many", limit=OPEN_CAMPAIGNS)

    async def create(self, caller: Caller, typed: Mapping[str, str], form: str) -> Campaign:
        """The form was sent. Raises UserError: bad input, a listed link, too many campaigns."""
        await self.may_create(caller)
        text = campaign_text(typed)
        await refuse_listed(self._lists, caller.server, text.link)
        return await self._store.create(text, form, caller, self._clock())

    async def settings(self, caller: Caller) -> ServerSettings:
        """The moderated server's settings. Raises UserError."""
        return await moderated(self._servers, caller)

    async def visible(self, server: ServerId) -> Sequence[Campaign]:
        """What can be chosen where any campaign will do."""
        return await self._store.visible(server)

    async def choices(self, caller: Caller, whose: str) -> Sequence[Campaign]:
        """What a moderator can choose: `own` (open ones), `others` to follow, `followed`. Nothing for anybody else."""
        settings = await self._servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        if whose == "followed":
            return await self._store.followed(caller.server)
        campaigns = await self._store.visible(caller.server)
        if whose == "own":
            return [one for one in campaigns if one.server == caller.server and one.closed_at is None]
        return [one for one in campaigns if one.server != caller.server]

    async def own(self, caller: Caller, typed: str) -> Campaign:
        """The open campaign of this server that is meant. Raises UserError."""
        await moderated(self._servers, caller)
        campaign = await self.find(caller.server, typed)
        return _own_open(caller, campaign)

    async def find(self, server: ServerId, typed: str) -> Campaign:
        """The campaign that is meant, among those that this server sees. Raises UserError."""
        campaigns = await self._store.visible(server)
        campaign = meant(typed, campaigns, lambda one: one.id, lambda one: one.text.title)
        if campaign is None:
            raise UserError("campaign-unknown")
        return campaign

    async def seen(self, server: ServerId, campaign: CampaignId) -> Campaign:
        """The campaign, if this server sees it. Raises UserError."""
        found = await self._store.get(campaign)
        if found is None or not is_visible(server, found.server, trusted=found.trusted):
            raise UserError("campaign-unknown")
        return found

    async def close(self, caller: Caller, typed: str, outcome: str) -> Campaign:
        """End one's own campaign. Raises UserError."""
        campaign = await self.own(caller, typed)
        text = field_text("outcome", outcome, OUTCOME_LIMIT)
        if not await self._store.close(campaign.id, text, caller, self._clock()):
            raise UserError("campaign-closed-already")
        return campaign

    async def follow(self, caller: Caller, typed: str, follow: Follow) -> tuple[Campaign, bool]:
        """Get another server's updates from now on; False where it was followed before and only how has changed.

        Raises UserError: unknown, one's own, over, too many.
        """
        await moderated(self._servers, caller)
        campaign = await self.find(caller.server, typed)
        if campaign.server == caller.server:
            raise UserError("campaign-follow-own")
        known = await self._store.follow_here(campaign.id, caller.server)
        if known is None and campaign.closed_at is not None:
            raise UserError("campaign-closed-already")
        if known is None and await self._store.follows(caller.server) >= FOLLOWS:
            raise UserError("campaign-follows-many", limit=FOLLOWS)
        return campaign, await self._store.follow(campaign.id, follow, caller, self._clock())

    async def unfollow(self, caller: Caller, typed: str) -> Campaign:
        """Get no more updates. Raises UserError: not followed."""
        await moderated(self._servers, caller)
        followed = await self._store.followed(caller.server)
        campaign = meant(typed, followed, lambda one: one.id, lambda one: one.text.title)
        if campaign is None or not await self._store.unfollow(campaign.id, caller, self._clock()):
            raise UserError("campaign-not-followed")
        return campaign


def _own_open(caller: Caller, campaign: Campaign) -> Campaign:
    if campaign.server != caller.server:
        raise UserError("campaign-not-yours")
    if campaign.closed_at is not None:
        raise UserError("campaign-closed-already")
    return campaign
