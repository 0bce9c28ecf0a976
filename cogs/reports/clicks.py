"""Checking which card was clicked: the custom id names a row,
and the message must be the one that this row is shown in.
"""

import re

import discord

from cogs.base.callers import caller_of, clicked_place
from core.base.errors import UserError
from core.base.ids import CaseId
from services.reports.cases.review import Review
from services.reports.records import Case

CASE = r"case:(?P<id>\d{1,18})"  # how the custom id of everything about a case begins
PRIVATE = ":p"  # how the custom id of an action ends that stands in a private answer instead of on the card
_ANYWHERE = rf"(?P<private>{PRIVATE})?"


def case_id(match: re.Match[str]) -> CaseId:
    """The case that a custom id names."""
    return CaseId(int(match["id"]))


def of_card(verb: str) -> str:
    """The template of an action of the card, which a private answer may repeat."""
    return f"{CASE}:{verb}{_ANYWHERE}"


async def clicked_case(review: Review, interaction: discord.Interaction, match: re.Match[str]) -> Case:
    """The case whose card was clicked, or the private answer to whoever clicks. Raises UserError as `Review.at_card` does.

    No row says where a private answer stands: what Discord says of the message is checked instead (decision 0070).
    """
    caller, case = caller_of(interaction), case_id(match)
    if match.groupdict().get("private"):
        _require_private(interaction)
        return await review.in_private(caller, case)
    return await review.at_card(caller, case, clicked_place(interaction, "case-elsewhere"))


def _require_private(interaction: discord.Interaction) -> None:
    """Raises UserError unless the message was shown to this person alone."""
    message = interaction.message
    if message is None or not message.flags.ephemeral:
        raise UserError("case-elsewhere")
    made_for = message.interaction_metadata
    if made_for is not None and made_for.user.id != interaction.user.id:
        raise UserError("case-elsewhere")
