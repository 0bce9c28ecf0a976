"""*Author's cases*, in the private answer to *Read message* on the card of a case or of something found: what else was reported
of whoever wrote the message.
"""

import re
from dataclasses import dataclass

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, Turning, page_of
from cogs.base.router import Router
from cogs.reports.cases.card import named_case
from cogs.reports.clicks import CASE, case_id
from cogs.reports.report_times import reported_at
from cogs.scanning.detections.clicks import DETECTION, detection_id
from core.base.ids import ServerId
from core.reports.cases import CaseState
from core.scanning.authors import PAST
from services.base.texts import Say
from services.reports.authors import SHOWN_AT_MOST, AuthorCase, AuthorCases, OtherCases


class CaseAuthorCases:
    """Handles the button, and those that turn the pages of its answer."""

    def __init__(self, *, answers: Answers, router: Router, cases: AuthorCases) -> None:
        self._answers = answers
        self._cases = cases
        page = r"(?::(?P<page>\d{1,6}))?"
        router.add(rf"{CASE}:author{page}", self._show)
        router.add(rf"{DETECTION}:author{page}", self._show_of_found)

    async def _show(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show a page. The button stands in a private answer: the person is checked, at each click."""
        case, say = case_id(match), await self._answers.sayer(interaction)
        others = await self._cases.of(caller_of(interaction), case)
        words = PageWords(f"case:{case}", say("author-title", case=str(case)), say("author-none"))
        await self._page(interaction, say, others, words, match["page"])

    async def _show_of_found(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show a page about whoever wrote what was found."""
        found, say = detection_id(match), await self._answers.sayer(interaction)
        cases = await self._cases.of_found(caller_of(interaction), found)
        title, none = say("author-title-found", detection=str(found)), say("author-none-found")
        await self._page(interaction, say, cases, PageWords(f"detection:{found}", title, none), match["page"])

    async def _page(
        self,
        interaction: discord.Interaction,
        say: Say,
        found: OtherCases,
        words: "PageWords",
        page: str | None,
    ) -> None:
        shown = author_page(say, caller_of(interaction).server, found, words, int(page or 0))
        if page is None:
            await self._answers.show(interaction, shown)
        else:
            await self._answers.turn(interaction, shown)


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the pages say of the card from which they were opened. `subject`: with which its custom ids begin."""

    subject: str
    title: str
    none: str


def author_page(
    say: Say, server: ServerId, found: OtherCases, words: PageWords, number: int
) -> discord.ui.LayoutView:
    """A page of the other cases about the author."""
    title = f"### {words.title}\n-# {say('author-hint', days=PAST.days)}"
    parts = [_line(say, server, each) for each in found.cases] or [words.none]
    if found.more:
        parts.append(say("author-more", most=SHOWN_AT_MOST))
    turning = Turning(say, lambda page: f"{words.subject}:author:{page}")
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
