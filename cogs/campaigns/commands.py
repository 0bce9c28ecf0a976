"""`/campaign`: what moderators do with campaigns and updates. The forms are found again by custom id."""

import re

import discord
from discord import app_commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.forms import Form, form_values
from cogs.base.router import Router
from cogs.campaigns import forms
from cogs.campaigns.cards import shown_text
from cogs.campaigns.choices import (
    Meant,
    TypedTime,
    VisibleOption,
)
from cogs.campaigns.decided_cards import counts_lines
from cogs.campaigns.feeds import FeedCommands
from cogs.campaigns.forms import AT, FORM, WANTED, at_in, wanted_in
from cogs.campaigns.offering import Offering
from cogs.campaigns.picture_options import picture_offer
from cogs.campaigns.timelines.pages import TimelinePages
from core.base.errors import UserError
from core.base.ids import CampaignId, ChannelId, RoleId, UpdateId
from core.campaigns.pictures import PictureOffer
from core.campaigns.texts import OUTCOME_LIMIT, PICTURE_TEXT_LIMIT, REASON_LIMIT
from services.base.texts import Say
from services.campaigns.campaigns import Campaigns, Wanted
from services.campaigns.closing import Closing
from services.campaigns.deliveries import Deliveries
from services.campaigns.follows import Follows
from services.campaigns.pictures import Pictures
from services.campaigns.progress import Progress
from services.campaigns.records import Follow
from services.campaigns.schedule import Times
from services.campaigns.updates import Updates

_NEEDS = ("view_channel", "send_messages", "read_message_history")


