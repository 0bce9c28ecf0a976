"""`/queue`: what waits for a moderator."""

import re
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.router import Router, chosen_values
from cogs.reports.pages import QUIET, queue_page
from cogs.servers.review_channel import ReviewPost
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId
from core.reports.cases import CaseState
from services.base.outbox import ChannelProblem
from services.reports.mutes import Mutes
from services.reports.review import Review
from services.servers.setup import Servers

_ACTIVE = "active"  # what waits, claimed or not
_WAITING = (_ACTIVE, QUIET)
_CASE = re.compile(r"[0-9]{1,18}")


class Queue(commands.Cog):
    """The command and its pages."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        review: Review,
        servers: Servers,
        review_post: ReviewPost,
        mutes: Mutes,
    ) -> None:
        self._answers = answers
        self._review = review
        self._servers = servers
        self._review_post = review_post
        self._mutes = mutes
        states = "|".join([*_WAITING, *CaseState])
        # The button of a reminder or a digest names its row, so that an earlier copy of the message can be found.
        router.add(
            rf"(queue|(reminder|digest):\d{{1,20}}):(?P<state>{states}):(?P<page>\d{{1,6}})", self._turn
        )
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
        await self._show(interaction, state or _ACTIVE, 1)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._show(interaction, match["state"], int(match["page"]))

    async def _give_card(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The select stands in a private answer: there is no row to hold its message against."""
        chosen = chosen_values(interaction)
        if len(chosen) != 1 or not _CASE.fullmatch(chosen[0]):
            raise UserError("case-form-unreadable")
        given = await self._mutes.give_card(caller_of(interaction), CaseId(int(chosen[0])))
        await self._answers.say(
            interaction, "queue-card-given" if given else "queue-card-there", case=chosen[0]
        )

    async def _show(self, interaction: discord.Interaction, state: str, number: int) -> None:
        caller = caller_of(interaction)
        states = [CaseState.OPEN, CaseState.CLAIMED] if state in _WAITING else [CaseState(state)]
        page = await self._review.queue(caller, states, number, quiet=state == QUIET)
        settings = await self._servers.get(ServerId(caller.server))
        problem = self._review_post.problem(caller.server, settings.review_channel)
        if problem is None and settings.review_problem is not None:  # what only a post could find out
            problem = ChannelProblem(settings.review_problem)
        say = self._answers.texts.sayer(settings.language)
        await self._answers.show(interaction, queue_page(say, caller.server, state, page, problem))
