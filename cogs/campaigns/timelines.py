"""The newest updates and a campaign's timeline as pages, each within one message."""

from collections.abc import Callable, Sequence

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import TEXT_LENGTH, Card, button
from cogs.campaigns.cards import address, fit, moment
from core.base.defang import defang
from core.base.ids import CampaignId
from services.base.texts import Say
from services.campaigns.records import Campaign
from services.campaigns.timelines import TimelineEntry, Timelines

_ROOM = TEXT_LENGTH - 350  # for the entries of a page; the rest is for its title and number
_SUMMARY, _BODY, _REASON, _OUTCOME = 400, 300, 400, 500
_COLOUR = discord.Colour.dark_teal()


class TimelinePages:
    """Fetches what a page of updates shows, and renders it for whoever reads it."""

    def __init__(self, *, answers: Answers, timelines: Timelines) -> None:
        self._answers = answers
        self._timelines = timelines

    async def newest(self, interaction: discord.Interaction, page: int) -> discord.ui.LayoutView:
        """Make a page of the newest updates that this server sees. Raises UserError."""
        entries = await self._timelines.newest(caller_of(interaction).server)
        return newest(await self._answers.sayer(interaction), entries, page)

    async def timeline(
        self, interaction: discord.Interaction, campaign: CampaignId, page: int, *, before: str = ""
    ) -> discord.ui.LayoutView:
        """Make a page of a campaign's timeline as this server sees it. Raises UserError."""
        server = caller_of(interaction).server
        found, entries = await self._timelines.timeline(server, campaign)
        clean = await self._timelines.official_link_is_clean(server, found)
        say = await self._answers.sayer(interaction)
        return timeline(say, found, entries, page, link_is_clean=clean, before=before)


def timeline(
    say: Say,
    campaign: Campaign,
    entries: Sequence[TimelineEntry],
    page: int,
    *,
    link_is_clean: bool,
    before: str = "",
) -> discord.ui.LayoutView:
    """Render a page of every update that was approved, oldest first, under what the campaign is about.

    `before`: what is said above the first page.
    """
    texts = [_about(say, campaign, link_is_clean=link_is_clean), *(_entry(say, entry) for entry in entries)]
    if not entries:
        texts.append(say("timeline-empty"))
    title = say("timeline-title", title=defang(campaign.text.title))
    return _page(
        say, title, texts, page, lambda number: f"campaign:{campaign.id}:timeline:{number}", before=before
    )


def newest(say: Say, entries: Sequence[TimelineEntry], page: int) -> discord.ui.LayoutView:
    """Render a page of the newest updates."""
    texts = [_entry(say, entry, of_campaign=True) for entry in entries] or [say("updates-empty")]
    return _page(say, say("updates-title"), texts, page, lambda number: f"updates:list:{number}")


def _about(say: Say, campaign: Campaign, *, link_is_clean: bool) -> str:
    text = campaign.text
    lines = [say("timeline-publisher", name=defang(campaign.publisher), when=moment(campaign.made_at))]
    if text.summary:
        lines.append(fit(defang(text.summary), _SUMMARY))
    if text.demand:
        lines.append(say("timeline-demand", demand=fit(defang(text.demand), _SUMMARY)))
    if text.link:
        lines.append(say("update-official-link", link=address(text.link, clickable=link_is_clean)))
    if campaign.closed_at is not None:
        outcome = fit(defang(campaign.outcome or ""), _OUTCOME)
        lines.append(say("timeline-closed", when=moment(campaign.closed_at), outcome=outcome))
    return "\n".join(lines)


def _entry(say: Say, entry: TimelineEntry, *, of_campaign: bool = False) -> str:
    title = [say("updates-campaign", title=defang(entry.campaign.text.title))] if of_campaign else []
    when = moment(entry.published_at)
    if entry.text is None:
        lines = [*title, say("timeline-withdrawn", when=when, number=entry.update)]
        if entry.withdrawn_reason:
            lines.append(say("update-withdrawn-why", reason=fit(defang(entry.withdrawn_reason), _REASON)))
        return "\n".join(lines)
    text = entry.text
    kind = say(f"update-kind-{text.kind}")
    lines = [*title, say("timeline-entry", when=when, kind=kind, number=entry.update)]
    if text.warning:
        lines.append(say("update-warning", warning=defang(text.warning)))
    body = fit(defang(text.body), _BODY)
    lines += [f"**{defang(text.headline)}**", f"||{body}||" if text.warning else body]
    if entry.corrected_at is not None:
        lines.append(say("timeline-corrected", when=moment(entry.corrected_at)))
    return "\n".join(lines)


def paged(texts: Sequence[str], room: int) -> list[list[str]]:
    """`texts` in order on as few pages as hold them; each page has at most `room` characters."""
    pages: list[list[str]] = [[]]
    left = room
    for text in texts:
        shown = fit(text, room)
        if len(shown) > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(shown)
        left -= len(shown)
    return pages


def _page(
    say: Say,
    title: str,
    texts: Sequence[str],
    page: int,
    custom_id: Callable[[int], str],
    *,
    before: str = "",
) -> discord.ui.LayoutView:
    found = paged(texts, _ROOM - len(before))
    number = min(max(page, 0), len(found) - 1)
    card = Card(_COLOUR)
    if before:
        card.text(before).line()
    card.text(title)
    for text in found[number]:
        card.line().text(text)
    if len(found) > 1:
        card.text(say("timeline-page", number=number + 1, pages=len(found)))
        card.buttons(
            button(custom_id(max(0, number - 1)), say("timeline-earlier"), disabled=number == 0),
            button(custom_id(number + 1), say("timeline-later"), disabled=number + 1 >= len(found)),
        )
    return card.view()
