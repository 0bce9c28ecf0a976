"""The disk with the tables of the PostgreSQL server is full for a while; the server lives, and takes what fits into pages that it has."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json
from tests import postgres
from tests.process.base.faults.disks import full, small_disk
from tests.process.base.faults.telling import told
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import running
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import sentence

pytestmark = [pytest.mark.process, pytest.mark.postgres]

_NOT_DONE = (sentence("error-storage-busy"), sentence("error-storage-in-doubt"))
_TRIES = 40  # of people, until no page has room
_LONG = "They wrote where somebody lives, and when that person is at home. " * 14


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o755)  # the server runs as another user
    for folder in (tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(folder.stat().st_mode | 0o011)
    with small_disk(tmp_path / "disk", "64m") as place:
        place.chmod(0o755)
        yield place


async def test_a_full_disk_of_the_server(fd: FakeDiscord, tmp_path: Path, disk: Path) -> None:
    programs = postgres.binaries()
    assert programs is not None
    there = await asyncio.to_thread(postgres.OwnServer, programs)
    url = await asyncio.to_thread(there.with_database_on, disk, "rowan")
    here = server(fd)
    desk, scanner = Reports(here), Scanning(here)
    async with running(fd, tmp_path, DATABASE_URL=url) as bot:
        await scanner.set_up()
        kept = 0
        for _ in range(2):
            kept += 1
            thanked(await desk.report(here.alice, await here.post(here.bob, "x")), kept)
            await desk.card(kept, reports(1))
        posted = list[Json]()
        async with full(disk):
            refused = False
            for _ in range(_TRIES):
                message = await here.post(here.bob, "y" * 1_500)
                answer = await desk.form_about(here.alice, message)
                if answer.modal:
                    answer = await desk.send(answer, details=_LONG)
                refused = any(each.stands_in(answer) for each in _NOT_DONE)
                if refused:
                    break
                kept += 1
                thanked(answer, kept)
            assert refused, "whoever reports hears that it was not kept"
            posted += [await scanner.post() for _ in range(3)]
            await fd.quiet()
            assert bot.alive
        for message in posted:  # there was room for their rows, or there is now
            await here.removed(message, seconds=60)
        thanked(await desk.report(here.alice, await here.post(here.bob, "z")), kept + 1)
        for number in range(1, kept + 2):
            await desk.card(number, reports(1), seconds=60)
        often = {line: count for line, count in told(bot).items() if count > 1}
        assert not often, "each trouble is told once"
        assert "Traceback" not in "\n".join(bot.output)
