"""`/sweep`: messages of the last days that hold a pattern are looked for; what becomes of them is decided on the card."""

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.scanning.sweeps.answers import begun_answer
from core.scanning.sweeps import DAYS
from services.scanning.sweeps.asking import Sweeps


class SweepCommand(commands.Cog):
    """The command."""

    def __init__(self, *, answers: Answers, sweeps: Sweeps) -> None:
        self._answers = answers
        self._sweeps = sweeps

    @app_commands.command(name="sweep", description=words("command-sweep"))
    @app_commands.describe(pattern=words("command-sweep-pattern"), days=words("command-sweep-days"))
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    async def sweep(self, interaction: discord.Interaction, pattern: str, days: int = DAYS) -> None:
        """Begin to look; the preview appears in the review channel."""
        begun = await self._sweeps.begin(caller_of(interaction), pattern, days)
        await self._answers.show(interaction, begun_answer(begun, await self._answers.sayer(interaction)))
