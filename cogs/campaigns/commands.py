"""`/campaign`: what moderators do with campaigns and updates. The forms are found again by custom id."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.forms import form_values
from cogs.base.router import Router
from cogs.campaigns import forms
from cogs.campaigns.cards import shown_text
from cogs.campaigns.choices import Meant, Suggestions, campaign_choices, update_choices
from cogs.campaigns.feeds import FeedCommands
from cogs.campaigns.forms import FORM
from cogs.campaigns.timelines import TimelinePages
from core.base.errors import Unavailable, UserError
from core.base.ids import CampaignId, ChannelId, RoleId, ServerId, UpdateId
from core.campaigns.texts import OUTCOME_LIMIT, REASON_LIMIT
from services.base.texts import Say
from services.campaigns.campaigns import Campaigns, Offer
from services.campaigns.deliveries import Deliveries
from services.campaigns.records import Follow
from services.campaigns.updates import Updates

_NEEDS = ("view_channel", "send_messages", "read_message_history")


class CampaignCommands(commands.Cog):
    """The commands: each is translated into a call of services.campaigns.campaigns or services.campaigns.updates."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        campaigns: Campaigns,
        updates: Updates,
        deliveries: Deliveries,
        pages: TimelinePages,
        feeds: FeedCommands,
    ) -> None:
        self._answers = answers
        self._campaigns = campaigns
        self._updates = updates
        self._deliveries = deliveries
        self._pages = pages
        self.campaign.add_command(feeds)
        router.add(rf"campaign:create:{FORM}", self._created)
        router.add(rf"campaign:(?P<id>\d{{1,15}}):update:{FORM}", self._drafted)
        router.add(
            rf"update:(?P<id>\d{{1,15}}):(?:correct|redraft):(?P<base>\d{{1,6}}):{FORM}", self._redrafted
        )

    campaign = app_commands.Group(
        name="campaign",
        description=words("command-campaign"),
        default_permissions=discord.Permissions(manage_messages=True),
        guild_only=True,
    )

    # Offering campaigns and updates while a moderator types.

    async def _own(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._suggest(interaction, Offer.OWN, current)

    async def _others(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._suggest(interaction, Offer.OTHERS, current)

    async def _followed(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._suggest(interaction, Offer.FOLLOWED, current)

    async def _suggest(self, interaction: discord.Interaction, offer: Offer, current: str) -> Suggestions:
        try:
            found = await self._campaigns.choices(caller_of(interaction), offer)
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        return campaign_choices(found, current)

    async def _own_updates(self, interaction: discord.Interaction, current: str) -> Suggestions:
        try:
            found = await self._updates.choices(caller_of(interaction))
        except (UserError, Unavailable):
            return []
        return update_choices(found, current)

    # Commands about campaigns.

    @campaign.command(
        name="create", description=words("command-campaign-create"), extras={"opens_form": True}
    )
    async def create(self, interaction: discord.Interaction) -> None:
        """Open the form of a new campaign."""

        async def opening() -> None:
            await self._campaigns.may_create(caller_of(interaction))
            await self._answers.open(interaction, forms.create_form(await self._answers.sayer(interaction)))

        await self._answers.before_form(opening())

    async def _created(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        made = await self._campaigns.create(caller_of(interaction), form_values(interaction), match["form"])
        campaign = made.campaign
        say = await self._answers.sayer(interaction)
        lines = [say("campaign-created", title=shown_text(campaign.text.title), number=campaign.id)]
        if not campaign.trusted:
            lines.append(say("campaign-not-visible"))
        if not made.own_channel:
            lines.append(say("campaign-no-channel"))
        await self._answers.show(interaction, "\n".join(lines))

    @campaign.command(name="close", description=words("command-campaign-close"))
    @app_commands.describe(campaign=words("command-campaign-own"), outcome=words("command-campaign-outcome"))
    @app_commands.autocomplete(campaign=_own)
    async def close(
        self,
        interaction: discord.Interaction,
        campaign: Meant,
        outcome: app_commands.Range[str, 1, OUTCOME_LIMIT],
    ) -> None:
        """End a campaign."""
        closed = await self._campaigns.close(caller_of(interaction), campaign, outcome)
        await self._finish(interaction, "campaign-closed", title=shown_text(closed.text.title))

    @campaign.command(name="follow", description=words("command-campaign-follow"))
    @app_commands.describe(
        campaign=words("command-campaign-others"),
        channel=words("command-campaign-follow-channel"),
        role=words("command-campaign-follow-role"),
        approve=words("command-campaign-follow-approve"),
    )
    @app_commands.autocomplete(campaign=_others)
    async def follow(
        self,
        interaction: discord.Interaction,
        campaign: Meant,
        channel: discord.TextChannel,
        role: discord.Role | None = None,
        approve: bool = False,
    ) -> None:
        """Follow a campaign, so that its updates are posted here."""
        caller = caller_of(interaction)
        say = await self._answers.sayer(interaction)
        how = Follow(ChannelId(channel.id), None if role is None else RoleId(role.id), approve)
        lacking = _lacking(say, channel)
        followed, new = await self._campaigns.follow(caller, campaign, how, lacking=lacking)
        await self._deliveries.channels_changed(caller.server)
        lines = [
            say(
                "campaign-followed" if new else "campaign-follow-changed",
                title=shown_text(followed.text.title),
                channel=channel.mention,
            )
        ]
        if approve:
            lines.append(say("campaign-follow-looks"))
        if role is not None:
            lines.append(say("campaign-follow-role", role=role.mention))
        lines += await self._warnings(caller.server, say)
        page = await self._pages.timeline(interaction, followed.id, 0, before="\n".join(lines))
        await self._answers.show(interaction, page)

    @campaign.command(name="unfollow", description=words("command-campaign-unfollow"))
    @app_commands.describe(campaign=words("command-campaign-followed"))
    @app_commands.autocomplete(campaign=_followed)
    async def unfollow(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """Unfollow a campaign, so that no more of its updates arrive."""
        caller = caller_of(interaction)
        left = await self._campaigns.unfollow(caller, campaign)
        await self._deliveries.channels_changed(caller.server)
        await self._finish(interaction, "campaign-unfollowed", title=shown_text(left.text.title))

    # Commands about updates.

    @campaign.command(
        name="update", description=words("command-campaign-update"), extras={"opens_form": True}
    )
    @app_commands.describe(campaign=words("command-campaign-own"))
    @app_commands.autocomplete(campaign=_own)
    async def update(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """Open the form of a new update."""

        async def opening() -> None:
            found = await self._campaigns.own(caller_of(interaction), campaign)
            await self._answers.open(
                interaction, forms.update_form(await self._answers.sayer(interaction), found.id)
            )

        await self._answers.before_form(opening())

    async def _drafted(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        drafted, settings = await self._updates.draft(
            caller_of(interaction), CampaignId(int(match["id"])), form_values(interaction), match["form"]
        )
        key = "update-drafted-second" if settings.second_approval else "update-drafted"
        await self._finish(interaction, key, number=drafted.update, channel=f"<#{settings.review_channel}>")

    @campaign.command(
        name="correct", description=words("command-campaign-correct"), extras={"opens_form": True}
    )
    @app_commands.describe(update=words("command-campaign-which-update"))
    @app_commands.autocomplete(update=_own_updates)
    async def correct(self, interaction: discord.Interaction, update: Meant) -> None:
        """Open the form of a correction, with the update's text in it."""

        async def opening() -> None:
            record, present = await self._updates.to_correct(caller_of(interaction), update)
            say = await self._answers.sayer(interaction)
            await self._answers.open(
                interaction, forms.correct_form(say, record.id, present.number, present.text)
            )

        await self._answers.before_form(opening())

    async def _redrafted(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        drafted = await self._updates.redraft(
            caller_of(interaction),
            UpdateId(int(match["id"])),
            int(match["base"]),
            form_values(interaction),
            match["form"],
        )
        await self._finish(interaction, "update-redrafted", number=drafted.update)

    @campaign.command(name="withdraw", description=words("command-campaign-withdraw"))
    @app_commands.describe(
        update=words("command-campaign-which-update"), reason=words("command-campaign-withdraw-reason")
    )
    @app_commands.autocomplete(update=_own_updates)
    async def withdraw(
        self,
        interaction: discord.Interaction,
        update: Meant,
        reason: app_commands.Range[str, 1, REASON_LIMIT],
    ) -> None:
        """Take an update back, everywhere."""
        record = await self._updates.withdraw(caller_of(interaction), update, reason)
        await self._finish(interaction, "update-withdrawing", number=record.id)

    # Answering.

    async def _finish(self, interaction: discord.Interaction, key: str, **values: str | int) -> None:
        """Answer that it is done, and warn where copies cannot be posted in this server."""
        say = await self._answers.sayer(interaction)
        server = ServerId(interaction.guild_id or 0)
        await self._answers.show(
            interaction, "\n".join([say(key, **values), *await self._warnings(server, say)])
        )

    async def _warnings(self, server: ServerId, say: Say) -> list[str]:
        stuck = await self._deliveries.stuck(server)
        return [say("campaign-stuck", count=stuck)] if stuck else []


def _lacking(say: Say, channel: discord.TextChannel) -> str:
    """The names of the permissions that Rowan needs in the channel and does not have."""
    rights = channel.permissions_for(channel.guild.me)
    lacking = [need for need in _NEEDS if not getattr(rights, need)]
    return ", ".join(say(f"permission-{need.replace('_', '-')}") for need in lacking)
