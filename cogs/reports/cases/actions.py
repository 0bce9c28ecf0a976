"""Every action of a case's card: one row each, in the order in which the card offers them.

The card draws its buttons and its *More* from these rows, the router finds their handlers through them, and
tests/cogs/reports/cases/test_actions.py walks them. How to add one: docs/recipes/adding-a-card-button.md.
"""

import re
from collections.abc import Sequence

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.card_actions import CardAction, Words, of_card
from cogs.base.router import Router, chosen_values
from cogs.reports.cases.card_buttons import FINISH, CaseButtons
from cogs.reports.cases.handover import CaseHandover
from cogs.reports.cases.history import CaseHistory
from cogs.reports.cases.reading import CaseReading
from cogs.reports.cases.sweeps import CaseSweep, was_listed
from cogs.reports.cases.undo import CaseUndo
from cogs.reports.clicks import CASE
from cogs.reports.mutes import CaseMute
from cogs.reports.questions.buttons import QuestionButtons
from cogs.scanning.sweeps.offers import OFFER
from core.base.errors import UserError
from core.reports.cases import CaseState, Step
from core.scanning.detections import Outcome
from services.reports.records import Case

_PRIMARY, _DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.danger
_DECIDING = 1  # the second row of buttons; the first ends with the way to the message


def case_actions(
    *,
    buttons: CaseButtons,
    handover: CaseHandover,
    history: CaseHistory,
    mute: CaseMute,
    questions: QuestionButtons,
    sweep: CaseSweep,
    undo: CaseUndo,
) -> Sequence[CardAction[Case]]:
    """Make the table, without its first action (`with_reading`). A verb that takes a step of the case's state machine has
    that step's name.
    """
    return (
        # Buttons: one of them stands out at most, and what harms stands last.
        CardAction(
            Step.CLAIM,
            "case-button-claim",
            _is_open,
            buttons.step(Step.CLAIM, "case-claimed"),
            style=_PRIMARY,
        ),
        CardAction(
            Step.LIST,
            "case-button-list",
            _can_be_listed,
            buttons.open_list,
            row=_DECIDING,
            opens_form=True,
        ),
        CardAction(
            Step.DISMISS,
            "case-button-dismiss",
            _is_undecided,
            buttons.open_dismiss,
            row=_DECIDING,
            opens_form=True,
        ),
        CardAction(
            FINISH,
            "case-button-finish",
            _can_be_deleted,
            buttons.open_finish,
            row=_DECIDING,
            opens_form=True,
            asks=Step.DELETE,
        ),
        CardAction(
            Step.DELETE, "case-button-delete", _can_be_deleted, buttons.delete, style=_DANGER, row=_DECIDING
        ),
        CardAction(Step.UNDO, "case-button-undo", _was_decided, undo.open_undo, opens_form=True),
        CardAction(OFFER, "sweep-button-offer", was_listed, sweep.begin),
        # Options of *More*
        CardAction(
            Step.RELEASE,
            "case-more-release",
            _is_claimed,
            buttons.step(Step.RELEASE, "case-released"),
            in_more=True,
            help="case-more-release-help",
        ),
        CardAction(
            Step.HANDOVER,
            "case-more-handover",
            _is_claimed,
            handover.ask,
            in_more=True,
            help="case-more-handover-help",
        ),
        CardAction(
            Step.TAKE_BACK,
            "case-more-takeback",
            _was_handed_over,
            buttons.step(Step.TAKE_BACK, "case-taken-back"),
            in_more=True,
            help="case-more-takeback-help",
        ),
        CardAction(
            Step.UNDELETE,
            "case-more-undelete",
            _has_removal,
            undo.open_undelete,
            in_more=True,
            opens_form=True,
            help="case-more-undelete-help",
            instead=_stops_removal,
        ),
        CardAction(
            "history",
            "case-more-history",
            _always,
            history.show,
            in_more=True,
            help="case-more-history-help",
        ),
        CardAction(
            "mute",
            "case-more-mute",
            _always,
            mute.ask,
            in_more=True,
            help="case-more-mute-help",
        ),
        CardAction(
            Step.REPLY,
            "case-more-reply",
            _is_undecided,
            questions.open_question,
            in_more=True,
            help="case-more-reply-help",
            opens_form=True,
        ),
    )


def with_reading(reading: CaseReading, others: Sequence[CardAction[Case]]) -> Sequence[CardAction[Case]]:
    """The whole table: what is read repeats all other actions below it, so it comes to them last."""
    return (CardAction(Step.REVEAL, "case-button-reveal", _always, reading.read), *others)


def _always(_case: Case) -> bool:
    return True


def _is_open(case: Case) -> bool:
    return case.state is CaseState.OPEN


def _is_claimed(case: Case) -> bool:
    return case.state is CaseState.CLAIMED


def _is_undecided(case: Case) -> bool:
    return case.state is not CaseState.CLOSED


def _was_decided(case: Case) -> bool:
    """Whether a person closed the case, so that their decision can be undone."""
    return case.state is CaseState.CLOSED and case.holder is not None


def _can_be_listed(case: Case) -> bool:
    return _is_undecided(case) and bool(case.links)


def _can_be_deleted(case: Case) -> bool:
    return _is_undecided(case) and case.message_stands


def _was_handed_over(case: Case) -> bool:
    return case.standing.giver is not None


def _has_removal(case: Case) -> bool:
    """Whether there is a removal to undo by itself; what undoing the decision takes back is no second thing."""
    return case.removal_stands and not case.undo_takes_removal


def _stops_removal(case: Case) -> Words | None:
    """While the message was not removed there is no text to return: the same step is a thing of another name."""
    if case.removal is Outcome.REMOVED:
        return None
    return Words("case-more-unremove", "case-more-unremove-help")


class CardActions(commands.Cog):
    """Routes clicks to the handler of their action: a button by its custom id, an option of *More* by its value."""

    def __init__(self, *, answers: Answers, router: Router, actions: Sequence[CardAction[Case]]) -> None:
        self._answers = answers
        self._of_more = {str(action.verb): action for action in actions if action.in_more}
        for action in actions:
            if not action.in_more:
                router.add(of_card(CASE, action.verb), action.handler, opens_form=action.opens_form)
        router.add(of_card(CASE, "more"), self._more)

    async def _more(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        chosen = chosen_values(interaction)
        action = self._of_more.get(chosen[0]) if len(chosen) == 1 else None
        if action is None:
            raise UserError("case-more-unknown")
        if action.opens_form:
            self._answers.done(interaction)  # a form cannot follow a deferral
            await self._answers.before_form(action.handler(interaction, match))
        else:
            await action.handler(interaction, match)
