"""The buttons of a sweep's card: start, pause, go on, stop, the sample, taking all of it back. Who may is asked at each click."""

import re
from collections.abc import Awaitable, Callable

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place, require_private
from cogs.base.layout import Card, Part, Turning, button, page_of
from cogs.base.router import Router
from cogs.scanning.sweeps.card import REVEAL
from cogs.servers.blur import private_text
from core.base.ids import SweepId
from core.scanning.sweeps import SweepVerb
from services.base.texts import Say
from services.scanning.sweeps.asking import Sample, Sweeps
from services.servers.blur import Blur

_SWEEP = r"sweep:(?P<id>\d{1,18})"
_STEPS = (
    SweepVerb.START,
    SweepVerb.REVIEW,
    SweepVerb.CANCEL,
    SweepVerb.PAUSE,
    SweepVerb.RESUME,
    SweepVerb.STOP,
)
_SHOWN = 400  # characters of a message
Handler = Callable[[discord.Interaction, re.Match[str]], Awaitable[None]]


class SweepButtons(commands.Cog):
    """Handles them."""

    def __init__(self, *, answers: Answers, router: Router, sweeps: Sweeps, blur: Blur) -> None:
        self._answers = answers
        self._sweeps = sweeps
        self._blur = blur
        for verb in _STEPS:
            router.add(f"{_SWEEP}:{verb}", self._step(verb))
        router.add(f"{_SWEEP}:{REVEAL}", self._reveal)
        router.add(f"{_SWEEP}:undo", self._ask_undo)
        router.add(f"{_SWEEP}:undo:yes", self._undo)

    def _step(self, verb: SweepVerb) -> Handler:
        async def handle(interaction: discord.Interaction, match: re.Match[str]) -> None:
            place = clicked_place(interaction, "sweep-elsewhere")
            sweep = await self._sweeps.step(caller_of(interaction), _id(match), place, verb)
            await self._answers.say(interaction, f"sweep-answer-{verb}", sweep=str(sweep.id))

        return handle

    async def _reveal(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show some of the messages to whoever asked, alone; the audit remembers who looked."""
        caller, place = caller_of(interaction), clicked_place(interaction, "sweep-elsewhere")
        sample = await self._sweeps.sample(caller, _id(match), place)
        say, blur = await self._answers.sayer(interaction), await self._blur.wanted(caller)
        title = say("sweep-sample", sweep=str(sample.sweep.id), count=len(sample.messages))
        # It fits a page of a private answer: a few messages, each cut by Discord's own limit.
        turning = Turning(say, lambda page: f"sweep:{sample.sweep.id}:{REVEAL}:{page}")
        await self._answers.show(
            interaction, page_of(Card(), title, _parts(sample, say, blur=blur), 0, turning)
        )

    async def _ask_undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Ask once more: what is taken back goes to many authors."""
        caller, place = caller_of(interaction), clicked_place(interaction, "sweep-elsewhere")
        sweep = await self._sweeps.theirs(caller, _id(match), place)
        say = await self._answers.sayer(interaction)
        card = Card().text(say("sweep-undo-ask", sweep=str(sweep.id)))
        card.buttons(button(f"sweep:{sweep.id}:undo:yes", say("sweep-button-undo-yes")))
        await self._answers.show(interaction, card.view())

    async def _undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        require_private(interaction, "sweep-elsewhere")
        sweep = await self._sweeps.undo(caller_of(interaction), _id(match))
        await self._answers.say(interaction, "sweep-answer-undo", sweep=str(sweep.id))


def _id(match: re.Match[str]) -> SweepId:
    return SweepId(int(match["id"]))


def _parts(sample: Sample, say: Say, *, blur: bool) -> list[str | Part]:
    parts: list[str | Part] = []
    for each in sample.messages:
        head = say("sweep-sample-message", channel=f"<#{each.channel}>", sure="yes" if each.sure else "no")
        text = each.text if len(each.text) <= _SHOWN else each.text[:_SHOWN] + "…"
        parts.append(private_text(text, head, blur=blur))
    return parts or [say("sweep-sample-nothing")]
