"""Handling the clicks on a case's card that take one call of a use case: steps, *list*, *dismiss*, *delete*.

Each click asks the service, which asks who is there. cogs/reports/cases/actions.py says which action stands where.
"""

import re
from dataclasses import asdict

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.card_actions import PRIVATE
from cogs.base.forms import form_values
from cogs.base.layout import Card
from cogs.base.router import Handler, Router, chosen_values
from cogs.lists.previews import PreviewButtons
from cogs.reports.cases.forms import dismiss_form, finish_form, link_choice, list_form
from cogs.reports.cases.next_case import NextCase
from cogs.reports.cases.pages import deleted, dismissed, finished, listed, related_closed
from cogs.reports.clicks import CASE, CaseClicks, case_id
from core.base.errors import UserError
from core.base.ids import CaseId
from core.links import Link
from core.reports.cases import Step
from core.scanning.detections import DismissReason, Outcome
from services.lists.previews.previews import Effects
from services.lists.previews.second_clicks import Asked, SecondClicks, Verb, Weighed
from services.lists.sites import Sites
from services.reports.cases.access import CaseAccess
from services.reports.cases.finishing import Finishing
from services.reports.cases.listing import CaseListings
from services.reports.cases.message_removal import MessageRemoval
from services.reports.cases.review import Review
from services.reports.forms import ListForm, links_of
from services.reports.records import Case, CaseLink

FINISH = "finish"  # the verb of *Delete and close*
_DELETED = {
    Outcome.REMOVED: "case-deleted",
    Outcome.GONE: "case-delete-gone",
    Outcome.FORBIDDEN: "case-delete-forbidden",
}


