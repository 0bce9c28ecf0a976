"""*Author's cases*, in the private answer to *Read message*: what else was reported of whoever wrote the message."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, Turning, page_of
from cogs.base.router import Router
from cogs.reports.cases.card import named_case
from cogs.reports.clicks import CASE, case_id
from cogs.reports.report_times import reported_at
from core.base.ids import CaseId, ServerId
from core.reports.cases import CaseState
from core.scanning.authors import PAST
from services.base.texts import Say
from services.reports.authors import SHOWN_AT_MOST, AuthorCase, AuthorCases, OtherCases


class CaseAuthorCases:
    """Handles the button, and those that turn the pages of its answer."""

    def __init__(self, *, answers: Answers, router: Router, cases: AuthorCases) -> None:
        self._answers = answers
        self._cases = cases
        router.add(rf"{CASE}:author(?::(?P<page>\d{{1,6}}))?", self._show)

    async def _show(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show a page. The button stands in a private answer: the person is checked, at each click."""
        caller, case, page = caller_of(interaction), case_id(match), match["page"]
        found = await self._cases.of(caller, case)
        shown = author_page(
            await self._answers.sayer(interaction), caller.server, case, found, int(page or 0)
        )
        if page is None:
            await self._answers.show(interaction, shown)
        else:
            await self._answers.turn(interaction, shown)


def author_page(
    say: Say, server: ServerId, case: CaseId, found: OtherCases, number: int
) -> discord.ui.LayoutView:
    """A page of the other cases about the author."""
    title = f"### {say('author-title', case=str(case))}\n-# {say('author-hint', days=PAST.days)}"
    parts = [_line(say, server, each) for each in found.cases] or [say("author-none")]
    if found.more:
        parts.append(say("author-more", most=SHOWN_AT_MOST))
    turning = Turning(say, lambda page: f"case:{case}:author:{page}")
    return page_of(Card(discord.Colour.dark_grey()), title, parts, number, turning)


def _line(say: Say, server: ServerId, each: AuthorCase) -> str:
    if each.state is not CaseState.CLOSED:
        how = say(f"queue-state-{each.state}")
    else:
        how = say("case-ended-listed" if each.reason is None else f"dismiss-{each.reason}")
    return say(
        "author-case",
        case=named_case(server, each.id, each.card),
        category=say(f"category-{each.category}"),
        how=how,
        when=reported_at(say, each.opened_at, each.category, each.message),
    )
