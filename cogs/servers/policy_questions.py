"""The question before a change of the policy that would have treated much otherwise.

What is asked about stands in the button itself, so that a restart forgets nothing; rights are asked at the click.
"""

import re
from collections.abc import Awaitable, Callable, Sequence

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, button
from cogs.base.router import Router
from cogs.servers.policy_words import effect_lines, likely_words, rule_words
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import LARGEST, ChannelId
from core.servers.policy import Action, ChannelMode, Preset, Tier
from core.servers.policy_changes import (
    ChannelChange,
    LikelyChange,
    PolicyChange,
    PolicyEffect,
    PresetChange,
    RuleChange,
)
from services.base.texts import Say
from services.servers.policy import Policies

Changing = Callable[[discord.Interaction, PolicyChange, Sequence[str]], Awaitable[None]]

_COLOUR = discord.Colour.orange()
_ANY = "all"  # where a rule is for no category alone


class PolicyQuestions:
    """Has a change made at once where it is small, and asks before one that is not."""

    def __init__(self, *, answers: Answers, policies: Policies, router: Router, changed: Changing) -> None:
        """`changed`: makes a change and answers, once nothing more is to be asked."""
        self._answers = answers
        self._policies = policies
        self._changed = changed
        router.add(r"policy:sure:(?P<change>[a-z0-9_.]{1,80})", self._sure)
        router.add(r"policy:cancel", self._cancel)

    async def begin(self, interaction: discord.Interaction, change: PolicyChange) -> None:
        """Make the change, or ask first."""
        effect = await self._policies.weigh(caller_of(interaction), change, _around(interaction.guild))
        say = await self._answers.sayer(interaction)
        if effect.asks_twice:
            await self._answers.show(interaction, question(say, change, effect))
        else:
            await self._changed(interaction, change, effect_lines(say, effect))

    async def _sure(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        try:
            change = _read(match["change"])
        except ValueError:  # nobody was asked that
            raise UserError("error-unknown-button") from None
        await self._changed(interaction, change, ())

    async def _cancel(self, interaction: discord.Interaction, _: re.Match[str]) -> None:
        await self._answers.say(interaction, "policy-ask-cancelled")


def question(say: Say, change: PolicyChange, effect: PolicyEffect) -> discord.ui.LayoutView:
    """The question, with its numbers and its buttons."""
    card = Card(_COLOUR).text("\n".join([say("policy-ask"), _asked(say, change)]))
    card.line().text("\n".join(effect_lines(say, effect)))
    card.line().text(say("policy-ask-nothing-yet"))
    return card.buttons(
        button("policy:cancel", say("policy-ask-cancel")),
        button(f"policy:sure:{_written(change)}", say("policy-ask-sure"), discord.ButtonStyle.danger),
    ).view()


def _asked(say: Say, change: PolicyChange) -> str:
    match change:
        case PresetChange():
            return say("policy-ask-preset", preset=str(change.preset))
        case RuleChange():
            return rule_words(say, change.tier, change.action, change.category)
        case LikelyChange():
            return likely_words(say, change.action)
        case ChannelChange():
            mode = say(f"policy-mode-{change.mode}")
            return say("policy-ask-channel", channel=f"<#{change.channel}>", mode=mode)


def _written(change: PolicyChange) -> str:
    """The change as it stands in a custom id."""
    match change:
        case PresetChange():
            return f"preset.{change.preset}"
        case RuleChange():
            return f"rule.{change.tier}.{change.action}.{change.category or _ANY}"
        case LikelyChange():
            return f"likely.{change.action}"
        case ChannelChange():
            return f"channel.{change.channel}.{change.mode}"


def _read(written: str) -> PolicyChange:
    """The change that stands in a custom id."""
    match written.split("."):
        case ["preset", preset]:
            return PresetChange(Preset(preset))
        case ["rule", tier, action, category]:
            return RuleChange(Tier(tier), Action(action), None if category == _ANY else Category(category))
        case ["likely", action]:
            return LikelyChange(Action(action))
        case ["channel", channel, mode] if int(channel) <= LARGEST:
            return ChannelChange(ChannelId(int(channel)), ChannelMode(mode))
    raise ValueError(written)


def _around(guild: discord.Guild | None) -> Callable[[ChannelId], Sequence[ChannelId]]:
    """The places in which each channel of the server stands, from the inside out, as far as Discord told them."""

    def places(channel: ChannelId) -> list[ChannelId]:
        found, inside = [channel], None if guild is None else guild.get_channel_or_thread(channel)
        if isinstance(inside, discord.Thread):
            found.append(ChannelId(inside.parent_id))
            inside = inside.parent
        category = getattr(inside, "category_id", None)
        return found if category is None else [*found, ChannelId(category)]

    return places
