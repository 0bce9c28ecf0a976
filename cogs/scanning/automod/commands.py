"""`/automod`: the list in Discord's own AutoMod. For managers."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.router import Router
from cogs.scanning.automod.words import plan_card, status_lines
from services.scanning.automod.control import AutomodControl


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class AutomodCommands(commands.GroupCog, name="automod", description=words("command-automod")):
    """The commands; services/scanning/automod/control.py does what they ask for."""

    def __init__(self, answers: Answers, control: AutomodControl, router: Router) -> None:
        super().__init__()
        self._answers = answers
        self._control = control
        router.add(r"automod:apply:(?P<plan>[0-9a-f]{16})", self._apply)

    @app_commands.command(name="status", description=words("command-automod-status"))
    async def status(self, interaction: discord.Interaction) -> None:
        """Say what stands, and what is not as it should be."""
        status = await self._control.status(caller_of(interaction))
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, "\n".join(status_lines(say, status)))

    @app_commands.command(name="sync", description=words("command-automod-sync"))
    async def sync(self, interaction: discord.Interaction) -> None:
        """Show the plan, with the button that applies it."""
        preview = await self._control.preview(caller_of(interaction))
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, plan_card(say, preview))

    @app_commands.command(name="off", description=words("command-automod-off"))
    async def off(self, interaction: discord.Interaction) -> None:
        """Have all deleted that Rowan made."""
        rules = await self._control.off(caller_of(interaction))
        if rules is None:
            await self._answers.say(interaction, "automod-off-nothing")
        else:
            await self._answers.say(interaction, "automod-off", rules=rules)

    async def _apply(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Apply the plan that was shown. The button stands in a private answer; the person is asked for their rights now."""
        other = await self._control.apply(caller_of(interaction), match["plan"])
        if other is None:
            await self._answers.say(interaction, "automod-applied")
            return
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, plan_card(say, other, changed=True))
