"""`/updates` for members, and the buttons that stand under updates: approve, edit, discard, try again, timeline."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.router import Router
from cogs.campaigns import forms
from cogs.campaigns import timelines as pages
from cogs.campaigns.choices import Meant, Suggestions, campaign_choices
from core.base.authority import Caller
from core.base.errors import Unavailable, UserError
from core.base.ids import CampaignId, ChannelId, MessageId, ServerId, UpdateId
from services.campaigns.campaigns import Campaigns
from services.campaigns.deliveries import Deliveries
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Place, Updates

_UPDATE = r"update:(?P<id>\d{1,15})"
_VERSION = r"(?::(?P<version>\d{1,6}))?"


class UpdateCommands(commands.Cog):
    """Translates; services/campaigns/updates.py, services/campaigns/deliveries.py and services/campaigns/timelines.py do it."""

    def __init__(
        self,
        answers: Answers,
        router: Router,
        campaigns: Campaigns,
        updates: Updates,
        deliveries: Deliveries,
        timelines: Timelines,
    ) -> None:
        self._answers = answers
        self._campaigns = campaigns
        self._updates = updates
        self._deliveries = deliveries
        self._timelines = timelines
        router.add(rf"{_UPDATE}:approve{_VERSION}", self._approve)
        router.add(rf"{_UPDATE}:discard{_VERSION}", self._discard)
        router.add(rf"{_UPDATE}:edit:(?P<version>\d{{1,6}})", self._edit, opens_form=True)
        router.add(rf"{_UPDATE}:retry", self._retry)
        router.add(rf"{_UPDATE}:timeline", self._show_timeline)
        router.add(r"campaign:(?P<id>\d{1,15}):timeline:(?P<page>\d{1,6})", self._turn_timeline)
        router.add(r"updates:list:(?P<page>\d{1,6})", self._turn_newest)

    updates = app_commands.Group(name="updates", description=words("command-updates"), guild_only=True)

    async def _visible(self, interaction: discord.Interaction, current: str) -> Suggestions:
        try:
            found = await self._campaigns.visible(caller_of(interaction).server)
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        return campaign_choices(found, current)

    @updates.command(name="list", description=words("command-updates-list"))
    async def newest(self, interaction: discord.Interaction) -> None:
        """The newest updates of the campaigns that this server owns or follows."""
        await self._answers.show(interaction, await self._newest_page(interaction, 0))

    @updates.command(name="timeline", description=words("command-updates-timeline"))
    @app_commands.describe(campaign=words("command-updates-campaign"))
    @app_commands.autocomplete(campaign=_visible)
    async def timeline(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """All updates of one campaign, in order."""
        found = await self._timelines.find(caller_of(interaction).server, campaign)
        await self._answers.show(interaction, await self._timeline_page(interaction, found.id, 0))

    # Pages.

    async def _turn_newest(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._turn(interaction, await self._newest_page(interaction, int(match["page"])))

    async def _turn_timeline(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        campaign = CampaignId(int(match["id"]))
        await self._turn(interaction, await self._timeline_page(interaction, campaign, int(match["page"])))

    async def _turn(self, interaction: discord.Interaction, page: discord.ui.LayoutView) -> None:
        """Turn the page where it stands, if there is still time; else show it anew."""
        if not interaction.response.is_done():
            try:
                await interaction.response.edit_message(view=page)
            except discord.InteractionResponded:
                pass
            else:
                return
        await self._answers.show(interaction, page)

    async def _newest_page(self, interaction: discord.Interaction, page: int) -> discord.ui.LayoutView:
        entries = await self._timelines.newest(caller_of(interaction).server)
        return pages.newest(await self._answers.sayer(interaction), entries, page)

    async def _timeline_page(
        self, interaction: discord.Interaction, campaign: CampaignId, page: int
    ) -> discord.ui.LayoutView:
        server = caller_of(interaction).server
        found, entries = await self._timelines.timeline(server, campaign)
        clean = await self._timelines.official_link_is_clean(server, found)
        return pages.timeline(
            await self._answers.sayer(interaction), found, entries, page, link_is_clean=clean
        )

    # Buttons.

    async def _show_timeline(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        server = caller_of(interaction).server
        record = await self._deliveries.copy_at(server, UpdateId(int(match["id"])), _place(interaction))
        await self._answers.show(interaction, await self._timeline_page(interaction, record.campaign.id, 0))

    async def _approve(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller, update, version = _clicked(interaction, match)
        if await self._updates.origin(update) != caller.server:
            await self._deliveries.settle(caller, update, version, _place(interaction), accept=True)
            await self._answers.say(interaction, "delivery-accepted", number=update)
            return
        done = await self._updates.approve(caller, update, version, _place(interaction))
        say = await self._answers.sayer(interaction)
        lines = [say("draft-approved", number=update, count=done.reached)]
        if not done.own_channel:
            lines.append(say("campaign-no-channel"))
        if not done.update.campaign.trusted:
            lines.append(say("campaign-not-visible"))
        await self._answers.show(interaction, "\n".join(lines))

    async def _discard(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller, update, version = _clicked(interaction, match)
        if await self._updates.origin(update) != caller.server:
            await self._deliveries.settle(caller, update, version, _place(interaction), accept=False)
            await self._answers.say(interaction, "delivery-declined", number=update)
            return
        await self._updates.discard(caller, update, version, _place(interaction))
        await self._answers.say(interaction, "draft-discarded", number=update)

    async def _edit(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        update, number = UpdateId(int(match["id"])), int(match["version"])
        draft = await self._updates.to_edit(caller_of(interaction), update, number, _place(interaction))
        await forms.edit_form(await self._answers.sayer(interaction), update, number, draft.text).open(
            interaction
        )

    async def _retry(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller, update, _ = _clicked(interaction, match)
        await self._deliveries.retry(caller, update, _place(interaction))
        await self._answers.say(interaction, "delivery-retrying")

    # What may end a wait.

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Permissions of a channel may have come back."""
        await self._deliveries.channels_changed(ServerId(after.guild.id))


def _clicked(interaction: discord.Interaction, match: re.Match[str]) -> tuple[Caller, UpdateId, int | None]:
    version = match.groupdict().get("version")
    return caller_of(interaction), UpdateId(int(match["id"])), None if version is None else int(version)


def _place(interaction: discord.Interaction) -> Place:
    """Where the button stands. Raises UserError where Discord does not say."""
    if interaction.message is None or interaction.channel_id is None:
        raise UserError("error-unknown-button")
    return ChannelId(interaction.channel_id), MessageId(interaction.message.id)