class CaseButtons:
    """Handlers for the table of actions, and for the forms that they open."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        clicks: CaseClicks,
        access: CaseAccess,
        review: Review,
        listings: CaseListings,
        removal: MessageRemoval,
        finishing: Finishing,
        effects: Effects,
        second_clicks: SecondClicks,
        sites: Sites,
        next_case: NextCase,
    ) -> None:
        self._answers = answers
        self._clicks = clicks
        self._access = access
        self._review = review
        self._listings = listings
        self._removal = removal
        self._finishing = finishing
        self._effects = effects
        self._sites = sites
        self._next_case = next_case
        self._previews = PreviewButtons(
            answers=answers,
            router=router,
            second_clicks=second_clicks,
            does={Verb.ADD: self._list_now},
            prefix="case-list",
        )
        router.add(rf"{CASE}:list:form(?::(?P<link>\d{{1,4}}))?", self._list)
        router.add(f"{CASE}:list:link", self._link_chosen, opens_form=True)
        router.add(rf"{CASE}:list:links:(?P<page>\d{{1,6}})", self._turn_links)
        router.add(f"{CASE}:dismiss:form", self._dismiss)
        router.add(f"{CASE}:{FINISH}:form", self._finish)
        router.add(f"{CASE}:handled(?P<private>{PRIVATE})", self._handled)
        router.add(f"{CASE}:related", self._close_related)

    def step(self, step: Step, said: str) -> Handler:
        """Make a handler that takes one step of the case's state machine and answers with the sentence `said`."""

        async def take(interaction: discord.Interaction, match: re.Match[str]) -> None:
            case = await self._clicks.clicked(interaction, match)
            await self._review.move(caller_of(interaction), case.id, step)
            await self._answers.say(interaction, said, case=str(case.id))

        return take

    async def open_list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the form of *list*, which `_list` reads."""
        case = await self._clicks.open_for(Step.LIST, interaction, match)
        found = links_of(case)
        if not found:
            raise UserError("case-no-link")
        if len(found) > 1:
            page = link_choice(await self._answers.sayer(interaction), case, 0)
            await self._answers.show(interaction, page)
            return
        await self._open_form(interaction, case, found[0])

    async def _open_form(
        self, interaction: discord.Interaction, case: Case, found: tuple[CaseLink, Link]
    ) -> None:
        kept, link = found
        seen = await self._effects.of_scopes(case.server, [link])
        removes = await self._listings.would_remove(case, kept, link)
        like = await self._sites.like(case.server, [link])
        say = await self._answers.sayer(interaction)
        await self._answers.open(interaction, list_form(say, case, found, seen, removes=removes, like=like))

    async def _listable(self, interaction: discord.Interaction, match: re.Match[str]) -> Case:
        """The case, clicked in the private answer that asks for one of its links: no row says where that stands."""
        caller = caller_of(interaction)
        case = await self._access.case(caller, case_id(match))
        self._access.require_possible(caller, case, Step.LIST)
        return case

    async def _turn_links(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case = await self._listable(interaction, match)
        page = link_choice(await self._answers.sayer(interaction), case, int(match["page"]))
        await self._answers.turn(interaction, page)

    async def _link_chosen(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, chosen = await self._listable(interaction, match), chosen_values(interaction)
        found = [(kept, link) for kept, link in links_of(case) if [str(kept.position)] == chosen]
        if not found:
            raise UserError("case-form-unreadable")
        await self._open_form(interaction, case, found[0])

    async def _list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, fields = case_id(match), form_values(interaction)
        form = ListForm(
            link=match["link"] or fields.get("link", ""),
            scope=fields.get("scope", ""),
            category=fields.get("category", ""),
            share=fields.get("share", ""),
            note=fields.get("note", ""),
        )
        pattern = await self._listings.would_list(caller_of(interaction), case, form)
        options = {**asdict(form), "share": form.share == "yes", "case": case}
        await self._previews.begin(interaction, Asked(Verb.ADD, pattern.text, options))

    async def _list_now(self, interaction: discord.Interaction, weighed: Weighed) -> None:
        """List what the form asked for, once nothing more is to be asked."""
        options = dict(weighed.asked.options)
        case, share = CaseId(int(options.pop("case") or 0)), options.pop("share")
        form = ListForm(
            share="yes" if share else "no", **{name: str(value) for name, value in options.items()}
        )
        caller = caller_of(interaction)
        if await self._listings.would_list(caller, case, form) != weighed.pattern:
            raise UserError("preview-over")  # the case's link is read in another way by now
        done = await self._listings.list_pattern(caller, case, form)
        say = await self._answers.sayer(interaction)
        onward = await self._next_case.link(interaction, say)
        # Where others can be closed along with it, the way on comes after that.
        await self._answers.show(interaction, listed(say, case, done, None if done.related else onward))

    async def open_dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the form of *dismiss*, which `_dismiss` reads."""
        case = await self._clicks.open_for(Step.DISMISS, interaction, match)
        await self._answers.open(interaction, dismiss_form(await self._answers.sayer(interaction), case))

    async def _dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        fields = form_values(interaction)
        await self._close(interaction, case_id(match), fields.get("reason", ""), fields.get("note", ""))

    async def _close(self, interaction: discord.Interaction, case: CaseId, reason: str, note: str) -> None:
        await self._review.dismiss(caller_of(interaction), case, reason, note)
        say = await self._answers.sayer(interaction)
        onward = await self._next_case.link(interaction, say)
        await self._answers.show(interaction, dismissed(say, case, reason, onward))

    async def delete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Remove the reported message and say what became of that."""
        case = await self._clicks.clicked(interaction, match)
        outcome = await self._removal.delete(caller_of(interaction), case.id)
        say = await self._answers.sayer(interaction)
        said = say(_DELETED.get(outcome, "case-delete-owed"), case=str(case.id))
        gone = outcome in (Outcome.REMOVED, Outcome.GONE)
        await self._answers.show(interaction, deleted(say, case.id, said) if gone else said)

    async def open_finish(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the form of *delete and close*, which `_finish` reads."""
        case = await self._clicks.open_for(Step.DELETE, interaction, match)
        if not case.message_stands:  # the card is drawn anew in this moment
            raise UserError("case-finish-late", case=str(case.id))
        await self._answers.open(interaction, finish_form(await self._answers.sayer(interaction), case))

    async def _finish(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        case, note = case_id(match), form_values(interaction).get("note", "")
        done = await self._finishing.delete_and_close(caller_of(interaction), case, note)
        say = await self._answers.sayer(interaction)
        if done.closed:
            onward = await self._next_case.link(interaction, say)
            await self._answers.show(interaction, finished(say, case, done.message, onward))
            return
        lines = [say(_DELETED.get(done.message, "case-delete-owed"), case=str(case))]
        if done.refusal is not None:
            lines.append(say(done.refusal.key, **done.refusal.values))
        await self._answers.show(interaction, "\n".join(lines))

    async def _handled(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Close the case whose message was removed: the button under what *delete* answered."""
        case = await self._clicks.clicked(interaction, match)
        await self._close(interaction, case.id, DismissReason.HANDLED, "")

    async def _close_related(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Close the other cases that the new entry covers.

        The button stands in a private answer, so there is no row against which its message could be checked.
        """
        done = await self._listings.close_related(caller_of(interaction), case_id(match))
        say = await self._answers.sayer(interaction)
        onward = await self._next_case.link(interaction, say)
        page = Card(discord.Colour.green()).text(related_closed(say, done)).buttons(onward).view()
        await self._answers.show(interaction, page)
