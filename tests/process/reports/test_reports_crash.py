"""The process dies at every step between a report and its end, each time at once (SIGKILL): nothing that anybody was
told is lost, each card stands once.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from localdiscord import BotProcess, Crash, FakeDiscord, Interaction, Json
from localdiscord.faults import Moment
from tests.process.reports.driver import LIST, REPORT, Reports, reports, thanked
from tests.process.running import bot_process, with_deaths_before_and_after
from tests.process.server import LOOKING_FOR_ITS_CARD, Part, server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

Attempt = Callable[[], Awaitable[Interaction]]

_PATIENCE = 15.0  # of somebody who sees that Rowan thinks
_CALLBACK = "/interactions/*/callback"


async def test_a_death_at_every_step_loses_nothing(tmp_path: Path) -> None:
    await with_deaths_before_and_after(tmp_path, _told)


async def _told(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    here, bot = server(fd), bot_process(fd, folder)
    story = Story(Reports(here), bot, moment)
    try:
        await bot.start()
        await here.set_up()
        operator = asyncio.create_task(story.keep_running())
        await story.tell()
        operator.cancel()
        assert fd.unimplemented == []
    finally:
        await bot.stop()


@dataclass
class Story:
    """One report from beginning to end. The bot dies at each call that tells or changes something, `moment` Discord
    acts on it, and is started again; people try again what was not answered.
    """

    desk: Reports
    bot: BotProcess
    moment: Moment
    deaths: list[Crash] = field(default_factory=list)

    async def tell(self) -> None:
        here, fd = self.desk.server, self.desk.server.fd
        message = await here.post(here.bob, "see https://badforum.example/threads/5")
        form = await self._answered(lambda: self.desk.form_about(here.alice, message))
        self._die_at("POST", f"/channels/{here.review}/messages")
        thanks = await self._answered(lambda: fd.submit_modal(form, {**REPORT, "details": "again"}))
        said_before = sentence("report-thanks-before", case=1)
        if not said_before.stands_in(thanks):  # a second try, since nobody heard the answer to the first
            thanked(thanks, 1)
        shown = await self._shown(sentence("case-state-open"))

        self._die_at("PATCH", f"/channels/{here.review}/messages/*")
        await self._answered(lambda: fd.click(here.moderator, shown, "case:1:claim"))
        shown = await self._shown(sentence("case-state-claimed", name="**Mod-Lighthouse**"))

        form = await fd.click(here.moderator, shown, "case:1:list")
        self._die_at("DELETE", f"/channels/{here.general}/messages/*")
        listed = await self._answered(lambda: fd.submit_modal(form, LIST))
        closed_before = sentence("case-closed-already-by", case=1)
        if not closed_before.stands_in(listed):
            said(listed, "case-listed", new="yes", case=1)
        await self._shown(sentence("case-message-removed"), sentence("case-state-closed-listed"), reports(1))
        assert [each["message"]["id"] for each in fd.deleted] == [message["id"]]
        await here.in_review(sentence("detection-title-case-removed"))
        assert len(fd.bot_messages(here.review)) == 2
        assert self.desk.cards(2) == []

    async def keep_running(self) -> None:
        """What an operator's service manager does."""
        while True:
            await asyncio.sleep(0.02)
            striking = any(death.call is not None and not death.dead for death in self.deaths)
            if not self.bot.alive and not striking:
                with contextlib.suppress(RuntimeError):  # it died at once again
                    await self.bot.start()

    async def _answered(self, attempt: Attempt) -> Interaction:
        """The bot dies at the answer, too; whoever got none tries again."""
        death = self._die_at("POST", _CALLBACK)
        for _ in range(12):
            tried = await attempt()
            with contextlib.suppress(
                TimeoutError
            ):  # a process that said "thinking" and died: nobody waits for ever
                await tried.finished(_PATIENCE)
            if (
                not tried.failed
                and not tried.pending
                and not any(each.stands_in(tried) for each in LOOKING_FOR_ITS_CARD)
            ):
                await self._dead_and_back(death)
                return tried
            await asyncio.sleep(0.5)
            await self._running()
        raise AssertionError("no answer")

    async def _shown(self, *showing: Part) -> Json:
        """The card, once it shows all of this and everything that had to die has died."""
        for death in self.deaths:
            await self._dead_and_back(death)
        return await self.desk.card(1, *showing)

    def _die_at(self, method: str, path: str) -> Crash:
        death = self.desk.server.fd.crash_on(self.bot, method, path, moment=self.moment)
        self.deaths.append(death)
        return death

    async def _dead_and_back(self, death: Crash) -> None:
        await death.happened()
        await self._running()

    async def _running(self) -> None:
        fd = self.desk.server.fd
        await fd.until(lambda: self.bot.alive and fd.live, what="the bot runs")
