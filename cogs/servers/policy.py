"""`/policy`: what a server does with what it finds. For managers."""

from collections.abc import Sequence
from enum import StrEnum

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.router import Router
from cogs.base.spoken_choice import CategoryOption, SpokenChoice
from cogs.servers.policy_questions import PolicyQuestions
from cogs.servers.policy_words import described, likely_rule_words, presets_beside_each_other, rule_words
from core.base.categories import Category
from core.base.ids import ChannelId, RoleId
from core.servers.policy import LIKELY_ACTIONS, Action, ChannelMode, Preset, Tier
from core.servers.policy_changes import (
    ChannelChange,
    LikelyChange,
    PolicyChange,
    PresetChange,
    RuleChange,
)
from services.servers.policy import Policies

Anywhere = app_commands.AppCommandChannel | app_commands.AppCommandThread


class Switch(StrEnum):
    """Whether something is done."""

    ON = "on"
    OFF = "off"


class AnyChannel(app_commands.Transformer):
    """An option that takes every kind of channel, also kinds that discord.py does not know;
    a list of kinds would leave some out.
    """

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Discord's type of the option."""
        return discord.AppCommandOptionType.channel

    async def transform(self, interaction: discord.Interaction, value: Anywhere, /) -> Anywhere:
        """Pass the channel on as discord.py delivers it."""
        return value


TierOption = app_commands.Transform[str, SpokenChoice(Tier, lambda one: f"policy-tier-{one}")]
ActionOption = app_commands.Transform[str, SpokenChoice(Action, lambda one: f"policy-action-{one}")]
LikelyActionOption = app_commands.Transform[
    str, SpokenChoice(LIKELY_ACTIONS, lambda one: f"policy-action-{one}")
]
PresetOption = app_commands.Transform[str, SpokenChoice(Preset, lambda one: f"preset-name-{one}")]
SwitchOption = app_commands.Transform[str, SpokenChoice(Switch, lambda one: f"policy-switch-{one}")]
ModeOption = app_commands.Transform[str, SpokenChoice(ChannelMode, lambda one: f"policy-mode-{one}")]


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class PolicyCommands(commands.GroupCog, name="policy", description=words("command-policy")):
    """The commands; services/servers/policy.py does what they ask for."""

    def __init__(self, answers: Answers, policies: Policies, router: Router) -> None:
        super().__init__()
        self._answers = answers
        self._policies = policies
        self._questions = PolicyQuestions(
            answers=answers, policies=policies, router=router, changed=self._changed
        )

    @app_commands.command(name="show", description=words("command-policy-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Show the whole policy."""
        policy = await self._policies.show(caller_of(interaction))
        say = await self._answers.sayer(interaction)
        lines = [*described(policy, say), *presets_beside_each_other(say)]
        await self._answers.show(interaction, "\n".join(lines))

    @app_commands.command(name="preset", description=words("command-policy-preset"))
    @app_commands.describe(name=words("command-policy-preset-name"))
    async def preset(self, interaction: discord.Interaction, name: PresetOption) -> None:
        """Take a preset."""
        await self._questions.begin(interaction, PresetChange(Preset(name)))

    @app_commands.command(name="set", description=words("command-policy-set"))
    @app_commands.describe(
        tier=words("command-policy-set-tier"),
        action=words("command-policy-set-action"),
        category=words("command-policy-set-category"),
    )
    async def set(
        self,
        interaction: discord.Interaction,
        tier: TierOption,
        action: ActionOption,
        category: CategoryOption | None = None,
    ) -> None:
        """Set the action for a tier, or for one category in it."""
        kind = None if category is None else Category(category)
        await self._questions.begin(interaction, RuleChange(Tier(tier), Action(action), kind))

    @app_commands.command(name="likely", description=words("command-policy-likely"))
    @app_commands.describe(action=words("command-policy-likely-action"))
    async def likely(self, interaction: discord.Interaction, action: LikelyActionOption) -> None:
        """Set the most that is done about a match that is only likely."""
        await self._questions.begin(interaction, LikelyChange(Action(action)))

    @app_commands.command(name="channel", description=words("command-policy-channel"))
    @app_commands.describe(
        channel=words("command-policy-channel-channel"), mode=words("command-policy-channel-mode")
    )
    async def channel(
        self,
        interaction: discord.Interaction,
        channel: app_commands.Transform[Anywhere, AnyChannel],
        mode: ModeOption,
    ) -> None:
        """Set how a channel, a category of channels or a thread takes the policy."""
        change = ChannelChange(ChannelId(channel.id), ChannelMode(mode))
        await self._questions.begin(interaction, change)

    async def _changed(
        self, interaction: discord.Interaction, change: PolicyChange, effect: Sequence[str]
    ) -> None:
        """Change the policy, and answer. `effect`: what the change would have done lately, in words."""
        done = await self._policies.change(caller_of(interaction), change)
        say = await self._answers.sayer(interaction)
        lines, after = list[str](), list[str]()
        match change:
            case PresetChange():
                lines.append(say("policy-preset-taken", preset=say(f"preset-name-{change.preset}")))
                if done.ended:
                    lines.append(say("policy-preset-ended", ended=done.ended))
                lines.append(say("policy-preset-kept"))
                after = ["", *described(done.policy, say)]
            case RuleChange():
                rule = rule_words(say, change.tier, change.action, change.category)
                lines.append(say("policy-set", rule=rule))
                rights = interaction.guild.me.guild_permissions if interaction.guild is not None else None
                if change.action is Action.TIMEOUT and rights is not None and not rights.moderate_members:
                    lines.append(say("policy-needs-timeout"))
            case LikelyChange():
                lines.append(say("policy-set", rule=likely_rule_words(say, done.policy)))
            case ChannelChange():
                mode = say(f"policy-mode-{change.mode}")
                lines.append(say("policy-channel-set", channel=f"<#{change.channel}>", mode=mode))
        await self._answers.show(interaction, "\n".join([*lines, *effect, *after]))

    @app_commands.command(name="exempt", description=words("command-policy-exempt"))
    @app_commands.describe(role=words("command-policy-exempt-role"))
    async def exempt(self, interaction: discord.Interaction, role: discord.Role) -> None:
        """Exempt a role, or end it."""
        exempt = await self._policies.toggle_exempt(caller_of(interaction), RoleId(role.id))
        key = "policy-exempt-on" if exempt else "policy-exempt-off"
        await self._answers.say(interaction, key, role=role.mention)

    @app_commands.command(name="images", description=words("command-policy-images"))
    @app_commands.describe(switch=words("command-policy-images-switch"))
    async def images(self, interaction: discord.Interaction, switch: SwitchOption) -> None:
        """Have QR codes in pictures read, or not."""
        on = switch == Switch.ON
        await self._policies.set_images(caller_of(interaction), on=on)
        await self._answers.say(interaction, "policy-images-on" if on else "policy-images-off")
