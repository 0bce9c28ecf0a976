"""Checking which card of a case was clicked: the custom id names a row, and the message must be the one that this row is
shown in, or a private answer to whoever clicks.
"""

import re

import discord

from cogs.base.callers import caller_of, clicked_place, require_private
from cogs.base.card_actions import is_private
from core.base.ids import CaseId
from core.reports.cases import Step
from services.reports.cases.access import CaseAccess
from services.reports.cases.review import Review
from services.reports.records import Case

CASE = r"case:(?P<id>\d{1,18})"  # how the custom id of everything about a case begins


class CaseClicks:
    """Gives the case that a click is about. Raises UserError as `Review.at_card` does."""

    def __init__(self, *, review: Review, access: CaseAccess) -> None:
        self._review = review
        self._access = access

    async def clicked(self, interaction: discord.Interaction, match: re.Match[str]) -> Case:
        """The case whose card was clicked, or the private answer to whoever clicks."""
        caller, case = caller_of(interaction), case_id(match)
        if is_private(match):
            require_private(interaction, "case-elsewhere")
            return await self._review.in_private(caller, case)
        return await self._review.at_card(caller, case, clicked_place(interaction, "case-elsewhere"))

    async def open_for(self, step: Step, interaction: discord.Interaction, match: re.Match[str]) -> Case:
        """The case that was clicked, where whoever clicks may take the step: else nobody fills in its form for nothing."""
        case = await self.clicked(interaction, match)
        self._access.require_possible(caller_of(interaction), case, step)
        return case


def case_id(match: re.Match[str]) -> CaseId:
    """The case that a custom id names."""
    return CaseId(int(match["id"]))
