"""*Read message*: a private answer with what was reported, page by page; below it the card's other actions, as far as they
are possible for whoever reads.
"""

import re
from collections.abc import Sequence

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.card_actions import CardAction
from cogs.base.layout import Card, button
from cogs.base.router import Router
from cogs.reports.cases.card import add_actions
from cogs.reports.cases.pages import revealed
from cogs.reports.cases.resting import CaseResting
from cogs.reports.clicks import CASE, CaseClicks, case_id
from cogs.servers.blur import CHOICE, blur_button
from core.base.ids import CaseId
from core.reports.cases import Step
from services.base.texts import Say
from services.reports.cases.review import Review
from services.reports.records import Case, Revealed
from services.servers.blur import Blur


class CaseReading:
    """Handles the button, and those that turn its pages."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        review: Review,
        clicks: CaseClicks,
        actions: Sequence[CardAction[Case]],
        blur: Blur,
        resting: CaseResting,
    ) -> None:
        """`actions`: what else the card offers; the private answer repeats it."""
        self._answers = answers
        self._review = review
        self._clicks = clicks
        self._actions = actions
        self._blur = blur
        self._resting = resting
        router.add(rf"{CASE}:reveal:(?P<page>\d{{1,6}})", self._turn)
        router.add(f"{CASE}:{CHOICE}", self._choose)

    async def read(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show evidence and reports, privately; the audit remembers who looked."""
        case = await self._clicks.clicked(interaction, match)
        await self._answers.show(interaction, await self._first_page(interaction, case))
        await self._resting.after_reading(interaction, case)

    async def show_next(
        self, interaction: discord.Interaction, number: CaseId, way: discord.ui.LayoutView
    ) -> None:
        """Show the `way` to a case that comes next in the queue, and what *Read message* answers of it."""
        case = await self._review.open_to(caller_of(interaction), number)
        await self._answers.show_all(interaction, [way, await self._first_page(interaction, case)])
        await self._resting.after_reading(interaction, case)

    async def _first_page(self, interaction: discord.Interaction, case: Case) -> discord.ui.LayoutView:
        found = await self._review.reveal(caller_of(interaction), case.id)
        return await self._page(interaction, case, found, 0)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show another page; the buttons stand in a private answer, so it is no row that is checked but the person."""
        caller = caller_of(interaction)
        case = await self._review.open_to(caller, case_id(match))
        found = await self._review.revealed_further(caller, case.id)
        page = await self._page(interaction, case, found, int(match["page"]))
        await self._answers.turn(interaction, page)

    async def _choose(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Blur texts for this person from now on, or no longer, and show the page again so."""
        caller = caller_of(interaction)
        await self._review.open_to(caller, case_id(match))
        await self._blur.choose(caller, blur=match["blur"] == "on")
        await self._turn(interaction, match)

    async def _page(
        self, interaction: discord.Interaction, case: Case, found: Revealed, number: int
    ) -> discord.ui.LayoutView:
        say: Say = await self._answers.sayer(interaction)
        possible = self._review.possible(caller_of(interaction), case)
        actions = [
            action for action in self._actions if action.step not in set(Step) or action.step in possible
        ]
        blur = await self._blur.wanted(caller_of(interaction))
        again = await self._resting.again_button(interaction, say)

        def below(card: Card) -> None:
            around = None if case.place is None else button(f"case:{case.id}:around", say("around-button"))
            by_member = case.author is not None and case.author_is_member
            author = button(f"case:{case.id}:author", say("author-button")) if by_member else None
            card.buttons(around, author, blur_button(say, f"case:{case.id}", number, blur=blur), again)
            add_actions(card, say, case, actions, private=True)

        return revealed(say, found, number, blur=blur, below=below)
