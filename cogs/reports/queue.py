"""`/queue`: the cases that wait for a moderator."""

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import Card, button
from cogs.base.router import Router, chosen_values
from cogs.reports.cases.card import named_case
from cogs.reports.report_times import reported_at
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, ServerId
from core.reports.cases import CaseState
from services.base.outbox import ChannelProblem
from services.base.texts import Say
from services.reports.cases.card_again import CardAgain
from services.reports.cases.review import Review
from services.reports.records import QueuePage, QueueRow
from services.servers.setup import Servers

_CASE = re.compile(r"[0-9]{1,18}")


class QueueView(StrEnum):
    """The views that `/queue` offers."""

    ACTIVE = "active"  # cases that wait, claimed or not
    QUIET = "quiet"  # cases that wait and have no card
    OPEN = "open"
    CLAIMED = "claimed"
    CLOSED = "closed"

    @property
    def states(self) -> list[CaseState]:
        """The states of the cases that the view shows."""
        waiting = self in (QueueView.ACTIVE, QueueView.QUIET)
        return [CaseState.OPEN, CaseState.CLAIMED] if waiting else [CaseState(self)]


class Queue(commands.Cog):
    """The command, its pages, and the select that posts the card of a case where none stands."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        review: Review,
        servers: Servers,
        review_post: ReviewPost,
        card_again: CardAgain,
    ) -> None:
        self._answers = answers
        self._review = review
        self._servers = servers
        self._review_post = review_post
        self._card_again = card_again
        # The button of a reminder or a digest carries the row's id, so that an earlier copy of the message can be
        # found.
        stands_in, view = r"(queue|(reminder|undecided|digest):\d{1,20})", f"(?P<view>{'|'.join(QueueView)})"
        router.add(rf"{stands_in}:{view}:(?P<page>\d{{1,6}})", self._turn)
        router.add("queue:card", self._give_card)

    @app_commands.command(name="queue", description=words("command-queue"))
    @app_commands.describe(state=words("command-queue-state"))
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    async def queue(
        self,
        interaction: discord.Interaction,
        state: Literal["open", "claimed", "closed", "quiet"] | None = None,
    ) -> None:
        """Show the first page."""
        await self._show(interaction, QueueView(state or QueueView.ACTIVE), 1)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._show(interaction, QueueView(match["view"]), int(match["page"]))

    async def _give_card(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Give the chosen case its card.

        The select stands in a private answer, so there is no row against which its message could be checked.
        """
        chosen = chosen_values(interaction)
        if len(chosen) != 1 or not _CASE.fullmatch(chosen[0]):
            raise UserError("case-form-unreadable")
        given = await self._card_again.give(caller_of(interaction), CaseId(int(chosen[0])))
        await self._answers.say(
            interaction, "queue-card-given" if given else "queue-card-there", case=chosen[0]
        )

    async def _show(self, interaction: discord.Interaction, view: QueueView, number: int) -> None:
        caller = caller_of(interaction)
        page = await self._review.queue(caller, view.states, number, quiet=view is QueueView.QUIET)
        settings = await self._servers.get(ServerId(caller.server))
        problem = self._review_post.problem(settings)
        if problem is None and settings.review_problem is not None:  # found out only by trying to post
            problem = ChannelProblem(settings.review_problem)
        say = self._answers.texts.sayer(settings.language)
        there = functools.partial(self._review_post.channel_there, caller.server)
        await self._answers.show(interaction, queue_page(say, caller.server, view, page, problem, there))


def queue_page(
    say: Say,
    server: ServerId,
    view: QueueView,
    page: QueuePage,
    problem: ChannelProblem | None,
    there: Callable[[ChannelId], bool],
) -> discord.ui.LayoutView:
    """Render one page of the queue. `problem`: why cards cannot be posted now. `there`: whether the server still has a
    channel; nothing leads into one that is gone.
    """
    card = Card(discord.Colour.orange())
    card.text(f"### {say('queue-title', state=say(f'queue-state-{view}'))}")
    if problem is not None:
        card.text(say(f"queue-problem-{problem}"))
    rows = [row if row.card is None or there(row.card.channel) else _without_card(row) for row in page.rows]
    card.text("\n".join(_line(say, server, row) for row in rows) or say("queue-empty"))
    card.text(f"-# {say('queue-page', page=page.number, pages=page.pages, total=page.total)}")
    if view is not QueueView.QUIET and any(row.quiet and row.state is not CaseState.CLOSED for row in rows):
        card.text(f"-# {say('queue-quiet-hint')}")
    card.select("queue:card", say("queue-give-card"), [_option(say, row) for row in rows])
    if page.pages > 1:
        card.buttons(_turn(say("page-back"), view, page, -1), _turn(say("page-next"), view, page, +1))
    return card.view()


def _without_card(row: QueueRow) -> QueueRow:
    return replace(row, card=None, card_gone=True)


def _turn(label: str, view: QueueView, page: QueuePage, by: int) -> "discord.ui.Button[Any]":
    to = page.number + by
    return button(f"queue:{view}:{to}", label, disabled=not 1 <= to <= page.pages)


def _option(say: Say, row: QueueRow) -> discord.SelectOption:
    category = say(f"category-{row.category}")
    return discord.SelectOption(
        label=say("queue-choice", case=str(row.id), category=category, count=row.reports), value=str(row.id)
    )


def _line(say: Say, server: ServerId, row: QueueRow) -> str:
    line = say(
        "queue-line",
        emergency="yes" if row.category.emergency and row.state is not CaseState.CLOSED else "no",
        case=named_case(server, row.id, None if row.quiet else row.card),
        category=say(f"category-{row.category}"),
        state=_state(say, row),
        count=row.reports,
        when=reported_at(say, row.opened_at, row.category),
    )
    if row.quiet:
        return f"{line} · {say('queue-muted')}"
    if row.card is not None:
        return line
    return f"{line} · {say('queue-card-gone' if row.card_gone else 'queue-no-card')}"


def _state(say: Say, row: QueueRow) -> str:
    if row.state is CaseState.OPEN and row.freed:
        return say("queue-state-freed")
    if row.state is not CaseState.CLAIMED:
        return say(f"queue-state-{row.state}")
    name = say("case-nobody") if row.holder is None else defang(row.holder.name)
    return say("case-state-claimed", name=name)
