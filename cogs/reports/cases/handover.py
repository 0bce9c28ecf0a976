"""*More* → *hand over*: a private answer asks to whom; the choice is made by custom id, so also after a restart."""

import re
from typing import Any

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card
from cogs.base.router import Router, chosen_values
from cogs.reports.clicks import CASE, CaseClicks, case_id
from core.base.errors import UserError
from core.base.ids import UserId
from services.reports.cases.handover import Handover

PERSON = re.compile(r"\d{1,20}", re.ASCII)
"""What a select of one member gives: their id."""


class CaseHandover:
    """The option of *More* and the select in its answer."""

    def __init__(self, *, answers: Answers, router: Router, clicks: CaseClicks, handover: Handover) -> None:
        self._answers = answers
        self._clicks = clicks
        self._handover = handover
        router.add(f"{CASE}:handover", self._hand_over)

    async def ask(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Ask who shall handle the case."""
        case = await self._clicks.clicked(interaction, match)
        await self._handover.require_possible(caller_of(interaction), case.id)
        say = await self._answers.sayer(interaction)
        card = Card(discord.Colour.blue()).text(say("handover-choose", case=str(case.id)))
        card.person(f"case:{case.id}:handover", say("handover-person"))
        await self._answers.show(interaction, card.view())

    async def _hand_over(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, chosen = case_id(match), chosen_values(interaction)
        if len(chosen) != 1 or not PERSON.fullmatch(chosen[0]):
            raise UserError("case-form-unreadable")
        if is_bot(interaction, chosen[0]):
            raise UserError("handover-to-bot")
        name = await self._handover.hand_over(caller_of(interaction), case, UserId(int(chosen[0])))
        await self._answers.say(interaction, "handover-done", name=name, case=str(case))


def is_bot(interaction: discord.Interaction, user: str) -> bool:
    """Whether the member whom the select named is a bot, as Discord describes them."""
    data: Any = interaction.data or {}
    return bool(data.get("resolved", {}).get("users", {}).get(user, {}).get("bot", False))
