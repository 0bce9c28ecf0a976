"""*Read message*: a private answer with what was reported, page by page; below it the card's other actions, as far as they
are possible for whoever reads.
"""

import re
from collections.abc import Sequence

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.card_actions import CardAction
from cogs.base.layout import Card
from cogs.base.router import Router
from cogs.reports.cases.card import add_actions
from cogs.reports.cases.pages import revealed
from cogs.reports.clicks import CASE, case_id, clicked_case
from core.reports.cases import Step
from services.base.texts import Say
from services.reports.cases.review import Review
from services.reports.records import Case, Revealed


class CaseReading:
    """Handles the button, and those that turn its pages."""

    def __init__(
        self, *, answers: Answers, router: Router, review: Review, actions: Sequence[CardAction[Case]]
    ) -> None:
        """`actions`: what else the card offers; the private answer repeats it."""
        self._answers = answers
        self._review = review
        self._actions = actions
        router.add(rf"{CASE}:reveal:(?P<page>\d{{1,6}})", self._turn)

    async def read(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show evidence and reports, privately; the audit remembers who looked."""
        case = await clicked_case(self._review, interaction, match)
        found = await self._review.reveal(caller_of(interaction), case.id)
        await self._answers.show(interaction, await self._page(interaction, case, found, 0))

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show another page; the buttons stand in a private answer, so it is no row that is checked but the person."""
        caller = caller_of(interaction)
        case = await self._review.open_to(caller, case_id(match))
        found = await self._review.revealed_further(caller, case.id)
        page = await self._page(interaction, case, found, int(match["page"]))
        await self._answers.turn(interaction, page)

    async def _page(
        self, interaction: discord.Interaction, case: Case, found: Revealed, number: int
    ) -> discord.ui.LayoutView:
        say: Say = await self._answers.sayer(interaction)
        possible = self._review.possible(caller_of(interaction), case)
        actions = [
            action for action in self._actions if action.verb not in set(Step) or action.verb in possible
        ]

        def below(card: Card) -> None:
            add_actions(card, say, case, actions, private=True)

        return revealed(say, found, number, below=below)
