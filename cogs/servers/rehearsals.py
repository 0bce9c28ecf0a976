"""The test that cards arrive: the button in `/setup`'s answer, the two messages, and how they go again."""

import re
from datetime import datetime

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place
from cogs.base.discord_api.rate_limits import FAULTS
from cogs.base.layout import Card, button, link_button
from cogs.base.postman import Message
from cogs.base.refusals import outcome_of
from cogs.base.router import Router
from cogs.servers.review_channel import ReviewPost
from core.base.authority import require_manager
from core.base.errors import UserError
from core.base.posts import MessagePlace
from core.base.times import to_ms
from services.base.outbox import (
    ChannelProblem,
    Dropped,
    Kind,
    Later,
    Lost,
    OutboxRow,
    Posted,
    SendResult,
    Waiting,
)
from services.base.texts import Say, Texts
from services.servers.rehearsals import Rehearsal, Rehearsals
from services.servers.setup import Servers

BEGIN = "setup:test"
"""The custom id of the button in `/setup`'s answer."""

_ENDED = "taken away"
_ON = {Kind.REHEARSAL_MESSAGE: "message", Kind.REHEARSAL_CARD: "card"}
_IN_ANSWER = "p"


class RehearsalButtons(commands.Cog):
    """Handles the button that makes a test, and those that take it away."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        rehearsals: Rehearsals,
        servers: Servers,
        review_post: ReviewPost,
    ) -> None:
        self._answers = answers
        self._rehearsals = rehearsals
        self._servers = servers
        self._review_post = review_post
        router.add(BEGIN, self._begin)
        router.add(r"rehearsal:(?P<id>\d{1,18}):end:(?P<on>message|card|p)", self._end)

    async def _begin(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Make a test, wait for its card, and say whether it arrived; and if it did not, what is missing."""
        caller = caller_of(interaction)
        require_manager(caller)
        settings = await self._servers.get(caller.server)
        problem = self._review_post.problem(settings)
        if problem is not None:
            raise UserError(f"rehearsal-problem-{problem}")
        found = await self._rehearsals.begin(caller)
        card = await self._rehearsals.arrived(found)
        say = await self._answers.sayer(interaction)
        if card is None:
            shown = Card(discord.Colour.orange()).text(await self._missing(say, found))
            shown.buttons(_take_away(say, found, _IN_ANSWER))
        else:
            shown = Card(discord.Colour.green()).text(say("rehearsal-arrived", when=_at(found.until)))
            there = link_button(_url(found, card), say("rehearsal-button-card"))
            shown.buttons(there, _take_away(say, found, _IN_ANSWER))
        await self._answers.show(interaction, shown.view())

    async def _missing(self, say: Say, found: Rehearsal) -> str:
        """Say why the card has not arrived, as far as the gateway or a refused post has told."""
        settings = await self._servers.get(found.server)
        problem = self._review_post.problem(settings)
        if problem is None and settings.review_problem is not None:
            problem = ChannelProblem(settings.review_problem)
        if problem is None:
            return say("rehearsal-not-yet", when=_at(found.until))
        return say(f"rehearsal-problem-{problem}")

    async def _end(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Take a test away."""
        await self._require_place(interaction, match)
        await self._rehearsals.end(caller_of(interaction), int(match["id"]))
        await self._answers.say(interaction, "rehearsal-ended")

    async def _require_place(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Raises UserError unless the button stands where the row says; of a private answer no row knows the place."""
        if match["on"] == _IN_ANSWER:
            if interaction.message is None or not interaction.message.flags.ephemeral:
                raise UserError("error-unknown-button")
            return
        kind = next(kind for kind, on in _ON.items() if on == match["on"])
        stands = await self._rehearsals.place_of(kind, int(match["id"]))
        if stands != clicked_place(interaction, "error-unknown-button"):
            raise UserError("error-unknown-button")


class RehearsalPosts:
    """Performs outbox rows of the kinds `rehearsal_message` and `rehearsal_card`; the subject is the rehearsal."""

    def __init__(
        self,
        *,
        client: discord.Client,
        review_post: ReviewPost,
        rehearsals: Rehearsals,
        servers: Servers,
        texts: Texts,
    ) -> None:
        self._client = client
        self._review_post = review_post
        self._rehearsals = rehearsals
        self._servers = servers
        self._texts = texts

    async def message(self, row: OutboxRow) -> SendResult:
        """Post what is reported, and report it; once the test is over, take it away."""
        outcome = await self._perform(row)
        if isinstance(outcome, Posted):
            found = await self._rehearsals.get(row.subject)
            if found is not None:
                await self._rehearsals.reported(found, MessagePlace(outcome.channel, outcome.message))
        return outcome

    async def card(self, row: OutboxRow) -> SendResult:
        """Post the card; once the test is over, take it away."""
        return await self._perform(row)

    async def _perform(self, row: OutboxRow) -> SendResult:
        found = await self._rehearsals.get(row.subject)
        if found is None:
            return Dropped("no such test")
        if found.ended:
            return await self._take_away(row, found)
        outcome = await self._show(row, found)
        return Dropped("somebody deleted it") if isinstance(outcome, Lost) else outcome

    async def _show(self, row: OutboxRow, found: Rehearsal) -> SendResult:
        on = _ON[row.kind]

        def render(say: Say) -> discord.ui.LayoutView:
            return _message(say, found) if row.kind is Kind.REHEARSAL_MESSAGE else _card(say, found)

        return await self._review_post.deliver(
            row,
            lambda settings: Message(
                render(self._texts.sayer(settings.language)),
                marker=f"rehearsal:{found.id}:end:{on}",
                edit_only=found.ended,
            ),
        )

    async def _take_away(self, row: OutboxRow, found: Rehearsal) -> SendResult:
        """Delete the message, wherever it stands; one whose sending was cut off is looked for first."""
        if row.channel is not None and row.message is not None:
            return await self._delete(row, MessagePlace(row.channel, row.message))
        if row.attempted_at is None or self._review_post.problem(await self._servers.get(row.server)):
            return Dropped(_ENDED)
        sent = await self._show(row, found)
        if isinstance(sent, Posted):
            return await self._delete(row, MessagePlace(sent.channel, sent.message))
        return sent if isinstance(sent, Later) else Dropped(_ENDED)

    async def _delete(self, row: OutboxRow, stands: MessagePlace) -> SendResult:
        place = self._client.get_partial_messageable(stands.channel, guild_id=row.server)
        try:
            await place.get_partial_message(stands.message).delete()
        except FAULTS as error:
            refused = outcome_of(error)
            if isinstance(refused, Later) or refused == Waiting(ChannelProblem.FORBIDDEN):
                return refused  # it stands there still
        return Dropped(_ENDED)


def _message(say: Say, found: Rehearsal) -> discord.ui.LayoutView:
    """What is reported: it says of itself that it is a test."""
    card = Card().text(say("rehearsal-message")).text(f"-# {say('rehearsal-hint', when=_at(found.until))}")
    return card.buttons(_take_away(say, found, "message")).view()


def _card(say: Say, found: Rehearsal) -> discord.ui.LayoutView:
    """The card, marked as a test, in the colour of what waits for nobody."""
    card = Card(discord.Colour.dark_grey()).text(f"### {say('rehearsal-card-title')}")
    card.text(say("rehearsal-card", when=_at(found.made_at)))
    card.text(f"-# {say('rehearsal-hint', when=_at(found.until))}")
    jump = None
    if found.message is not None:
        jump = link_button(_url(found, found.message), say("rehearsal-button-message"))
    return card.buttons(jump, _take_away(say, found, "card")).view()


def _take_away(say: Say, found: Rehearsal, on: str) -> "discord.ui.Button[discord.ui.LayoutView]":
    return button(f"rehearsal:{found.id}:end:{on}", say("rehearsal-button-end"))


def _url(found: Rehearsal, place: MessagePlace) -> str:
    return f"https://discord.com/channels/{found.server}/{place.channel}/{place.message}"


def _at(moment: datetime) -> str:
    return f"<t:{to_ms(moment) // 1000}:t>"
