"""The newest updates and a campaign's timeline as pages, each within one message."""

from collections.abc import Collection, Sequence
from datetime import datetime

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, Part, Turning, page_of
from cogs.campaigns.cards import address, moment, shown_text
from cogs.campaigns.timelines.words import month_name
from core.base.defang import defang
from core.base.ids import CampaignId
from core.base.spoilers import without_lists
from core.campaigns.room import cut
from services.base.texts import Say
from services.campaigns.records import Campaign
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
        return newest(await self._answers.sayer(interaction), campaigns, entries, page)

    async def timeline(
        self, interaction: discord.Interaction, campaign: CampaignId, page: int, *, before: str = ""
    ) -> discord.ui.LayoutView:
        """Make a page of a campaign's timeline as this server sees it. Raises UserError."""
        server = caller_of(interaction).server
        found, entries = await self._timelines.timeline(server, campaign)
        clean = await self._timelines.clean_addresses(server, found, entries)
        say = await self._answers.sayer(interaction)
        return timeline(say, found, entries, page, clean=clean, before=before)


def timeline(
    say: Say,
    campaign: Campaign,
    entries: Sequence[TimelineEntry],
    page: int,
    *,
    clean: Collection[str],
    before: str = "",
) -> discord.ui.LayoutView:
    """Render a page of every update that was approved, oldest first and month by month, under what the campaign is about.

    `before`: what is said above the first page; `clean`: addresses that no list holds.
    """
    parts: list[str | Part] = list(_about(say, campaign, link_is_clean=campaign.text.link in clean))
    month = ""
    for entry in entries:
        named = month_name(say, entry.published_at)
        head = say("timeline-month-head", month=named) if named != month else ""
        parts.append(_entry(say, entry, head=head, clean=clean))
        month = named
    if not entries:
        parts.append(say("timeline-empty"))
    title = say("timeline-title", title=shown_text(campaign.text.title))
    turning = Turning(say, lambda number: f"campaign:{campaign.id}:timeline:{number}")
    return page_of(Card(_COLOUR), title, [before, *parts] if before else parts, page, turning)


def newest(
    say: Say,
    campaigns: Sequence[tuple[Campaign, datetime | None]],
    entries: Sequence[TimelineEntry],
    page: int,
) -> discord.ui.LayoutView:
    """Render a page of the newest updates, after the names of all `campaigns`, each with when it was updated."""
    named = [_named(say, campaign, updated_at) for campaign, updated_at in campaigns]
    parts: list[str | Part] = [Part("\n".join(named), head=say("updates-campaigns"))] if named else []
    parts += [_entry(say, entry, of_campaign=True, longest=_BODY) for entry in entries] or [
        say("updates-empty")
    ]
    parts.append(f"-# {say('updates-whole')}")
    turning = Turning(say, lambda number: f"updates:list:{number}")
    return page_of(Card(_COLOUR), say("updates-title"), parts, page, turning)


def _named(say: Say, campaign: Campaign, updated_at: datetime | None) -> str:
    state, when = "silent", ""
    if campaign.closed_at is not None:
        state, when = "closed", moment(campaign.closed_at)
    elif updated_at is not None:
        state, when = "updated", moment(updated_at)
    title, publisher = shown_text(campaign.text.title), defang(campaign.publisher)
    return say("updates-named", title=title, publisher=publisher, state=state, when=when)


def _about(say: Say, campaign: Campaign, *, link_is_clean: bool) -> list[str]:
    text = campaign.text
    lines = [say("timeline-publisher", name=defang(campaign.publisher), when=moment(campaign.made_at))]
    if text.summary:
        lines.append(shown_text(text.summary))
    if text.demand:
        lines.append(say("timeline-demand", demand=shown_text(text.demand)))
    if text.link:
        lines.append(say("update-official-link", link=address(text.link, clickable=link_is_clean)))
    if campaign.closed_at is not None:
        outcome = shown_text(campaign.outcome or "")
        lines.append(say("timeline-closed", when=moment(campaign.closed_at), outcome=outcome))
    return lines


def _entry(
    say: Say,
    entry: TimelineEntry,
    *,
    head: str = "",
    of_campaign: bool = False,
    longest: int | None = None,
    clean: Collection[str] | None = None,
) -> str | Part:
    """An update. `head`: what stands above it; `longest`: how much of its body is shown, where not all of it is;
    `clean`: addresses that no list holds, where the source is shown.
    """
    title = [head] if head else []
    if of_campaign:
        title.append(say("updates-campaign", title=shown_text(entry.campaign.text.title)))
    when = moment(entry.published_at)
    if entry.text is None:
        gone = "" if entry.withdrawn_at is None else moment(entry.withdrawn_at)
        lines = [*title, say("timeline-withdrawn", when=when, number=entry.update, gone=gone)]
        if entry.withdrawn_reason:
            lines.append(say("update-withdrawn-why", reason=shown_text(entry.withdrawn_reason)))
        return "\n".join(lines)
    text = entry.text
    kind = say(f"update-kind-{text.kind}")
    lines = [*title, say("timeline-entry", when=when, kind=kind, number=entry.update)]
    if text.warning:
        lines.append(say("update-warning", warning=shown_text(text.warning)))
    if entry.corrected_at is not None:
        lines.append(say("timeline-corrected", when=moment(entry.corrected_at)))
    lines.append(f"**{shown_text(text.headline)}**")
    if text.source and clean is not None:
        source = address(text.source, clickable=text.source in clean)
        lines.append(say("update-source", source=source))
    body = without_lists(shown_text(text.body)) if text.warning else shown_text(text.body)
    body = body if longest is None else cut(body, longest)
    hidden = ("||", "||") if text.warning else ("", "")
    return Part(body, "\n".join(lines), *hidden)
