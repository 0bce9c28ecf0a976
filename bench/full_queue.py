"""Measuring `/queue` and `/stats` in a server with very many open cases."""

import asyncio
import functools
import secrets
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.town import Town, answered, rowan, settled, town
from bench.traffic import percentile
from core.base.categories import Category
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from core.base.times import to_ms
from core.reports.intake import NewReport, ReportedLink, ReportedMessage
from core.reports.report_limits import ReportLimits
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.reports.stores import ReportsStores
from localdiscord.acting.components import COMPONENT
from localdiscord.interaction import Interaction
from localdiscord.shapes import Json
from services.base.ports import system_clock
from services.reports.intake import file_report

_CATEGORIES = list(Category)
_TIMES = 60
_PICTURES = 5
_MINUTES_APART = 4  # so that all cases lie within a month


@dataclass(frozen=True, slots=True)
class Answer:
    """How long one command took: milliseconds from its gateway frame to its answer."""

    what: str
    times: int
    p50: float
    p99: float


async def answering(cases: int) -> list[Answer]:
    """Measure how long `/queue`, its pages and `/stats` take with so many open cases."""
    secret = secrets.token_bytes(32)
    async with town(members=1, messages=0) as place:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rowan.db"
            await _fill(file, secret, place, cases)
            bot = rowan(place.fd, file, secret)
            await bot.start()
            try:
                await place.set_up()
                await settled()
                return await _ask(place, cases)
            finally:
                await bot.stop()


async def _ask(place: Town, cases: int) -> list[Answer]:
    first = await place.fd.slash(place.moderator, place.general, "queue")
    assert f"· {cases:,}" in first.text, first.text[:200]
    assert first.original is not None
    shown = first.original

    def turn(page: int) -> Callable[[], Awaitable[Interaction]]:
        data: Json = {"custom_id": f"queue:active:{page}", "component_type": 2}
        return lambda: place.fd.interact(
            COMPONENT, place.moderator, place.general, data, source=shown, wait=True
        )

    async def picture() -> Interaction:
        return await place.fd.slash(place.moderator, place.general, "stats", days=30)

    async def queue() -> Interaction:
        return await place.fd.slash(place.moderator, place.general, "queue")

    return [
        await _timed(place, "`/queue`, first page", queue, _TIMES),
        await _timed(place, "its button, a page in the middle", turn(cases // 20), _TIMES),
        await _timed(place, "its button, the last page", turn(cases), _TIMES),
        await _timed(place, "`/stats`, for the first time, with its picture", picture, 1),
        await _timed(place, "`/stats` later", picture, _PICTURES),
    ]


async def _timed(place: Town, what: str, ask: Callable[[], Awaitable[Interaction]], times: int) -> Answer:
    took = []
    for _ in range(times):
        mark = len(place.fd.rest)
        asked = await (await ask()).finished()
        assert asked.failed is None, asked.failed
        took.append((answered(place.fd.rest[mark:])[asked.token] - asked.created) * 1000)
    return Answer(what, times, statistics.median(took), percentile(sorted(took), 0.99))


async def _fill(file: Path, secret: bytes, place: Town, cases: int) -> None:
    """File cases one by one, each in a commit of its own as in life; their cards count as posted."""
    database = await SqliteDatabase.open(file)
    try:
        await migrate(database, load_migrations())
        storage = DatabaseStorage(database, functools.partial(ReportsStores, vault=Vault(secret)))
        now = system_clock()
        for number in range(cases):
            if number % 1000 == 0:
                print(f"  {number:,} of {cases:,} cases made ...", file=sys.stderr, flush=True)
            made_at = now - timedelta(minutes=_MINUTES_APART * (cases - number))
            async with storage.durable() as tx:
                await file_report(tx, _report(place, number), ReportLimits(), made_at)
        async with database.bulk() as tx:
            await tx.run(
                "UPDATE outbox SET state = 'done', shown = generation, channel_id = $1, message_id = $2 + id",
                int(place.review),
                to_ms(now) << 20,
            )
    finally:
        await database.close()


def _report(place: Town, number: int) -> NewReport:
    link = f"site-{number}.example/thread/{number}"
    message = ReportedMessage(
        ChannelId(int(place.general)), MessageId(10**17 + number), UserId(10**17), "author", (link,)
    )
    return NewReport(
        server=ServerId(int(place.guild)),
        reporter=UserId(2 * 10**17 + number),
        category=_CATEGORIES[number % len(_CATEGORIES)],
        details="they post this everywhere",
        message=message if number % 2 else None,
        links=(ReportedLink(link),),
        evidence=f"look at https://{link}" if number % 2 else "",
        token=f"none {number}",
    )


def run(cases: int) -> list[Answer]:
    """Run the measurement."""
    return asyncio.run(answering(cases))
