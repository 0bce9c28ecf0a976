"""*More* → *history*: what happened to a case, page by page, for whoever moderates."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, button
from cogs.base.router import Router
from core.base.categories import Category
from core.base.defang import defang
from core.base.ids import CaseId
from core.base.times import to_ms
from core.reports.cases import CaseState
from core.scanning.detections import DismissReason
from services.base.texts import Say, Texts
from services.lists.typed_pattern import shown_pattern
from services.reports.history import CaseEvent, CaseHistories, HistoryPage
from services.reports.records import Case

# The audit's actions that have a sentence; any other is shown as it is named.
_KNOWN = frozenset(
    {
        "report",
        "case-claim",
        "case-release",
        "case-handover",
        "case-received",
        "case-list",
        "case-dismiss",
        "case-relate",
        "case-delete",
        "case-reveal",
        "case-reply",
        "case-answer-read",
        "report-answer",
        "report-reply-ended",
        "case-mute",
        "case-unmute",
        "case-card",
        "managers-told",
        "case-undo",
        "case-undelete",
        "case-takeback",
        "case-unask",
    }
)
_LISTING = frozenset({"case-list", "case-relate", "case-undo"})  # their line may name a pattern


class CaseHistory:
    """Not a cog of its own: the card's *More* calls `show` (cogs/reports/card_buttons.py), its pages come by custom id."""

    def __init__(self, answers: Answers, router: Router, histories: CaseHistories) -> None:
        self._answers = answers
        self._histories = histories
        router.add(r"case:(?P<id>\d{1,18}):history:(?P<page>\d{1,6})", self._turn)

    async def show(self, interaction: discord.Interaction, case: Case) -> None:
        """The first page."""
        await self._show(interaction, case.id, 1)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._show(interaction, CaseId(int(match["id"])), int(match["page"]))

    async def _show(self, interaction: discord.Interaction, case: CaseId, number: int) -> None:
        page = await self._histories.page(caller_of(interaction), case, number)
        language = await self._answers.language(interaction)
        await self._answers.show(interaction, history_page(self._answers.texts, language, page))


def history_page(texts: Texts, language: str, page: HistoryPage) -> discord.ui.LayoutView:
    """One page, oldest first."""
    say = texts.sayer(language)
    card = Card(discord.Colour.dark_grey())
    card.text(f"### {say('history-title', case=str(page.case))}\n-# {say('history-hint')}")
    card.text("\n".join(_line(say, event) for event in page.events) or say("history-empty"))
    card.text(f"-# {say('history-page', page=page.number, pages=page.pages)}")
    if page.pages > 1:
        card.buttons(_turn(say("queue-earlier"), page, -1), _turn(say("queue-later"), page, +1))
    return card.view()


def _turn(label: str, page: HistoryPage, by: int) -> "discord.ui.Button[discord.ui.LayoutView]":
    to = page.number + by
    return button(f"case:{page.case}:history:{max(0, to)}", label, disabled=not 1 <= to <= page.pages)


def _line(say: Say, event: CaseEvent) -> str:
    known = event.action if event.action in _KNOWN else "other"
    parts = [
        f"<t:{to_ms(event.at) // 1000}:f>",
        say(f"history-{known}", action=defang(event.action)),
    ]
    if event.action.startswith("case-"):
        parts.append(say("history-nobody") if event.who is None else f"<@{event.who}>")
    change = " → ".join(_value(say, event, value) for value in (event.before, event.after) if value)
    return " · ".join([*parts, change] if change else parts)


def _value(say: Say, event: CaseEvent, value: str) -> str:
    """What the audit holds before or after a step, in words where there are some."""
    if value in set(CaseState):
        return say(f"queue-state-{value}")
    if value in set(DismissReason):
        return say(f"dismiss-{value}")
    if event.action in _LISTING:
        pattern, _, category = value.partition(" ")
        named = [say(f"category-{category}")] if category in set(Category) else []
        return ", ".join([shown_pattern(pattern), *named])
    return defang(value)
