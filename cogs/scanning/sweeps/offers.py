"""The offer to sweep the last days, where a place was listed: it begins to look, and the preview decides nothing yet."""

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.scanning.sweeps.answers import begun_answer
from core.base.errors import UserError
from services.scanning.sweeps.asking import Sweeps

OFFER = "sweep"
"""The verb of the button."""


class SweepOffers:
    """Begins a sweep for a place that was listed."""

    def __init__(self, *, answers: Answers, sweeps: Sweeps) -> None:
        self._answers = answers
        self._sweeps = sweeps

    async def begin(self, interaction: discord.Interaction, pattern: str | None) -> None:
        """Begin, for whoever clicked. Raises UserError where nothing was listed."""
        if not pattern:
            raise UserError("sweep-nothing-listed")
        begun = await self._sweeps.begin(caller_of(interaction), pattern)
        await self._answers.show(interaction, begun_answer(begun, await self._answers.sayer(interaction)))
