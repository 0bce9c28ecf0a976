"""`/stats`: the figures in words, and a picture of them; or the decisions as a table."""

import functools
import io

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.drawing.pictures import Pictures
from cogs.base.layout import Card
from cogs.base.spoken_choice import SpokenNumber
from cogs.reports.stats.decisions import DecisionFile
from cogs.reports.stats.words import Picture, as_picture, described, picture_description
from core.reports.stats import DEFAULT_PERIOD, PERIODS, Figures
from services.base.texts import Say
from services.reports.decisions import Decisions
from services.reports.stats import ServerStats

_FILE = "stats.png"
DaysOption = app_commands.Transform[int, SpokenNumber(PERIODS, lambda one: f"stats-days-{one}")]


class Stats(commands.Cog):
    """The command `/stats`; services/reports/stats.py counts, decisions.py beside it."""

    def __init__(self, answers: Answers, statistics: ServerStats, decisions: Decisions) -> None:
        self._answers = answers
        self._statistics = statistics
        self._decisions = decisions
        self._file = DecisionFile(answers)
        self._pictures = Pictures("/stats")

    async def cog_unload(self) -> None:
        """Stop drawing: the cog is taken off."""
        self._pictures.close()

    @app_commands.command(name="stats", description=words("command-stats"))
    @app_commands.describe(days=words("command-stats-days"), export=words("command-stats-export"))
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    async def stats(
        self, interaction: discord.Interaction, days: DaysOption = DEFAULT_PERIOD, export: bool = False
    ) -> None:
        """Show the figures of this server, or give its decisions as a table."""
        if export:
            await self._export(interaction, days)
            return
        figures = await self._statistics.look(caller_of(interaction), days)
        say = await self._answers.sayer(interaction)
        if figures.empty:
            said = [say("stats-empty", days=days), say("stats-waiting", count=figures.waiting)]
            await self._answers.show(interaction, "\n".join(said))
            return
        await self._answers.defer(interaction)
        await self._show(interaction, figures, say)

    async def _export(self, interaction: discord.Interaction, days: int) -> None:
        period, decided = await self._decisions.of(caller_of(interaction), days)
        await self._file.show(interaction, period, decided, await self._answers.sayer(interaction))

    async def _show(self, interaction: discord.Interaction, figures: Figures, say: Say) -> None:
        drawn = await self._pictures.drawn(functools.partial(_draw, as_picture(figures, say)))
        card = Card(discord.Colour.blue()).text(described(figures, say))
        if drawn is None:
            await self._answers.show(interaction, card.text(say("stats-no-picture")).view())
            return
        description = picture_description(figures, say)
        file = discord.File(io.BytesIO(drawn), _FILE, description=description)
        await self._answers.show(interaction, card.picture(_FILE, description).view(), file)


def _draw(picture: Picture) -> bytes:
    # Pillow is imported for the first picture: most processes draw none, and it stays in memory.
    from cogs.reports.stats.picture import draw

    return draw(picture)
