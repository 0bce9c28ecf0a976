"""The offer to sweep the last days, where a place was listed: it begins to look, and the preview decides nothing yet."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.scanning.detections.clicks import DetectionClicks
from cogs.scanning.sweeps.answers import begun_answer
from core.base.errors import UserError
from core.scanning.detections import Detection, Settled
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


class DetectionSweep:
    """The button on the card of something found."""

    def __init__(self, *, offers: SweepOffers, clicks: DetectionClicks) -> None:
        self._offers = offers
        self._clicks = clicks

    async def begin(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Look for the place for which the message was found."""
        found = await self._clicks.clicked(interaction, match)
        await self._offers.begin(interaction, found.pattern if was_listed(found) else None)


def was_listed(found: Detection) -> bool:
    """Whether a moderator listed its place from this card."""
    return found.settled is Settled.LISTED and bool(found.pattern)
