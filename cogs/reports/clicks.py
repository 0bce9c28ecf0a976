"""Checking which card was clicked: the custom id names a row,
and the message must be the one that this row is shown in.
"""

import re

import discord

from cogs.base.callers import caller_of, clicked_place, require_private
from cogs.base.card_actions import is_private
from core.base.ids import CaseId
from services.reports.cases.review import Review
from services.reports.records import Case

CASE = r"case:(?P<id>\d{1,18})"  # how the custom id of everything about a case begins


def case_id(match: re.Match[str]) -> CaseId:
    """The case that a custom id names."""
    return CaseId(int(match["id"]))


async def clicked_case(review: Review, interaction: discord.Interaction, match: re.Match[str]) -> Case:
    """The case whose card was clicked, or the private answer to whoever clicks. Raises UserError as `Review.at_card` does."""
    caller, case = caller_of(interaction), case_id(match)
    if is_private(match):
        require_private(interaction, "case-elsewhere")
        return await review.in_private(caller, case)
    return await review.at_card(caller, case, clicked_place(interaction, "case-elsewhere"))