class CampaignCommands(Offering):
    """The commands: each is translated into a call of services.campaigns.campaigns or services.campaigns.updates."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        campaigns: Campaigns,
        follows: Follows,
        closing: Closing,
        updates: Updates,
        deliveries: Deliveries,
        times: Times,
        progress: Progress,
        pages: TimelinePages,
        pictures: Pictures,
        feeds: FeedCommands,
    ) -> None:
        super().__init__(
            answers=answers, campaigns=campaigns, updates=updates, deliveries=deliveries, times=times
        )
        self._follows = follows
        self._closing = closing
        self._progress = progress
        self._pictures = pictures
        self._pages = pages
        self.campaign.add_command(feeds)
        router.add(rf"campaign:create:{WANTED}{FORM}", self._created)
        router.add(rf"campaign:(?P<id>\d{{1,15}}):update:{AT}{FORM}", self._drafted)
        router.add(
            rf"update:(?P<id>\d{{1,15}}):(?:correct|redraft):(?P<base>\d{{1,6}}):{AT}{FORM}", self._redrafted
        )

    campaign = app_commands.Group(
        name="campaign",
        description=words("command-campaign"),
        default_permissions=discord.Permissions(manage_messages=True),
        guild_only=True,
    )

    # Commands about campaigns.

    @campaign.command(
        name="create", description=words("command-campaign-create"), extras={"opens_form": True}
    )
    @app_commands.describe(site=words("command-campaign-site"), visible=words("command-campaign-visible"))
    @app_commands.autocomplete(site=Offering.sites)
    async def create(
        self,
        interaction: discord.Interaction,
        site: Meant | None = None,
        visible: VisibleOption | None = None,
    ) -> None:
        """Open the form of a new campaign."""

        async def opening() -> None:
            caller = caller_of(interaction)
            network = None if visible is None else visible == "network"
            wanted = Wanted(await self._campaigns.site(caller, site), network)
            await self._campaigns.may_create(caller, wanted)
            say = await self._answers.sayer(interaction)
            await self._answers.open(interaction, forms.create_form(say, wanted))

        await self._answers.before_form(opening())

    async def _created(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        made = await self._campaigns.create(
            caller_of(interaction), form_values(interaction), match["form"], wanted_in(match)
        )
        campaign = made.campaign
        say = await self._answers.sayer(interaction)
        lines = [say("campaign-created", title=shown_text(campaign.text.title), number=campaign.id)]
        if campaign.site is not None:
            lines.append(say("campaign-about-site", site=shown_text(campaign.site)))
        if not campaign.trusted:
            lines.append(say("campaign-not-visible" if campaign.network else "campaign-only-here"))
        if not made.own_channel:
            lines.append(say("campaign-no-channel"))
        await self._answers.show(interaction, "\n".join(lines))

    @campaign.command(name="close", description=words("command-campaign-close"))
    @app_commands.describe(campaign=words("command-campaign-own"), outcome=words("command-campaign-outcome"))
    @app_commands.autocomplete(campaign=Offering.own)
    async def close(
        self,
        interaction: discord.Interaction,
        campaign: Meant,
        outcome: app_commands.Range[str, 1, OUTCOME_LIMIT],
    ) -> None:
        """End a campaign."""
        done = await self._closing.close(caller_of(interaction), campaign, outcome)
        say = await self._answers.sayer(interaction)
        lines = [say("campaign-closed", title=shown_text(done.campaign.text.title))]
        if done.ended:
            lines.append(say("campaign-drafts-ended", count=done.ended))
        await self._answers.show(interaction, "\n".join(lines))

    @campaign.command(name="follow", description=words("command-campaign-follow"))
    @app_commands.describe(
        campaign=words("command-campaign-others"),
        channel=words("command-campaign-follow-channel"),
        role=words("command-campaign-follow-role"),
        approve=words("command-campaign-follow-approve"),
    )
    @app_commands.autocomplete(campaign=Offering.others)
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
        followed, new = await self._follows.follow(caller, campaign, how, lacking=lacking)
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
    @app_commands.autocomplete(campaign=Offering.followed)
    async def unfollow(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """Unfollow a campaign, so that no more of its updates arrive."""
        caller = caller_of(interaction)
        left = await self._follows.unfollow(caller, campaign)
        await self._deliveries.channels_changed(caller.server)
        await self.finish(interaction, "campaign-unfollowed", title=shown_text(left.text.title))

    # Commands about updates.

    @campaign.command(
        name="update", description=words("command-campaign-update"), extras={"opens_form": True}
    )
    @app_commands.describe(
        campaign=words("command-campaign-own"),
        at=words("command-campaign-at"),
        picture=words("command-campaign-picture"),
        picture_text=words("command-campaign-picture-text"),
    )
    @app_commands.autocomplete(campaign=Offering.own, at=Offering.times)
    async def update(
        self,
        interaction: discord.Interaction,
        campaign: Meant,
        at: TypedTime | None = None,
        picture: discord.Attachment | None = None,
        picture_text: app_commands.Range[str, 1, PICTURE_TEXT_LIMIT] | None = None,
    ) -> None:
        """Open the form of a new update."""

        async def opening() -> None:
            caller, offer = caller_of(interaction), picture_offer(picture, picture_text)
            found = await self._campaigns.own(caller, campaign)
            if found.stopped_why is not None:  # before anybody writes for nothing
                raise UserError("campaign-stopped")
            when = await self._times.planned(caller, at)
            form = forms.update_form(await self._answers.sayer(interaction), found.id, when)
            await self._open(interaction, form, offer)

        await self._answers.before_form(opening())

    async def _open(self, interaction: discord.Interaction, form: Form, offer: PictureOffer | None) -> None:
        """Save what the command said of the picture, then show the form."""
        if offer is not None:
            await self._pictures.offer(caller_of(interaction), forms.token_of(form), offer)
        await self._answers.open(interaction, form)

    async def _drafted(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        drafted, settings = await self._updates.draft(
            caller_of(interaction),
            CampaignId(int(match["id"])),
            form_values(interaction),
            match["form"],
            at_in(match),
        )
        key = "update-drafted-second" if settings.second_approval else "update-drafted"
        await self.drafted_so(interaction, drafted, key, channel=f"<#{settings.review_channel}>")

    @campaign.command(
        name="correct", description=words("command-campaign-correct"), extras={"opens_form": True}
    )
    @app_commands.describe(
        update=words("command-campaign-which-update"),
        at=words("command-campaign-at"),
        picture=words("command-campaign-picture"),
        picture_text=words("command-campaign-picture-text"),
        drop_picture=words("command-campaign-drop-picture"),
    )
    @app_commands.autocomplete(update=Offering.own_updates, at=Offering.times)
    async def correct(
        self,
        interaction: discord.Interaction,
        update: Meant,
        at: TypedTime | None = None,
        picture: discord.Attachment | None = None,
        picture_text: app_commands.Range[str, 1, PICTURE_TEXT_LIMIT] | None = None,
        drop_picture: bool = False,
    ) -> None:
        """Open the form of a correction, with the update's text in it."""

        async def opening() -> None:
            offer = picture_offer(picture, picture_text, drop=drop_picture, may_have_one=True)
            caller = caller_of(interaction)
            record, present = await self._updates.to_correct(caller, update)
            when = await self._times.planned(caller, at)
            say = await self._answers.sayer(interaction)
            form = forms.correct_form(say, record.id, present.number, present.text, when)
            await self._open(interaction, form, offer)

        await self._answers.before_form(opening())

    async def _redrafted(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        drafted = await self._updates.redraft(
            caller_of(interaction),
            UpdateId(int(match["id"])),
            int(match["base"]),
            form_values(interaction),
            match["form"],
            at_in(match),
        )
        await self.drafted_so(interaction, drafted, "update-redrafted")

    @campaign.command(name="withdraw", description=words("command-campaign-withdraw"))
    @app_commands.describe(
        update=words("command-campaign-which-update"), reason=words("command-campaign-withdraw-reason")
    )
    @app_commands.autocomplete(update=Offering.own_updates)
    async def withdraw(
        self,
        interaction: discord.Interaction,
        update: Meant,
        reason: app_commands.Range[str, 1, REASON_LIMIT],
    ) -> None:
        """Take an update back, everywhere."""
        record = await self._updates.withdraw(caller_of(interaction), update, reason)
        await self.finish(interaction, "update-withdrawing", number=record.id)

    @campaign.command(name="copies", description=words("command-campaign-copies"))
    @app_commands.describe(update=words("command-campaign-which-update"))
    @app_commands.autocomplete(update=Offering.own_updates)
    async def copies(self, interaction: discord.Interaction, update: Meant) -> None:
        """Show how far an update has come."""
        record, counts = await self._progress.of_meant(caller_of(interaction), update)
        say = await self._answers.sayer(interaction)
        headline = shown_text(record.versions[-1].text.headline)
        title = say("copies-title", number=record.id, headline=headline)
        await self._answers.show(interaction, "\n".join([title, *counts_lines(say, counts)]))


def _lacking(say: Say, channel: discord.TextChannel) -> str:
    """The names of the permissions that Rowan needs in the channel and does not have."""
    rights = channel.permissions_for(channel.guild.me)
    lacking = [need for need in _NEEDS if not getattr(rights, need)]
    return say.joined(say(f"permission-{need.replace('_', '-')}") for need in lacking)
