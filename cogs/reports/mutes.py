"""*More* → *mute*: a private answer offers the reporters of the case by their names in it."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.forms import Form, form_values
from cogs.base.layout import Card, Turning, choice_of
from cogs.base.router import Router, chosen_values
from cogs.reports.clicks import CASE, CaseClicks, case_id
from core.base.errors import UserError
from core.base.ids import CaseId
from core.reports.mutes import HowMany
from services.base.texts import Say
from services.reports.mutes import MUTED_DAYS, MuteReason, Mutes, Reporter


class CaseMute:
    """The option of *More*, the select in its answer, and the form that asks for a reason."""

    def __init__(self, *, answers: Answers, router: Router, clicks: CaseClicks, mutes: Mutes) -> None:
        self._answers = answers
        self._clicks = clicks
        self._mutes = mutes
        router.add(f"{CASE}:mute", self._chosen, opens_form=True)
        router.add(rf"{CASE}:mute:page:(?P<page>\d{{1,6}})", self._turn)
        router.add(rf"{CASE}:mute:(?P<report>\d{{1,18}})", self._mute)

    async def ask(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Ask whose reports shall make no card, or make some again."""
        case = await self._clicks.clicked(interaction, match)
        await self._answers.show(interaction, await self._choice(interaction, case.id, 0))

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._answers.turn(
            interaction, await self._choice(interaction, case_id(match), int(match["page"]))
        )

    async def _choice(
        self, interaction: discord.Interaction, case: CaseId, number: int
    ) -> discord.ui.LayoutView:
        found = await self._mutes.reporters(caller_of(interaction), case)
        if not found:
            raise UserError("mute-nobody")
        say = await self._answers.sayer(interaction)
        return choice_of(
            Card(discord.Colour.dark_grey()),
            say("mute-choose", days=MUTED_DAYS),
            f"case:{case}:mute",
            say("case-more-mute"),
            [_option(say, one) for one in found],
            number,
            Turning(say, lambda page: f"case:{case}:mute:page:{page}"),
        )

    async def _chosen(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, values = case_id(match), chosen_values(interaction)
        caller, say = caller_of(interaction), await self._answers.sayer(interaction)
        found = await self._mutes.reporter(caller, case, values[0] if values else "")
        if found.muted_until is None:
            concerned = await self._mutes.dismissable(caller, case, found)
            await self._answers.open(interaction, _reason_form(say, case, found, concerned))
            return
        pseudonym = await self._mutes.unmute(caller, case, str(found.report))
        await self._answers.show(interaction, say("mute-ended", pseudonym=pseudonym))

    async def _mute(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, fields = case_id(match), form_values(interaction)
        reason, dismiss = fields.get("reason", ""), fields.get("dismiss") or "no"
        done = await self._mutes.mute(caller_of(interaction), case, match["report"], reason, dismiss)
        say = await self._answers.sayer(interaction)
        lines = [say("mute-done", pseudonym=done.pseudonym, days=MUTED_DAYS)]
        if done.dismissed is not None:
            lines.append(say("mute-dismissed", count=done.dismissed))
        await self._answers.show(interaction, "\n".join(lines))


def _option(say: Say, reporter: Reporter) -> discord.SelectOption:
    until = reporter.muted_until
    return discord.SelectOption(
        label=say("mute-reporter", pseudonym=reporter.pseudonym),
        value=str(reporter.report),
        description=None if until is None else say("mute-until", date=until.date()),
    )


def _reason_form(say: Say, case: CaseId, reporter: Reporter, concerned: HowMany) -> Form:
    form = Form(f"case:{case}:mute:{reporter.report}", say("mute-title", pseudonym=reporter.pseudonym))
    reasons = [
        discord.SelectOption(
            label=say(f"mute-reason-{reason}"), value=reason, default=reason is MuteReason.FALSE_REPORTS
        )
        for reason in MuteReason
    ]
    form.choice("reason", say("mute-reason"), reasons)
    if concerned is HowMany.NONE:
        return form
    choices = {"no": say("mute-dismiss-no"), "yes": say("mute-dismiss-yes", count=concerned)}
    options = [
        discord.SelectOption(label=label, value=value, default=value == "no")
        for value, label in choices.items()
    ]
    return form.choice("dismiss", say("mute-dismiss"), options, description=say("mute-dismiss-help"))
