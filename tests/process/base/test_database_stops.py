"""A PostgreSQL server that stops in the middle of load, as when its power fails, and is started again: whoever was told that
something is kept finds it kept, and everybody else heard that it is not, or may not be.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from db.engine.postgres.url import PostgresUrl
from localdiscord import FakeDiscord
from tests.moving.own_server import GuardedServer, started_server
from tests.process.reports.driver import REPORT, Reports, reports
from tests.process.running import running
from tests.process.server import Server, server
from tests.wording import sentence

pytestmark = [pytest.mark.process, pytest.mark.postgres]

_MEMBERS, _STOPS = 6, 2
_THANKED = sentence("report-thanks-seen")


@pytest.fixture
def own_server() -> Iterator[GuardedServer]:
    with started_server() as found:
        yield found


class Load:
    """Members who report one message after the other, whatever they are told."""

    def __init__(self, here: Server, desk: Reports) -> None:
        self._here = here
        self._desk = desk
        self.thanked: list[str] = []
        """The links of those reports for which a member was thanked."""
        self.refused = 0
        self._stopping = False
        self._members = [here.fd.add_member(here.guild, f"member-{number}") for number in range(_MEMBERS)]

    async def run(self) -> None:
        await asyncio.gather(*map(self._report, self._members))

    def stop(self) -> None:
        self._stopping = True

    async def _report(self, who: str) -> None:
        fd, number = self._here.fd, 0
        while not self._stopping:
            number += 1
            link = f"{who}-{number}.example"
            message = await self._here.post(self._here.bob, f"see https://{link}/")
            form = await self._desk.form_about(who, message)
            if not form.modal:
                self.refused += 1
                await asyncio.sleep(0.1)  # people look at what they were told
                continue
            answer = await (await fd.submit_modal(form, REPORT)).finished()
            if _THANKED.stands_in(answer):
                self.thanked.append(link)
            else:
                self.refused += 1
            fd.changed.set()


async def kept(url: PostgresUrl) -> list[str]:
    """The links of all cases that are kept."""
    connection = await asyncpg.connect(url.url)
    try:
        return [row["link"] for row in await connection.fetch("SELECT link FROM cases ORDER BY id")]
    finally:
        await connection.close()


async def test_a_server_that_stops_in_the_middle_of_load_loses_nothing_that_was_acknowledged(
    fd: FakeDiscord, tmp_path: Path, own_server: GuardedServer
) -> None:
    here = server(fd)
    desk = Reports(here)
    url = await asyncio.to_thread(own_server.database, "stops")
    async with running(fd, tmp_path, DATABASE_URL=url.url) as bot:
        await here.set_up()
        load = Load(here, desk)
        working = asyncio.create_task(load.run())
        try:
            for _ in range(_STOPS):
                thanks, refusals = len(load.thanked), load.refused
                await fd.until(lambda before=thanks: len(load.thanked) > before + _MEMBERS, what="thanks")
                await asyncio.to_thread(own_server.stop)
                await fd.until(lambda before=refusals: load.refused > before + 2, what="refusals")
                await asyncio.to_thread(own_server.start)
            thanks = len(load.thanked)
            await fd.until(lambda: len(load.thanked) > thanks + _MEMBERS, what="thanks again")
        finally:
            load.stop()
            with suppress(TimeoutError):
                await asyncio.wait_for(working, 60)
        assert working.done()
        await working
        there = [link.partition("/")[0] for link in await kept(url)]
        assert sorted(load.thanked) == sorted(set(load.thanked) & set(there))
        assert len(there) == len(set(there)), "a report was taken twice"
        for number in range(1, len(there) + 1):
            await desk.card(number, reports(1), seconds=30)
        assert bot.alive
        assert not any("pass-word" in line for line in bot.output)
        wrong = [number for number, line in enumerate(bot.output) if " ERROR " in line]
        assert wrong == [], "\n".join(bot.output[wrong[0] : wrong[0] + 30])
