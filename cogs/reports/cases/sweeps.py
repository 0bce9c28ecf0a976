"""The offer on the card of a case that was closed by listing: look for the place in the last days, too."""

import re

import discord

from cogs.reports.clicks import CaseClicks
from cogs.scanning.sweeps.offers import SweepOffers
from core.reports.cases import CaseOutcome, CaseState
from services.reports.records import Case


class CaseSweep:
    """The button."""

    def __init__(self, *, clicks: CaseClicks, offers: SweepOffers) -> None:
        self._clicks = clicks
        self._offers = offers

    async def begin(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Begin to look; the preview has a card of its own."""
        case = await self._clicks.clicked(interaction, match)
        await self._offers.begin(interaction, case.pattern if was_listed(case) else None)


def was_listed(case: Case) -> bool:
    """Whether the case ended with a pattern on the list."""
    return case.state is CaseState.CLOSED and case.outcome is CaseOutcome.LISTED and bool(case.pattern)
