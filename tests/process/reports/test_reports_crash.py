"""The process dies at every step between a report and its end, each time at once (SIGKILL): nothing that anybody was
told is lost, each card stands once.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from localdiscord import BotProcess, FakeDiscord
from localdiscord.faults import Crash, Moment
from localdiscord.interaction import Interaction
from localdiscord.shapes import Json
from localdiscord.text import message_text
from tests.process.home import Home, bot_process, home
from tests.process.reports.desk import LIST, card, cards, posted

pytestmark = pytest.mark.process

Attempt = Callable[[], Awaitable[Interaction]]

_PATIENCE = 20.0  # a dead process's lease has to end before another takes what it was at
_CALLBACK = "/interactions/*/callback"


async def test_a_death_at_every_step_loses_nothing(tmp_path: Path) -> None:
    moments: list[Moment] = ["before", "after"]
    await asyncio.gather(*(_told(tmp_path / moment, moment) for moment in moments))


async def _told(folder: Path, moment: Moment) -> None:
    folder.mkdir()
    fd = await FakeDiscord().start()
    here, bot = home(fd), bot_process(fd, folder)
    story = Story(here, bot, moment)
    try:
        await bot.start()
        await here.set_up()
        operator = asyncio.create_task(story.keep_running())
        await story.tell()
        operator.cancel()
        assert fd.unimplemented == []
    finally:
        await bot.stop()
        await fd.stop()


@dataclass
class Story:
    """One report from beginning to end. The bot dies at each call that tells or changes something, `moment` Discord
    acts on it, and is started again; people try again what was not answered.
    """

    here: Home
    bot: BotProcess
    moment: Moment
    deaths: list[Crash] = field(default_factory=list)

    async def tell(self) -> None:
        here, fd = self.here, self.here.fd
        message = await posted(here, here.bob, "see https://badforum.example/threads/5")
        form = await self._answered(lambda: fd.context_menu(here.alice, "Report message", message))
        self._die_at("POST", f"/channels/{here.review}/messages")
        thanks = await self._answered(lambda: fd.submit_modal(form, {"details": "again"}))
        assert "number **1**" in thanks.text
        shown = await self._shown("Open")

        self._die_at("PATCH", f"/channels/{here.review}/messages/*")
        await self._answered(lambda: fd.click(here.moderator, shown, "case:1:claim"))
        shown = await self._shown("Claimed by **Mod-Lighthouse**")

        form = await fd.click(here.moderator, shown, "case:1:list")
        self._die_at("DELETE", f"/channels/{here.general}/messages/*")
        listed = await self._answered(lambda: fd.submit_modal(form, LIST))
        assert "now, and case 1 is closed" in listed.text or "was closed by" in listed.text
        closed = message_text(await self._shown("was removed"))
        assert "Reports: 1" in closed
        assert "was listed" in closed
        assert [each["message"]["id"] for each in fd.deleted] == [message["id"]]
        await fd.until(
            lambda: "A reported message was removed" in self._posted(), _PATIENCE, "the removal's card"
        )
        assert len(fd.bot_messages(here.review)) == 2
        assert cards(here, 2) == []

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
            tried = await (await attempt()).finished()
            if not tried.failed and "try again in a few seconds" not in tried.text:
                await self._dead_and_back(death)
                return tried
            await asyncio.sleep(0.5)
            await self._running()
        raise AssertionError("no answer")

    async def _shown(self, text: str) -> Json:
        """The card, once it shows this and everything that had to die has died."""
        for death in self.deaths:
            await self._dead_and_back(death)
        return await card(self.here, 1, text, seconds=_PATIENCE)

    def _die_at(self, method: str, path: str) -> Crash:
        death = self.here.fd.crash_on(self.bot, method, path, moment=self.moment)
        self.deaths.append(death)
        return death

    async def _dead_and_back(self, death: Crash) -> None:
        await death.happened(_PATIENCE)
        await self._running()

    async def _running(self) -> None:
        await self.here.fd.until(lambda: self.bot.alive and self.here.fd.live, _PATIENCE, "the bot runs")

    def _posted(self) -> str:
        review = self.here.review
        return "\n".join(message_text(message) for message in self.here.fd.bot_messages(review))
