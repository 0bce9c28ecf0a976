"""After many hard cases: a private offer that others go on, with what the moderator holds. Pressing nothing is an answer."""

import re
from typing import Any

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, button
from cogs.base.router import Router, chosen_values
from cogs.lists.pages import numbers
from cogs.reports.cases.handover import PERSON, is_bot
from core.base.errors import Unavailable, UserError
from core.base.ids import UserId
from services.base.texts import Say
from services.reports.cases.resting import GivenAway, Resting, RestOffer
from services.reports.records import Case


class CaseResting:
    """Shows the offer after *Read message*, and handles its select and its buttons."""

    def __init__(self, *, answers: Answers, router: Router, resting: Resting) -> None:
        self._answers = answers
        self._resting = resting
        router.add("rest:handover", self._hand_over)
        router.add("rest:back", self._put_back)
        router.add("rest:(?P<offered>never|again)", self._choose)

    async def after_reading(self, interaction: discord.Interaction, case: Case) -> None:
        """Offer it where it is due; called once what was read is shown."""
        try:
            offer = await self._resting.after_reading(caller_of(interaction), case)
        except Unavailable:  # what was asked for is shown; an offer can wait
            return
        if offer is not None:
            say = await self._answers.sayer(interaction)
            await self._answers.show(interaction, offer_card(say, offer))

    async def again_button(
        self, interaction: discord.Interaction, say: Say
    ) -> "discord.ui.Button[Any] | None":
        """The button that takes *Do not offer this again* back; None for whoever did not choose that."""
        declined = await self._resting.is_declined(caller_of(interaction))
        return button("rest:again", say("rest-button-again")) if declined else None

    async def _hand_over(self, interaction: discord.Interaction, _match: re.Match[str]) -> None:
        chosen = chosen_values(interaction)
        if len(chosen) != 1 or not PERSON.fullmatch(chosen[0]):
            raise UserError("case-form-unreadable")
        if is_bot(interaction, chosen[0]):
            raise UserError("handover-to-bot")
        given = await self._resting.hand_over(caller_of(interaction), UserId(int(chosen[0])))
        await self._say_given(interaction, given, "rest-handed-over", name=given.name)

    async def _put_back(self, interaction: discord.Interaction, _match: re.Match[str]) -> None:
        given = await self._resting.put_back(caller_of(interaction))
        await self._say_given(interaction, given, "rest-put-back")

    async def _say_given(
        self, interaction: discord.Interaction, given: GivenAway, key: str, **values: str
    ) -> None:
        say = await self._answers.sayer(interaction)
        lines = [say(key, cases=numbers(say, given.done), **values)]
        if given.left:
            lines.append(say("rest-left", cases=numbers(say, given.left)))
        await self._answers.show(interaction, "\n".join(lines))

    async def _choose(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        offered = match["offered"] == "again"
        await self._resting.choose(caller_of(interaction), offered=offered)
        say = await self._answers.sayer(interaction)
        back = None if offered else button("rest:again", say("rest-button-again"))
        said = say("rest-again" if offered else "rest-never")
        await self._answers.show(interaction, Card(discord.Colour.teal()).text(said).buttons(back).view())


def offer_card(say: Say, offer: RestOffer) -> discord.ui.LayoutView:
    """The offer. What can be given away stands on it only where something is held."""
    card = Card(discord.Colour.teal())
    card.text(f"### {say('rest-title', count=offer.read)}\n{say('rest-text')}")
    back = None
    if offer.held:
        card.text(say("rest-holding", count=len(offer.held), cases=numbers(say, offer.held)))
        card.person("rest:handover", say("rest-person"))
        back = button("rest:back", say("rest-button-back"))
    card.buttons(back, button("rest:never", say("rest-button-never")))
    return card.view()
