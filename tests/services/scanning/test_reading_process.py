"""The process that reads slow texts: the same answers as here, started anew when it died, ended with this one."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.links import find_links, keys_in
from core.reports.report_form import ReportForm, read_form
from services.base.other_process import ReaderFailed
from services.scanning.reading_process import ReadingProcess

pytestmark = pytest.mark.long

TEXTS = ["see https://a.example.net/x and b[.]example[.]org", "c dot example.com/y"]
HELD = frozenset({"a.example.net", "c.example.com"})


@pytest.fixture
async def reader() -> AsyncIterator[ReadingProcess]:
    reading = ReadingProcess()
    yield reading
    await reading.stop()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_it_answers_as_this_process_would(reader: ReadingProcess) -> None:
    keys = [key for text in TEXTS for key in keys_in(text)]
    assert list(await reader.keys_in(TEXTS)) == list(dict.fromkeys(keys))
    assert await reader.links_in(TEXTS, HELD) == [
        link for text in TEXTS for link in find_links(text, HELD.__contains__)
    ]
    assert list(await reader.keys_in(["nothing"])) == []


async def test_it_calls_a_function_and_says_what_that_refuses(reader: ReadingProcess) -> None:
    assert await reader.call(find_links, TEXTS[0]) == find_links(TEXTS[0])
    with pytest.raises(UserError) as refused:
        await reader.call(
            read_form, Caller(ServerId(1), UserId(2), "a"), "t", None, ReportForm("", "scam", ""), None
        )
    assert refused.value.key == "report-form-expired"


async def test_it_is_started_anew_when_it_died(reader: ReadingProcess) -> None:
    await reader.keys_in(TEXTS)
    first = reader.pid
    os.kill(first, signal.SIGKILL)
    assert await reader.keys_in(TEXTS)
    assert reader.pid != first


async def test_it_ends_and_reads_nothing_more(reader: ReadingProcess) -> None:
    await reader.keys_in(TEXTS)
    pid = reader.pid
    await reader.stop()
    assert not alive(pid)
    with pytest.raises(ReaderFailed):
        await reader.keys_in(TEXTS)


async def test_one_that_does_not_answer_is_ended() -> None:
    reader = ReadingProcess(tries=1)
    await reader.keys_in(TEXTS)
    pid = reader.pid
    os.kill(pid, signal.SIGSTOP)
    reader._seconds = 0.2
    with pytest.raises(ReaderFailed):
        await reader.keys_in(TEXTS)
    assert not alive(pid)


async def test_it_dies_with_the_process_that_started_it() -> None:
    code = (
        "import asyncio\n"
        "from services.scanning.reading_process import ReadingProcess\n"
        "async def main():\n"
        "    reading = ReadingProcess()\n"
        "    await reading.keys_in(['a.example.net'])\n"
        "    print(reading.pid, flush=True)\n"
        "    await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    pid = int(await process.stdout.readline())
    process.kill()
    await process.wait()
    async with asyncio.timeout(30):
        while alive(pid):
            await asyncio.sleep(0.05)
