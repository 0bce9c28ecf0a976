"""*More* → *hand over*: a private answer asks to whom; the choice is made by custom id, so also after a restart."""

import re
from typing import Any

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card
from cogs.base.router import Router, chosen_values
from core.base.errors import UserError
from core.base.ids import CaseId, UserId
from services.reports.handover import Handover
from services.reports.records import Case


class CaseHandover:
    """Not a cog of its own: the card's *More* calls `ask` (cogs/reports/card_buttons.py)."""

    def __init__(self, answers: Answers, router: Router, handing_over: Handover) -> None:
        self._answers = answers
        self._handing_over = handing_over
        router.add(r"case:(?P<id>\d{1,18}):handover", self._hand_over)

    async def ask(self, interaction: discord.Interaction, case: Case) -> None:
        """Who shall it be?"""
        await self._handing_over.require_possible(caller_of(interaction), case.id)
        language, say = await self._answers.language(interaction), self._answers.texts.say
        card = Card(discord.Colour.blue()).text(say(language, "handover-choose", case=str(case.id)))
        card.person(f"case:{case.id}:handover", say(language, "handover-person"))
        await self._answers.show(interaction, card.view())

    async def _hand_over(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, chosen = CaseId(int(match["id"])), chosen_values(interaction)
        if len(chosen) != 1 or not chosen[0].isdigit():
            raise UserError("case-form-unreadable")
        if _is_bot(interaction, chosen[0]):
            raise UserError("handover-to-bot")
        name = await self._handing_over.hand_over(caller_of(interaction), case, UserId(int(chosen[0])))
        await self._answers.say(interaction, "handover-done", name=name, case=str(case))


def _is_bot(interaction: discord.Interaction, user: str) -> bool:
    """As Discord describes whom the select named."""
    data: Any = interaction.data or {}
    return bool(data.get("resolved", {}).get("users", {}).get(user, {}).get("bot", False))
