"""Sending reports at a steady rate: forms that were opened before, and how long each thanks took."""

import asyncio
import os
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.town import REPORTS_A_MEMBER, Town, answered, rowan, settled, town
from bench.traffic import percentile
from localdiscord import BotProcess
from localdiscord.acting.components import MODAL_SUBMIT
from localdiscord.interaction import Interaction
from localdiscord.shapes import Json

WARM_UP = 40  # reports before those that are measured
_AT_ONCE = 8  # forms that are opened side by side, which is not measured
_WAIT = 20.0  # seconds for what is still to be answered at the end

Send = Callable[[int], Awaitable[Interaction]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds from the form's gateway frame to the arrival of the thanks, which a deferral is not. `rate` was wanted, `reached` is
    what the local Discord managed to send. `thanked`: members who were told a number within three seconds.
    `saved`: rows in the database. `cards`: posted by the end of the sending. `processor`: milliseconds that the bot
    computed for each report, its card with it; what else the machine has to do does not change it much.
    """

    rate: int
    reached: float
    sent: int
    thanked: int
    saved: int
    cards: int
    processor: float
    p50: float
    p99: float
    worst: float

    @property
    def all_taken(self) -> bool:
        """Whether each report was thanked and saved."""
        return self.sent == self.thanked == self.saved


async def opened_forms(place: Town, count: int) -> list[Interaction]:
    """Open forms: half from the message menu, half by `/report link`;
    REPORTS_A_MEMBER a member, each about something else.
    """
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int) -> Interaction:
        who = place.members[number // REPORTS_A_MEMBER]
        async with turn:
            if number % 2:
                link = f"https://other-{number}.example/page/{number}"
                found = await place.fd.slash(who, place.general, "report", link=link)
            else:
                message = place.messages[number // 2]
                found = await place.fd.context_menu(who, "Report message", message)
        assert found.modal, found.failed or found.text
        return found

    return list(await asyncio.gather(*(one(number) for number in range(count))))


def filled(place: Town, forms: list[Interaction]) -> Send:
    """Send the form of this number, as a member fills it in."""

    async def send(number: int) -> Interaction:
        fields = {"category": "harassment", "details": f"they post this everywhere, {number} times"}
        return await place.fd.submit_modal(forms[number], fields, _wait=False)

    return send


def blank(place: Town) -> Send:
    """Send a form that nobody opened, for a bot that does not check."""

    async def send(number: int) -> Interaction:
        field: Json = {
            "type": 18,
            "id": 1,
            "component": {"type": 4, "id": 2, "custom_id": "link", "value": "x"},
        }
        data: Json = {"custom_id": f"report:{number}", "components": [field]}
        who = place.members[number // REPORTS_A_MEMBER]
        return await place.fd.interact(MODAL_SUBMIT, who, place.general, data, wait=False)

    return send


async def of_rowan(rate: int, seconds: int, *, url: str = "", rate_limits: bool = True) -> Figures:
    """Measure the real bot at this rate, in a town of its own. `url`: of its database; empty: a new file, whose rows are counted.

    Without `rate_limits` it posts every card at once, as Discord would not let it.
    """
    count = rate * seconds + WARM_UP
    members, messages = -(-count // REPORTS_A_MEMBER), -(-count // 2)
    async with town(members, messages, rate_limits=rate_limits) as place:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rowan.db"
            bot = rowan(place.fd, file, url=url)
            await bot.start()
            try:
                await place.set_up()
                forms = await opened_forms(place, count)
                await measure(place, bot, filled(place, forms[:WARM_UP]), WARM_UP, WARM_UP, None)
                await settled()
                forms = forms[WARM_UP:]
                counted = None if url else file
                return await measure(place, bot, filled(place, forms), rate, len(forms), counted)
            finally:
                await bot.stop()


async def measure(
    place: Town, bot: BotProcess, send: Send, rate: int, count: int, database: Path | None
) -> Figures:
    """Send so many at this rate; wait for the answers; say how long they took."""
    mark, cards = len(place.fd.rest), len(place.fd.bot_messages(place.review))
    saved = 0 if database is None else _rows(database)
    sent: list[Interaction] = []
    busy = _processor_ms(bot)
    start = time.monotonic()
    for number in range(count):
        delay = start + number / rate - time.monotonic()
        await asyncio.sleep(max(delay, 0))
        sent.append(await send(number))
    took_all = sent[-1].created - sent[0].created
    cards = len(place.fd.bot_messages(place.review)) - cards
    took = await _answers(place, mark, sent)
    return Figures(
        rate=rate,
        reached=(count - 1) / took_all,
        sent=count,
        thanked=sum("Thank you" in each.text for each in sent),
        saved=count if database is None else _rows(database) - saved,
        cards=cards,
        processor=(_processor_ms(bot) - busy) / count,
        p50=percentile(took, 0.5),
        p99=percentile(took, 0.99),
        worst=took[-1],
    )


async def _answers(place: Town, mark: int, sent: list[Interaction]) -> list[float]:
    """Give the milliseconds for each form, sorted; one that was never answered took for ever."""
    deadline = time.monotonic() + _WAIT
    while True:
        at = answered(place.fd.rest[mark:])
        if all(each.messages for each in sent) or time.monotonic() > deadline:
            done = [at[each.token] if each.messages else float("inf") for each in sent]
            return sorted((end - each.created) * 1000 for end, each in zip(done, sent, strict=True))
        await asyncio.sleep(0.2)


def _rows(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reading:
        return int(reading.execute("SELECT count(*) FROM reports").fetchone()[0])


def _processor_ms(bot: BotProcess) -> float:
    """Give the processor time of the process so far; 0 where the system does not say (no /proc)."""
    assert bot.proc is not None
    stat = Path(f"/proc/{bot.proc.pid}/stat")
    if not stat.exists():
        return 0.0
    # After the name, which stands in brackets: fields 14 and 15 of proc_pid_stat(5), user and system ticks.
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
