"""The offer on the card of something found whose place was listed: look for it in the last days, too."""

import re

import discord

from cogs.scanning.detections.clicks import DetectionClicks
from cogs.scanning.sweeps.offers import SweepOffers
from core.scanning.detections import Detection, Settled


class DetectionSweep:
    """The button."""

    def __init__(self, *, offers: SweepOffers, clicks: DetectionClicks) -> None:
        self._offers = offers
        self._clicks = clicks

    async def begin(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Begin to look for the place for which the message was found; the preview has a card of its own."""
        found = await self._clicks.clicked(interaction, match)
        await self._offers.begin(interaction, found.pattern if was_listed(found) else None)


def was_listed(found: Detection) -> bool:
    """Whether a moderator listed its place from this card."""
    return found.settled is Settled.LISTED and bool(found.pattern)
