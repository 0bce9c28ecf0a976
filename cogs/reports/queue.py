"""`/queue`: the cases that wait for a moderator."""

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import Card, Turning, button, link_button
from cogs.base.router import Router, chosen_values
from cogs.base.spoken_choice import SpokenChoice
from cogs.reports.cases.card import jump_url, named_case
from cogs.reports.cases.reading import CaseReading
from cogs.reports.report_times import reported_at
from cogs.scanning.appeals.card import appeals_line
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang, defang_link
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, ServerId
from core.reports.cases import CaseState
from services.base.outbox import ChannelProblem
from services.base.texts import Say
from services.reports.cases.card_again import CardAgain
from services.reports.cases.review import Review
from services.reports.records import QueuePage, QueueRow
from services.scanning.appeals.reminders import AppealReminders
from services.servers.setup import Servers

_CASE = re.compile(r"[0-9]{1,18}")
_LINK_SHOWN = 60  # characters of a link in a line; its case shows all of it


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


StateOption = app_commands.Transform[
    str, SpokenChoice(("open", "claimed", "closed", "quiet"), lambda one: f"queue-state-{one}")
]


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
        reading: CaseReading,
        appeals: AppealReminders,
    ) -> None:
        self._answers = answers
        self._appeals = appeals
        self._review = review
        self._servers = servers
        self._review_post = review_post
        self._card_again = card_again
        self._reading = reading
        # The button of a reminder or a digest carries the row's id, so that an earlier copy of the message can be
        # found.
        stands_in, view = (
            r"(?P<from>queue|(reminder|undecided|digest|appeals):\d{1,20})",
            f"(?P<view>{'|'.join(QueueView)})",
        )
        router.add(rf"{stands_in}:{view}:(?P<page>\d{{1,6}})", self._turn)
        router.add("queue:card", self._give_card)
        router.add("queue:next", self._next)

    @app_commands.command(name="queue", description=words("command-queue"))
    @app_commands.describe(state=words("command-queue-state"))
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    async def queue(
        self,
        interaction: discord.Interaction,
        state: StateOption | None = None,
    ) -> None:
        """Show the first page."""
        page = await self._page(interaction, QueueView(state or QueueView.ACTIVE), 1)
        await self._answers.show(interaction, page)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        page = await self._page(interaction, QueueView(match["view"]), int(match["page"]))
        if match["from"] == "queue":
            await self._answers.turn(interaction, page)
        else:  # a message that all moderators see stays as it is
            await self._answers.show(interaction, page)

    async def _next(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the case that should be looked at next: the way to its card, and what *Read message* answers of it."""
        caller = caller_of(interaction)
        row = await self._review.next_case(caller)
        if row is None:
            await self._answers.say(interaction, "queue-next-none")
            return
        say = await self._answers.sayer(interaction)
        there = functools.partial(self._review_post.channel_there, caller.server)
        await self._reading.show_next(interaction, row.id, next_case(say, caller.server, row, there))

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

    async def _page(
        self, interaction: discord.Interaction, view: QueueView, number: int
    ) -> discord.ui.LayoutView:
        caller = caller_of(interaction)
        page = await self._review.queue(caller, view.states, number, quiet=view is QueueView.QUIET)
        settings = await self._servers.get(ServerId(caller.server))
        problem = self._review_post.problem(settings)
        if problem is None and settings.review_problem is not None:  # found out only by trying to post
            problem = ChannelProblem(settings.review_problem)
        say = await self._answers.sayer(interaction)
        there = functools.partial(self._review_post.channel_there, caller.server)
        appeals = ""
        if view is QueueView.ACTIVE:
            count, oldest = await self._appeals.waiting(caller)
            appeals = appeals_line(say, caller.server, count, oldest)
        return queue_page(say, caller.server, view, page, problem, there, appeals=appeals)


def queue_page(
    say: Say,
    server: ServerId,
    view: QueueView,
    page: QueuePage,
    problem: ChannelProblem | None,
    there: Callable[[ChannelId], bool],
    *,
    appeals: str = "",
) -> discord.ui.LayoutView:
    """Render one page of the queue. `problem`: why cards cannot be posted now. `there`: whether the server still has a
    channel; nothing leads into one that is gone. `appeals`: a line about authors who object.
    """
    card = Card(discord.Colour.orange())
    card.text(f"### {say(f'queue-title-{view}', total=page.total)}")
    if problem is not None:
        card.text(say(f"queue-problem-{problem}"))
    rows = [_with_card_that_stands(row, there) for row in page.rows]
    for row in rows:
        card.text("\n".join(_lines(say, server, row)))
    if not rows:
        card.text(say("queue-empty"))
    card.text(appeals)
    if view is not QueueView.QUIET and any(row.quiet and row.state is not CaseState.CLOSED for row in rows):
        card.text(f"-# {say('queue-quiet-hint')}")
    card.select("queue:card", say("queue-give-card"), [_option(say, row) for row in rows])
    if view in (QueueView.ACTIVE, QueueView.OPEN) and rows:
        card.buttons(button("queue:next", say("queue-button-next"), discord.ButtonStyle.primary))
    turning = Turning(say, lambda number: f"queue:{view}:{number + 1}")
    return turning.add(card, page.number - 1, page.pages).view()


def next_case(
    say: Say, server: ServerId, row: QueueRow, there: Callable[[ChannelId], bool]
) -> discord.ui.LayoutView:
    """Show one case, with the way to its card, or to having one posted where none stands."""
    row = _with_card_that_stands(row, there)
    card = Card(discord.Colour.red() if row.category.emergency else discord.Colour.orange())
    card.text(f"### {say('queue-next')}").text("\n".join(_lines(say, server, row)))
    if row.card is None:
        card.select("queue:card", say("queue-give-card"), [_option(say, row)])
    else:
        card.buttons(link_button(jump_url(server, row.card), say("queue-button-card")))
    return card.view()


def _with_card_that_stands(row: QueueRow, there: Callable[[ChannelId], bool]) -> QueueRow:
    gone = row.card is not None and not there(row.card.channel)
    return replace(row, card=None, card_gone=True) if gone else row


def _option(say: Say, row: QueueRow) -> discord.SelectOption:
    category = say(f"category-{row.category}")
    return discord.SelectOption(
        label=say("queue-choice", case=str(row.id), category=category, count=row.reports), value=str(row.id)
    )


def _lines(say: Say, server: ServerId, row: QueueRow) -> list[str]:
    """Say of a case what decides whether it comes first: how urgent it is, of what kind, about whom and where, since when."""
    head = say(
        "queue-line",
        emergency="yes" if row.category.emergency and row.state is not CaseState.CLOSED else "no",
        case=named_case(server, row.id, None if row.quiet else row.card),
        category=say(f"category-{row.category}"),
        count=row.reports,
        when=reported_at(say, row.opened_at, row.category, None if row.place is None else row.place.message),
    )
    about = [_state(say, row), *_about(say, row)]
    if row.quiet:
        about.append(say("queue-muted"))
    elif row.card is None:
        about.append(say("queue-card-gone" if row.card_gone else "queue-no-card"))
    return [head, f"-# {say.line(*about)}"]


def _about(say: Say, row: QueueRow) -> list[str]:
    """Say who wrote what was reported, and where, and which link is in it."""
    about = []
    if row.place is not None:
        channel = f"<#{row.place.channel}>"
        author = None if row.author is None else defang(row.author.name)
        about.append(
            say("queue-in", channel=channel)
            if author is None
            else say("queue-by", author=author, channel=channel)
        )
    if row.link is not None:
        link = defang_link(row.link, most=_LINK_SHOWN)
        about.append(say("queue-link", link=link, more=row.links - 1))
    return about


def _state(say: Say, row: QueueRow) -> str:
    if row.state is CaseState.OPEN and row.freed:
        return say("queue-state-freed")
    if row.state is not CaseState.CLAIMED:
        return say(f"queue-state-{row.state}")
    name = say("case-nobody") if row.holder is None else defang(row.holder.name)
    return say("case-state-claimed", name=name)
