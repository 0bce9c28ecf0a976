"""*More* → *history*: what happened to a case, page by page, for whoever moderates."""

import re
from collections.abc import Callable

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, Turning
from cogs.base.router import Router
from cogs.reports.clicks import CASE, CaseClicks, case_id
from cogs.reports.report_times import reported_at
from core.base.categories import Category
from core.base.defang import defang
from core.base.ids import CaseId
from core.base.redact import redact
from core.base.times import moment_of, to_ms
from core.reports.cases import CaseState
from core.reports.claims import ClaimEnd
from core.scanning.detections import DismissReason
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.reports.cases.history import CaseEvent, CaseHistories, HistoryPage

_LISTING = frozenset({"case-list", "case-relate", "case-undo"})  # actions whose line may name a pattern


class CaseHistory:
    """The option of *More*, and the buttons that turn the pages of its answer."""

    def __init__(
        self, *, answers: Answers, router: Router, clicks: CaseClicks, histories: CaseHistories
    ) -> None:
        self._answers = answers
        self._clicks = clicks
        self._histories = histories
        router.add(rf"{CASE}:history:(?P<page>\d{{1,6}})", self._turn)

    async def show(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Answer with the first page."""
        case = await self._clicks.clicked(interaction, match)
        await self._show(interaction, case.id, 1)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._show(interaction, case_id(match), int(match["page"]))

    async def _show(self, interaction: discord.Interaction, case: CaseId, number: int) -> None:
        page = await self._histories.page(caller_of(interaction), case, number)
        await self._answers.show(
            interaction,
            history_page(await self._answers.sayer(interaction), page, has=self._answers.texts.has),
        )


def history_page(say: Say, page: HistoryPage, *, has: Callable[[str], bool]) -> discord.ui.LayoutView:
    """Render one page of the history, oldest first.

    `has`: says whether there is a sentence for an action; an action without one is shown by its name.
    """
    card = Card(discord.Colour.dark_grey())
    card.text(f"### {say('history-title', case=str(page.case))}\n-# {say('history-hint')}")
    card.text("\n".join(_line(say, page, event, has) for event in page.events) or say("history-empty"))
    turning = Turning(say, lambda number: f"case:{page.case}:history:{number + 1}")
    return turning.add(card, page.number - 1, page.pages).view()


def _line(say: Say, page: HistoryPage, event: CaseEvent, has: Callable[[str], bool]) -> str:
    key, at = f"history-{event.action}", event.at
    of_members = not event.action.startswith("case-")
    if of_members and page.message is not None:  # nothing is reported before it was written
        at = max(at, moment_of(page.message))
    # Of what members did the hour alone is given, save in an emergency.
    hidden = of_members and not page.category.emergency
    parts = [
        reported_at(say, at, page.category) if hidden else f"<t:{to_ms(at) // 1000}:f>",
        say(key) if has(key) else say("history-other", action=defang(event.action)),
    ]
    if event.action.startswith("case-"):
        parts.append(say("history-nobody") if event.who is None else f"<@{event.who}>")
    arrow = " ← " if say.from_right else " → "
    change = arrow.join(_value(say, event, value) for value in (event.before, event.after) if value)
    line = say.line(*parts, change)
    return f"{line}\n-# {say('history-why', why=_one_line(event.why))}" if event.why else line


def _one_line(text: str) -> str:
    """What a moderator wrote, which may not begin a line of the history."""
    return defang(redact(" ".join(text.split())))


def _value(say: Say, event: CaseEvent, value: str) -> str:
    """Render what the audit holds before or after a step, in words where there are some."""
    if value in set(CaseState):
        return say(f"queue-state-{value}")
    if value in set(ClaimEnd):
        return say(f"history-claim-{value}")
    if value in set(DismissReason):
        return say(f"dismiss-{value}")
    if event.action in _LISTING:
        pattern, _, category = value.partition(" ")
        named = [say(f"category-{category}")] if category in set(Category) else []
        return say.joined([shown_pattern(pattern), *named])
    return defang(value)
