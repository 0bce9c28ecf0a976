"""A card's buttons, its *More*, and the forms they open. Each click asks the service, which asks who is there."""

import re
from collections.abc import Awaitable, Callable, Mapping

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.forms import form_values
from cogs.base.refused_form import give_back
from cogs.base.router import Router, chosen_values
from cogs.reports.clicks import clicked_case
from cogs.reports.forms import dismiss_form, list_form
from cogs.reports.pages import listed, related_closed, revealed
from core.base.errors import Unavailable, UserError
from core.base.ids import CaseId, MessageId, ServerId
from core.reports.cases import Step
from core.scanning.detections import Outcome
from services.lists.sightings import Sightings
from services.reports.forms import ListForm, links_of
from services.reports.records import Case
from services.reports.review import Review

_DELETED = {
    Outcome.REMOVED: "case-deleted",
    Outcome.GONE: "case-delete-gone",
    Outcome.FORBIDDEN: "case-delete-forbidden",
}
_MOVES = {
    "release": (Step.RELEASE, "case-released"),
    "takeback": (Step.TAKE_BACK, "case-taken-back"),
}
_CASE = r"case:(?P<id>\d{1,18})"

MoreAction = Callable[[discord.Interaction, Case], Awaitable[None]]  # what a choice of *More* does


class CaseButtons(commands.Cog):
    """Translates; services/reports/review.py does it."""

    def __init__(
        self,
        answers: Answers,
        router: Router,
        reviewing: Review,
        sightings: Sightings,
        more: Mapping[str, MoreAction],
    ) -> None:
        """`more`: the rarer actions that live in files of their own, by the value of their choice."""
        self._answers = answers
        self._more_actions = more
        self._sightings = sightings
        self._reviewing = reviewing
        router.add(f"{_CASE}:claim", self._claim)
        router.add(f"{_CASE}:list", self._open_list, opens_form=True)
        router.add(f"{_CASE}:list:form", self._list)
        router.add(f"{_CASE}:dismiss", self._open_dismiss, opens_form=True)
        router.add(f"{_CASE}:dismiss:form", self._dismiss)
        router.add(f"{_CASE}:delete", self._delete)
        router.add(f"{_CASE}:more", self._more)
        router.add(f"{_CASE}:related", self._related)

    async def _at_card(self, interaction: discord.Interaction, match: re.Match[str]) -> Case:
        """The case whose card was clicked."""
        return await clicked_case(self._reviewing, interaction, match)

    async def _claim(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case = await self._at_card(interaction, match)
        await self._reviewing.move(caller_of(interaction), case.id, Step.CLAIM)
        await self._answers.say(interaction, "case-claimed", case=str(case.id))

    async def _open_list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case = await self._at_card(interaction, match)
        self._reviewing.require_possible(caller_of(interaction), case, Step.LIST)
        seen = await self._sightings.of(case.server, [link for _, link in links_of(case)])
        await list_form(await self._answers.sayer(interaction), case, seen).open(interaction)

    async def _list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, fields = CaseId(int(match["id"])), form_values(interaction)
        form = ListForm(
            link=fields.get("link", ""),
            scope=fields.get("scope", ""),
            category=fields.get("category", ""),
            share=fields.get("share", ""),
            note=fields.get("note", ""),
        )
        try:
            done = await self._reviewing.list_pattern(caller_of(interaction), case, form)
        except (UserError, Unavailable) as error:
            await give_back(self._answers, interaction, error, form.note)
            return
        await self._answers.show(interaction, listed(await self._answers.sayer(interaction), case, done))

    async def _open_dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case = await self._at_card(interaction, match)
        self._reviewing.require_possible(caller_of(interaction), case, Step.DISMISS)
        await dismiss_form(await self._answers.sayer(interaction), case).open(interaction)

    async def _dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, fields = CaseId(int(match["id"])), form_values(interaction)
        reason, typed = fields.get("reason", ""), fields.get("note", "")
        try:
            await self._reviewing.dismiss(caller_of(interaction), case, reason, typed)
        except (UserError, Unavailable) as error:
            await give_back(self._answers, interaction, error, typed)
            return
        say = await self._answers.sayer(interaction)
        shown = say("case-dismissed", case=str(case), reason=say(f"dismiss-{reason}"))
        await self._answers.show(interaction, shown)

    async def _delete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case = await self._at_card(interaction, match)
        outcome = await self._reviewing.delete(caller_of(interaction), case.id)
        await self._answers.say(interaction, _DELETED.get(outcome, "case-delete-owed"), case=str(case.id))

    async def _more(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, chosen = await self._at_card(interaction, match), chosen_values(interaction)
        if chosen and chosen[0] in _MOVES:
            step, done = _MOVES[chosen[0]]
            await self._reviewing.move(caller_of(interaction), case.id, step)
            await self._answers.say(interaction, done, case=str(case.id))
        elif chosen == ["reveal"]:
            found = await self._reviewing.reveal(caller_of(interaction), case.id)
            await self._answers.show(interaction, revealed(await self._answers.sayer(interaction), found))
        elif chosen and chosen[0] in self._more_actions:
            await self._more_actions[chosen[0]](interaction, case)
        else:
            raise UserError("case-more-unknown")

    async def _related(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The button stands in a private answer: there is no row to hold its message against."""
        done = await self._reviewing.close_related(caller_of(interaction), CaseId(int(match["id"])))
        await self._answers.show(interaction, related_closed(await self._answers.sayer(interaction), done))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A reported message may be gone; its card says so."""
        if event.guild_id is not None:
            await self._reviewing.message_gone(ServerId(event.guild_id), [MessageId(event.message_id)])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many."""
        if event.guild_id is not None:
            gone = [MessageId(message) for message in event.message_ids]
            await self._reviewing.message_gone(ServerId(event.guild_id), gone)
