"""`/updates notify`: a member chooses between a role that others see and direct messages, or ends either."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, button
from cogs.base.router import Router
from cogs.campaigns.cards import shown_text
from cogs.campaigns.custom_ids import STOP_LETTERS
from core.base.errors import UserError
from core.base.ids import LARGEST, CampaignId, RoleId, ServerId, UserId
from services.base.texts import Say
from services.campaigns.notify import Choice, Notify


class NotifyChoices:
    """Answers the command, and the buttons under its answer. What each may do is asked anew at each click."""

    def __init__(self, *, answers: Answers, router: Router, notify: Notify) -> None:
        self._answers = answers
        self._notify = notify
        router.add(r"campaign:(?P<id>\d{1,15}):notify:role", self._take_role)
        router.add(r"campaign:(?P<id>\d{1,15}):notify:direct", self._write)
        router.add(STOP_LETTERS, self._stop)

    async def chosen(self, interaction: discord.Interaction, typed: str) -> None:
        """End what a member has; where there is nothing, offer what there is."""
        caller = caller_of(interaction)
        choice = await self._notify.choice(caller, typed)
        say = await self._answers.sayer(interaction)
        title = shown_text(choice.campaign.text.title)
        role = takeable(interaction, choice.role)
        held = role is not None and role in _member(interaction).roles
        if not held and not choice.listens:
            await self._answers.show(interaction, offer_view(say, choice, role))
            return
        lines = []
        if choice.listens:
            await self._notify.end(choice.campaign.id, caller.server, caller.user)
            lines.append(say("notify-no-more-letters", title=title))
        if held and role is not None:
            await _member(interaction).remove_roles(role, reason="/updates notify")
            lines.append(say("notify-role-dropped", role=role.mention))
        await self._answers.show(interaction, "\n".join(lines))

    async def _take_role(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        choice = await self._notify.choice_of(caller_of(interaction), CampaignId(int(match["id"])))
        role = takeable(interaction, choice.role)
        if role is None:
            raise UserError("notify-no-role")
        await _member(interaction).add_roles(role, reason="/updates notify")
        await self._answers.say(interaction, "notify-role-taken", role=role.mention)

    async def _write(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        choice = await self._notify.listen(caller_of(interaction), CampaignId(int(match["id"])))
        title = shown_text(choice.campaign.text.title)
        await self._answers.say(interaction, "notify-letters", title=title)

    async def _stop(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """End the letters, from a letter. Whoever presses ends their own, whatever the message, and hears of no others."""
        server = ServerId(int(match["server"]))
        if server > LARGEST:  # no server has this number, and no database holds it
            raise UserError("notify-not-written-to")
        self._answers.about(interaction, server)
        member = UserId(interaction.user.id)
        campaign = await self._notify.end(CampaignId(int(match["campaign"])), server, member)
        await self._answers.say(interaction, "notify-no-more-letters", title=shown_text(campaign.text.title))


def offer_view(say: Say, choice: Choice, role: discord.Role | None) -> discord.ui.LayoutView:
    """Say what there is to choose from. Nothing is taken before: a role is seen by others at once."""
    number, title = choice.campaign.id, shown_text(choice.campaign.text.title)
    direct = button(
        f"campaign:{number}:notify:direct", say("notify-button-direct"), discord.ButtonStyle.primary
    )
    card = Card(discord.Colour.blurple())
    if role is None:
        return card.text(say("notify-offer-direct", title=title)).buttons(direct).view()
    card.text(say("notify-offer", title=title, role=role.mention))
    return card.buttons(direct, button(f"campaign:{number}:notify:role", say("notify-button-role"))).view()


def _member(interaction: discord.Interaction) -> discord.Member:
    assert isinstance(interaction.user, discord.Member)  # noqa: S101  # caller_of refused otherwise
    return interaction.user


def takeable(interaction: discord.Interaction, chosen: RoleId | None) -> discord.Role | None:
    """The role, if Rowan can give it and it allows nothing: whoever asks gets it, so it must open no door."""
    guild = interaction.guild
    role = None if guild is None or chosen is None else guild.get_role(chosen)
    if guild is None or role is None or not role.is_assignable():
        return None
    if (
        not guild.me.guild_permissions.manage_roles
        or role.permissions.value & ~guild.default_role.permissions.value
    ):
        return None
    opens = any(
        allowed.value for channel in guild.channels for allowed in [channel.overwrites_for(role).pair()[0]]
    )
    return None if opens else role
