"""`/updates`: the commands by which members read updates, and the buttons that turn pages."""

import re
from enum import StrEnum

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.router import Router
from cogs.base.spoken_choice import SpokenChoice
from cogs.campaigns.choices import Meant, Suggestions, campaign_choices
from cogs.campaigns.notify import NotifyChoices
from cogs.campaigns.timelines.pages import TimelinePages
from cogs.campaigns.timelines.pictures import TimelinePictures
from core.base.errors import Unavailable, UserError
from core.base.ids import CampaignId
from services.campaigns.campaigns import Campaigns
from services.campaigns.timelines import Timelines


class TimelineForm(StrEnum):
    """As what a timeline is shown. Each has the words `timeline-as-<value>`."""

    PAGES = "pages"
    PICTURE = "picture"
    FILE = "json"


FormOption = app_commands.Transform[str, SpokenChoice(TimelineForm, lambda one: f"timeline-as-{one}")]


class UpdatesCommand(commands.Cog):
    """The command: each part is translated into a call of services.campaigns.timelines.Timelines."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        campaigns: Campaigns,
        timelines: Timelines,
        pages: TimelinePages,
        notify: NotifyChoices,
    ) -> None:
        self._answers = answers
        self._notify = notify
        self._campaigns = campaigns
        self._timelines = timelines
        self._pages = pages
        self._pictures = TimelinePictures(answers=answers, timelines=timelines)
        router.add(r"campaign:(?P<id>\d{1,15}):timeline:(?P<page>\d{1,6})", self._turn_timeline)
        router.add(r"campaign:(?P<id>\d{1,15}):picture:(?P<page>\d{1,6})", self._turn_picture)
        router.add(r"updates:list:(?P<page>\d{1,6})", self._turn_newest)

    async def cog_unload(self) -> None:
        """Stop drawing: the cog is taken off."""
        self._pictures.close()

    updates = app_commands.Group(name="updates", description=words("command-updates"), guild_only=True)

    async def _visible(self, interaction: discord.Interaction, current: str) -> Suggestions:
        try:
            found = await self._campaigns.visible(caller_of(interaction).server)
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        return campaign_choices(found, current)

    @updates.command(name="list", description=words("command-updates-list"))
    async def newest(self, interaction: discord.Interaction) -> None:
        """Show the newest updates of the campaigns that this server owns or follows."""
        await self._answers.show(interaction, await self._pages.newest(interaction, 0))

    @updates.command(name="timeline", description=words("command-updates-timeline"))
    @app_commands.describe(
        campaign=words("command-updates-campaign"), form=words("command-updates-timeline-as")
    )
    @app_commands.rename(form="as")
    @app_commands.autocomplete(campaign=_visible)
    async def timeline(
        self, interaction: discord.Interaction, campaign: Meant, form: FormOption = TimelineForm.PAGES
    ) -> None:
        """Show all updates of one campaign, in order."""
        found = await self._timelines.find(caller_of(interaction).server, campaign)
        match form:
            case TimelineForm.PICTURE:
                await self._answers.defer(interaction)
                view, files = await self._pictures.picture(interaction, found.id, 0)
                await self._answers.show(interaction, view, *files)
            case TimelineForm.FILE:
                await self._answers.defer(interaction)
                said, files = await self._pictures.files(interaction, found.id)
                await self._answers.show(interaction, said, *files)
            case _:
                await self._answers.show(interaction, await self._pages.timeline(interaction, found.id, 0))

    async def _turn_picture(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        campaign, page = CampaignId(int(match["id"])), int(match["page"])
        view, files = await self._pictures.picture(interaction, campaign, page)
        await self._answers.turn(interaction, view, *files)

    @updates.command(name="notify", description=words("command-updates-notify"))
    @app_commands.describe(campaign=words("command-updates-campaign"))
    @app_commands.autocomplete(campaign=_visible)
    async def notify(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """Choose how to hear of a campaign's updates, or end it."""
        await self._notify.chosen(interaction, campaign)

    async def _turn_newest(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._answers.turn(interaction, await self._pages.newest(interaction, int(match["page"])))

    async def _turn_timeline(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        campaign, page = CampaignId(int(match["id"])), int(match["page"])
        await self._answers.turn(interaction, await self._pages.timeline(interaction, campaign, page))
