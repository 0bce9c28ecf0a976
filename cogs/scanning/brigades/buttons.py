"""The buttons of a brigade's alert: slow its channels, pause invites, end both now. Who may is asked at each click."""

import re
from collections.abc import Awaitable, Callable, Sequence

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place
from cogs.base.router import Router
from cogs.scanning.brigades.card import measure_line
from core.base.authority import Caller
from core.base.ids import BrigadeId
from core.base.posts import MessagePlace
from core.scanning.brigades import Measure
from services.scanning.brigades.measures import BrigadeMeasures

_ALERT = r"alert:(?P<id>\d{1,18})"

UseCase = Callable[[Caller, BrigadeId, MessagePlace], Awaitable[Sequence[Measure]]]


class BrigadeButtons(commands.Cog):
    """Handles them. Each answers with how every measure stands now."""

    def __init__(self, *, answers: Answers, router: Router, measures: BrigadeMeasures) -> None:
        self._answers = answers
        self._measures = measures
        router.add(f"{_ALERT}:slow", self._slow)
        router.add(f"{_ALERT}:pause_invites", self._pause_invites)
        router.add(f"{_ALERT}:undo", self._undo)

    async def _slow(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._do(interaction, match, self._measures.slow)

    async def _pause_invites(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._do(interaction, match, self._measures.pause_invites)

    async def _undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._do(interaction, match, self._measures.undo)

    async def _do(self, interaction: discord.Interaction, match: re.Match[str], use_case: UseCase) -> None:
        caller, place = caller_of(interaction), clicked_place(interaction, "brigade-elsewhere")
        measures = await use_case(caller, BrigadeId(int(match["id"])), place)
        say = await self._answers.sayer(interaction)
        lines = [measure_line(each, say) for each in measures] or [say("brigade-ends-soon")]
        await self._answers.show(interaction, "\n".join(lines))
