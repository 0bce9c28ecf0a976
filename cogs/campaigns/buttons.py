"""Handling clicks on an update's card: approve, edit, discard, try again, show the timeline.

Each click asks the service, which asks who is there. cogs/campaigns/actions.py says which button stands where.
"""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place
from cogs.campaigns.cards import copy_view, whole_view
from cogs.campaigns.decided_cards import counts_lines, when_lines
from cogs.campaigns.forms import edit_form
from cogs.campaigns.screen_pages import picture_files, screen_view
from cogs.campaigns.timelines.pages import TimelinePages
from core.base.authority import Caller
from core.base.ids import UpdateId
from core.base.posts import MessagePlace
from services.campaigns.deliveries import Deliveries
from services.campaigns.progress import Progress
from services.campaigns.records import UpdateRecord
from services.campaigns.schedule import Times
from services.campaigns.updates import Updates


class UpdateButtons:
    """Handlers for the table of actions."""

    def __init__(
        self,
        *,
        answers: Answers,
        updates: Updates,
        deliveries: Deliveries,
        times: Times,
        progress: Progress,
        pages: TimelinePages,
    ) -> None:
        self._answers = answers
        self._times = times
        self._progress = progress
        self._updates = updates
        self._deliveries = deliveries
        self._pages = pages

    async def timeline(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the timeline of the campaign of this update."""
        caller, update, _, place = _clicked(interaction, match)
        record = await self._deliveries.copy_at(caller.server, update, place)
        await self._answers.show(interaction, await self._pages.timeline(interaction, record.campaign.id, 0))

    async def approve(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Publish an update of one's own server, or let another server's be posted here."""
        caller, update, version, place = _clicked(interaction, match)
        if await self._updates.origin(update) != caller.server:
            await self._deliveries.settle(caller, update, version, place, accept=True)
            await self._answers.say(interaction, "delivery-accepted", number=update)
            return
        done = await self._updates.approve(caller, update, version, place)
        say = await self._answers.sayer(interaction)
        if done.at is None:
            lines = [say("draft-approved", number=update, count=done.reached)]
        else:
            zone = await self._times.zone(caller.server)
            lines = [
                say("draft-scheduled", number=update, count=done.reached),
                *when_lines(say, done.at, zone),
            ]
        if not done.own_channel:
            lines.append(say("campaign-no-channel"))
        campaign = done.update.campaign
        if not campaign.trusted:
            lines.append(say("campaign-not-visible" if campaign.network else "campaign-only-here"))
        await self._answers.show(interaction, "\n".join(lines))

    async def discard(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Throw a draft of one's own server away, or decline another server's update."""
        caller, update, version, place = _clicked(interaction, match)
        if await self._updates.origin(update) != caller.server:
            await self._deliveries.settle(caller, update, version, place, accept=False)
            await self._answers.say(interaction, "delivery-declined", number=update)
            return
        await self._updates.discard(caller, update, version, place)
        await self._answers.say(interaction, "draft-discarded", number=update)

    async def edit(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form with the draft's text."""
        update, number = UpdateId(int(match["id"])), int(match["version"])
        draft = await self._updates.to_edit(caller_of(interaction), update, number, _place(interaction))
        say = await self._answers.sayer(interaction)
        await self._answers.open(interaction, edit_form(say, update, number, draft.text))

    async def whole(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show a moderator all of a version that waits here, a page after the other; its card has no room for it."""
        update, number, page = UpdateId(int(match["id"])), int(match["version"]), match["page"]
        place, caller = _place(interaction) if page is None else None, caller_of(interaction)
        if await self._updates.origin(update) == caller.server:
            await self._as_posted(interaction, await self._updates.waiting(caller, update, number, place))
            return
        shown = await self._deliveries.whole(caller, update, number, place)
        view = whole_view(await self._answers.sayer(interaction), shown, int(page or 0))
        await (self._answers.show if page is None else self._answers.turn)(interaction, view)

    async def copies(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Say how many copies of one's own update stand, wait and fail by now."""
        caller, update, _, place = _clicked(interaction, match)
        counts = await self._progress.on_card(caller, update, place)
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, "\n".join(counts_lines(say, counts)))

    async def _as_posted(self, interaction: discord.Interaction, record: UpdateRecord) -> None:
        """Show a moderator the message that every server would get, were the draft approved now."""
        assert record.pending is not None  # noqa: S101  # `waiting` gave it
        shown = await self._deliveries.shown(record, record.pending.number, record.campaign.server)
        view = copy_view(await self._answers.sayer(interaction), shown, None, ())
        await self._answers.show(interaction, view, *picture_files(shown))

    async def screen(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show a moderator each piece of a draft that readers will see in another form."""
        update, number, page = UpdateId(int(match["id"])), int(match["version"]), match["page"]
        place, caller = _place(interaction) if page is None else None, caller_of(interaction)
        record = await self._updates.waiting(caller, update, number, place)
        shown = await self._deliveries.shown(record, number, caller.server)
        view = screen_view(await self._answers.sayer(interaction), shown, int(page or 0))
        await (self._answers.show if page is None else self._answers.turn)(interaction, view)

    async def retry(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Try again at once to post what could not be posted."""
        caller, update, _, place = _clicked(interaction, match)
        await self._deliveries.retry(caller, update, place)
        await self._answers.say(interaction, "delivery-retrying")


def _clicked(
    interaction: discord.Interaction, match: re.Match[str]
) -> tuple[Caller, UpdateId, int | None, MessagePlace]:
    """Who clicked, on which update and version, and where the clicked message stands, which the service holds against its row."""
    version = match.groupdict().get("version")
    number = None if version is None else int(version)
    return caller_of(interaction), UpdateId(int(match["id"])), number, _place(interaction)


def _place(interaction: discord.Interaction) -> MessagePlace:
    return clicked_place(interaction, "error-unknown-button")
