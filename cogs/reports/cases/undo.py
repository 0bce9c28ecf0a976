"""Handling the undo of a case's decision (a button of its card) and of its message's removal (an option of *More*)."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.lists.pages import numbers
from cogs.reports.clicks import clicked_case
from core.base.ids import CaseId
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.reports.cases.review import Review
from services.reports.cases.undo import Undo, Undone


class CaseUndo:
    """The two handlers; cogs/reports/cases/actions.py says where they stand."""

    def __init__(self, *, answers: Answers, review: Review, undo: Undo) -> None:
        self._answers = answers
        self._review = review
        self._undo = undo

    async def undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Undo how the case was closed, and say what was taken back with it."""
        case = await clicked_case(self._review, interaction, match)
        done = await self._undo.undo(caller_of(interaction), case.id)
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, undone(say, case.id, done))

    async def undelete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Undo the removal of the message."""
        case = await clicked_case(self._review, interaction, match)
        goes_back = await self._undo.undelete(caller_of(interaction), case.id)
        key = "case-undeleted-text" if goes_back else "case-undeleted"
        await self._answers.say(interaction, key, case=str(case.id))


def undone(say: Say, case: CaseId, done: Undone) -> str:
    """Say line by line what was taken back, and what was not."""
    other = "" if done.goes_on is None else str(done.goes_on)
    lines = [say("case-undone-goes-on" if other else "case-undone", case=str(case), other=other)]
    if done.unlisted is not None:
        pattern = shown_pattern(done.unlisted.pattern.text)
        lines.append(
            say("case-undone-entry" if done.unlisted.entry else "case-undone-entry-stays", pattern=pattern)
        )
        if done.unlisted.share:
            lines.append(say("case-undone-share"))
    if done.text_goes_back:
        lines.append(say("detection-undo-restores"))
    for key, cases in (("case-undone-related", done.reopened), ("case-undone-left", done.left)):
        if cases:
            lines.append(say(key, count=len(cases), cases=numbers(say, cases)))
    return "\n".join(lines)
