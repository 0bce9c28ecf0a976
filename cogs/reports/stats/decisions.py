"""`/stats export`: the decisions of a server as a file for a spreadsheet, in its language."""

import io
from collections.abc import Sequence

import discord

from cogs.base.answers import Answers
from core.reports.decisions import Column, Decided, Words, as_csv
from core.reports.stats import Period
from services.base.texts import Say


class DecisionFile:
    """Answers with the file, and says what to look at before it is published."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def show(
        self, interaction: discord.Interaction, period: Period, decided: Sequence[Decided], say: Say
    ) -> None:
        """Give the file of these days; where nothing was decided, say so."""
        if not decided:
            await self._answers.show(interaction, say("decisions-none", days=period.days))
            return
        name = f"decisions-{period.first}-{period.last}.csv"
        file = discord.File(io.BytesIO(as_csv(decided, _words(say))), name)
        told = say("decisions-exported", count=sum(each.count for each in decided), days=period.days)
        await self._answers.show(
            interaction, "\n".join([told, f"-# {say('decisions-before-publishing')}"]), file
        )


def _words(say: Say) -> Words:
    def said(column: Column, value: str) -> str:
        if not value:
            return say(f"decisions-column-{column}")
        key = {
            Column.ORIGIN: f"decisions-origin-{value}",
            Column.CATEGORY: f"category-{value}",
            Column.TIER: f"tier-{value}",
            Column.OUTCOME: f"decisions-outcome-{value}",
            Column.REASON: f"dismiss-{value}",
        }[column]
        return say(key)

    return said
