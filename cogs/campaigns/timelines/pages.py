"""The newest updates and a campaign's timeline as pages, each within one message."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, Part, Turning, page_of
from cogs.campaigns.cards import address, moment, shown_text
from cogs.campaigns.timelines.words import month_name
from core.base.ids import CampaignId
from core.base.spoilers import without_lists
from core.campaigns.room import cut
from core.campaigns.screen import NOTHING_HELD, Held
from services.base.texts import Say
from services.campaigns.records import Campaign
from services.campaigns.screening import is_clean
from services.campaigns.timelines import TimelineEntry, Timelines

_BODY = 300  # characters in the list of the newest; the timeline has each in full
_COLOUR = discord.Colour.dark_teal()


class TimelinePages:
    """Fetches what a page of updates shows, and renders it for whoever reads it."""

    def __init__(self, *, answers: Answers, timelines: Timelines) -> None:
        self._answers = answers
        self._timelines = timelines

    async def newest(self, interaction: discord.Interaction, page: int) -> discord.ui.LayoutView:
        """Make a page of the newest updates that this server sees. Raises UserError."""
        server = caller_of(interaction).server
        entries, campaigns = await self._timelines.newest(server), await self._timelines.campaigns(server)
        held = await self._timelines.held_of_each(server, [each for each, _ in campaigns], entries)
        return await newest(await self._answers.sayer(interaction), campaigns, entries, page, held=held)

    async def timeline(
        self, interaction: discord.Interaction, campaign: CampaignId, page: int, *, before: str = ""
    ) -> discord.ui.LayoutView:
        """Make a page of a campaign's timeline as this server sees it. Raises UserError."""
        server = caller_of(interaction).server
        found, entries = await self._timelines.timeline(server, campaign)
        held = await self._timelines.held(server, found, entries)
        say = await self._answers.sayer(interaction)
        return await timeline(say, found, entries, page, held=held, before=before)


async def timeline(
    say: Say,
    campaign: Campaign,
    entries: Sequence[TimelineEntry],
    page: int,
    *,
    held: Held = NOTHING_HELD,
    before: str = "",
) -> discord.ui.LayoutView:
    """Render a page of every update that was approved, oldest first and month by month, under what the campaign is about.

    `before`: what is said above the first page; `held`: the places that are shown in their harmless form.
    """
    parts: list[str | Part] = list(_about(say, campaign, held))
    month = ""
    for entry in entries:
        named = month_name(say, entry.published_at)
        head = say("timeline-month-head", month=named) if named != month else ""
        parts.append(_entry(say, entry, held, head=head, with_source=True))
        month = named
        await asyncio.sleep(0)  # a timeline may be long: others have their turn
    if not entries:
        parts.append(say("timeline-empty"))
    title = say("timeline-title", title=shown_text(campaign.text.title, held))
    turning = Turning(say, lambda number: f"campaign:{campaign.id}:timeline:{number}")
    return page_of(Card(_COLOUR), title, [before, *parts] if before else parts, page, turning)


async def newest(
    say: Say,
    campaigns: Sequence[tuple[Campaign, datetime | None]],
    entries: Sequence[TimelineEntry],
    page: int,
    *,
    held: Mapping[CampaignId, Held] = MappingProxyType({}),
) -> discord.ui.LayoutView:
    """Render a page of the newest updates, after the names of all `campaigns`, each with when it was updated. `held`: of
    each campaign the places that are shown in their harmless form.
    """
    named = [
        _named(say, campaign, updated_at, held.get(campaign.id, NOTHING_HELD))
        for campaign, updated_at in campaigns
    ]
    parts: list[str | Part] = [Part("\n".join(named), head=say("updates-campaigns"))] if named else []
    for entry in entries:
        of_entry = held.get(entry.campaign.id, NOTHING_HELD)
        parts.append(_entry(say, entry, of_entry, of_campaign=True, longest=_BODY))
        await asyncio.sleep(0)
    if not entries:
        parts.append(say("updates-empty"))
    parts.append(f"-# {say('updates-whole')}")
    turning = Turning(say, lambda number: f"updates:list:{number}")
    return page_of(Card(_COLOUR), say("updates-title"), parts, page, turning)


def _named(say: Say, campaign: Campaign, updated_at: datetime | None, held: Held) -> str:
    state, when = "silent", ""
    if campaign.closed_at is not None:
        state, when = "closed", moment(campaign.closed_at)
    elif updated_at is not None:
        state, when = "updated", moment(updated_at)
    title, publisher = shown_text(campaign.text.title, held), shown_text(campaign.publisher, held)
    return say("updates-named", title=title, publisher=publisher, state=state, when=when)


def _about(say: Say, campaign: Campaign, held: Held) -> list[str]:
    text = campaign.text
    publisher = shown_text(campaign.publisher, held)
    lines = [say("timeline-publisher", name=publisher, when=moment(campaign.made_at))]
    if text.summary:
        lines.append(shown_text(text.summary, held))
    if text.demand:
        lines.append(say("timeline-demand", demand=shown_text(text.demand, held)))
    if text.link:
        link = address(text.link, clickable=is_clean(text.link, held))
        lines.append(say("update-official-link", link=link))
    if campaign.closed_at is not None:
        outcome = shown_text(campaign.outcome or "", held)
        lines.append(say("timeline-closed", when=moment(campaign.closed_at), outcome=outcome))
    return lines


def _entry(
    say: Say,
    entry: TimelineEntry,
    held: Held,
    *,
    head: str = "",
    of_campaign: bool = False,
    longest: int | None = None,
    with_source: bool = False,
) -> str | Part:
    """An update. `head`: what stands above it; `longest`: how much of its body is shown, where not all of it is;
    `held`: the places that are shown in their harmless form.
    """
    title = [head] if head else []
    if of_campaign:
        title.append(say("updates-campaign", title=shown_text(entry.campaign.text.title, held)))
    when = moment(entry.published_at)
    if entry.text is None:
        gone = "" if entry.withdrawn_at is None else moment(entry.withdrawn_at)
        lines = [*title, say("timeline-withdrawn", when=when, number=entry.update, gone=gone)]
        if entry.withdrawn_reason:
            lines.append(say("update-withdrawn-why", reason=shown_text(entry.withdrawn_reason, held)))
        return "\n".join(lines)
    text = entry.text
    kind = say(f"update-kind-{text.kind}")
    lines = [*title, say("timeline-entry", when=when, kind=kind, number=entry.update)]
    if text.warning:
        lines.append(say("update-warning", warning=shown_text(text.warning, held)))
    if entry.corrected_at is not None:
        lines.append(say("timeline-corrected", when=moment(entry.corrected_at)))
    lines.append(f"**{shown_text(text.headline, held)}**")
    if text.source and with_source:
        source = address(text.source, clickable=is_clean(text.source, held))
        lines.append(say("update-source", source=source))
    body = shown_text(text.body, held)
    body = without_lists(body) if text.warning else body
    body = body if longest is None else cut(body, longest)
    hidden = ("||", "||") if text.warning else ("", "")
    return Part(body, "\n".join(lines), *hidden)
