"""Handling the undo of a case's decision (a button of its card) and of its message's removal (an option of *More*)."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.forms import Form, form_values
from cogs.base.router import Router
from cogs.lists.pages import numbers
from cogs.reports.clicks import CASE, CaseClicks, case_id
from core.base.errors import UserError
from core.base.ids import CaseId
from core.reports.cases import CaseOutcome, Step
from core.scanning.detections import Outcome
from services.base.texts import Say
from services.lists.typed_pattern import NOTE_LENGTH, shown_pattern
from services.reports.cases.undo import Undo, Undone
from services.reports.records import Case


class CaseUndo:
    """The two handlers; cogs/reports/cases/actions.py says where they stand."""

    def __init__(self, *, answers: Answers, router: Router, clicks: CaseClicks, undo: Undo) -> None:
        self._answers = answers
        self._clicks = clicks
        self._undo = undo
        router.add(f"{CASE}:undo:form", self._undo_it)
        router.add(f"{CASE}:undelete:form", self._undelete)

    async def open_undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the form of *undo*, which `_undo_it` reads."""
        await self._open(interaction, match, Step.UNDO)

    async def open_undelete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the form that undoes the removal alone, which `_undelete` reads."""
        await self._open(interaction, match, Step.UNDELETE)

    async def _open(self, interaction: discord.Interaction, match: re.Match[str], step: Step) -> None:
        case = await self._clicks.open_for(step, interaction, match)
        if step is Step.UNDELETE and not case.removal_stands:
            raise UserError("case-nothing-removed", case=str(case.id))
        await self._answers.open(interaction, undo_form(await self._answers.sayer(interaction), case, step))

    async def _undo_it(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Undo how the case was closed, and say what was taken back with it."""
        case = case_id(match)
        notify, note = _notify(interaction), form_values(interaction).get("note", "")
        done = await self._undo.undo(caller_of(interaction), case, notify=notify, note=note)
        await self._answers.show(interaction, undone(await self._answers.sayer(interaction), case, done))

    async def _undelete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Undo the removal of the message."""
        case, notify = case_id(match), _notify(interaction)
        note = form_values(interaction).get("note", "")
        goes_back = await self._undo.undelete(caller_of(interaction), case, notify=notify, note=note)
        told = "case-undeleted-text" if goes_back else "case-undeleted"
        await self._answers.say(interaction, told if notify else "case-undeleted-untold", case=str(case))


def undo_form(say: Say, case: Case, step: Step) -> Form:
    """Say what the undo does, and ask whether the author of the message is told."""
    gone = case.removal is Outcome.REMOVED
    title = f"case-{step}-title" if gone or step is Step.UNDO else "case-unremove-title"
    form = Form(f"case:{case.id}:{step}:form", say(title, case=str(case.id)))
    form.says("\n".join(_effects(say, case, step)))
    removed = step is Step.UNDELETE or case.undo_takes_removal
    preset = "yes" if removed else "no"
    options = [
        discord.SelectOption(label=say(f"case-undo-notify-{value}"), value=value, default=value == preset)
        for value in ("yes", "no")
    ]
    hint = say("case-undo-notify-help" if removed else "case-undo-notify-nothing")
    form.choice("notify", say("case-undo-notify"), options, description=hint)
    return form.text("note", say("undo-note"), description=say("undo-note-help"), limit=NOTE_LENGTH)


def _effects(say: Say, case: Case, step: Step) -> list[str]:
    """Line by line, what sending the form does."""
    lines, gone = [], "yes" if case.removal is Outcome.REMOVED else "no"
    if step is Step.UNDO:
        lines.append(say("case-undo-opens", case=str(case.id)))
        if case.outcome is CaseOutcome.LISTED:
            lines.append(say("case-undo-unlists", pattern=shown_pattern(case.pattern or "")))
        if case.removal_stands and not case.undo_takes_removal:
            lines.append(say("case-undo-leaves-removal", gone=gone))
    if step is Step.UNDELETE or case.undo_takes_removal:
        lines.append(say("case-undo-removal", gone=gone))
    return lines


def _notify(interaction: discord.Interaction) -> bool:
    """What the form said. Raises UserError where it said neither."""
    chosen = form_values(interaction).get("notify", "")
    if chosen not in ("yes", "no"):
        raise UserError("case-form-unreadable")
    return chosen == "yes"


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
        lines.append(say("detection-undo-restores", count=1))
    for key, cases in (("case-undone-related", done.reopened), ("case-undone-left", done.left)):
        if cases:
            lines.append(say(key, count=len(cases), cases=numbers(say, cases)))
    return "\n".join(lines)
