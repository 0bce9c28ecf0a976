"""Entry look-up: 1,000,000 entries of one list, 1,000 servers with policies of their own, on both databases.

Each look-up is what a hit asks: the entries under a link's keys, and the policy of its server. Searches of the large list are
beside it, as a moderator waits for them.
"""

import asyncio
import functools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from pathlib import Path

from bench.corpus import made_hosts
from core.base.categories import Category
from core.base.ids import ServerId
from core.links import canonical
from core.lists.formats import Format
from core.lists.patterns import Pattern, PatternKind
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.postgres.place import PostgresPlace
from db.engine.postgres.url import postgres_url
from db.engine.sqlite.place import SqlitePlace
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.base.ports import system_clock
from services.lists.imports.ports import ImportState, NewImport
from services.lists.imports.survey import Item
from services.lists.own import Suggested
from tests import postgres

ENTRIES = int(os.environ.get("ENTRIES", "1000000"))
SERVERS = 1_000
_TIMES = 400
_SEARCHES = 20
_PORTION = 5_000
_FIRST = 10**17
_SEED = 21


def main() -> str:
    """Measure, and give the table."""
    lines = [
        f"| {ENTRIES:,} entries, {SERVERS:,} servers | database | p50 ms | p99 ms |",
        "| --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        lines += asyncio.run(_rows("SQLite", SqlitePlace(Path(folder) / "rowan.db")))
    programs = postgres.binaries()
    if programs is None:
        lines.append("| | PostgreSQL is not installed | | |")
    else:
        url = postgres_url(postgres.OwnServer(programs, autovacuum="on").with_database("bench_lookup"))
        assert url is not None
        lines += asyncio.run(_rows("PostgreSQL", PostgresPlace(url)))
    return "\n".join(lines)


async def _rows(name: str, place: SqlitePlace | PostgresPlace) -> list[str]:
    print(f"  {ENTRIES:,} entries on {name} ...", file=sys.stderr, flush=True)
    database = await place.open()
    await place.migrate(database)
    storage = DatabaseStorage(database, functools.partial(ListsStores, vault=Vault(b"k" * 32)))
    hosts = await _fill(storage)
    await _analysed(database)
    read, now, own = storage.read, system_clock(), ServerId(_FIRST)
    met = [canonical(f"https://{host}/page") for host in hosts]
    links = [link for link in met if link is not None]

    async def looked_up(number: int) -> None:
        server, link = ServerId(_FIRST + number % SERVERS), links[number % len(links)]
        await read.lookup.candidates(server, link.keys, now)
        await read.policies.get(server)

    async def searched(number: int) -> None:
        await read.own.search(own, hosts[number % len(hosts)][:6], 0, 10)

    async def searched_in_vain(number: int) -> None:
        await read.own.search(own, f"zzqq{number}", 0, 10)

    async def suggested(number: int) -> None:
        await read.own.suggest(own, Suggested.OWN, hosts[number % len(hosts)][:3], 25)

    verbs: Sequence[tuple[str, Callable[[int], Awaitable[None]], int]] = (
        ("the entries under a link's keys, and the policy", looked_up, _TIMES),
        ("`/blocklist search`, what some entries begin with", searched, _SEARCHES),
        ("`/blocklist search`, what none holds", searched_in_vain, _SEARCHES),
        ("an option of `/blocklist`", suggested, _SEARCHES),
    )
    rows = [await _row(what, name, ask, times) for what, ask, times in verbs]
    await database.close()
    return rows


async def _fill(storage: DatabaseStorage[ListsStores]) -> list[str]:
    """One list as an operator imports it, and policies; returns some of its hosts."""
    now, server = system_clock(), ServerId(_FIRST)
    async with storage.bulk() as tx:
        for number in range(SERVERS):
            await tx.servers.ensure(ServerId(_FIRST + number))
            action = Action.DELETE if number % 2 else Action.REVIEW
            await tx.policies.set_rule(ServerId(_FIRST + number), Tier.OWN, None, action)
        which = await tx.imports.begin(
            NewImport(
                server,
                "bench",
                Format.PLAIN,
                Category.SCAM,
                None,
                ENTRIES,
                0,
                beyond_bound=True,
                file_name="",
            ),
            now,
        )
    hosts, some = iter(islice(made_hosts(_SEED), ENTRIES)), list[str]()
    while part := list(islice(hosts, _PORTION)):
        items = [Item(Pattern(PatternKind.HOST, host, host), None, "") for host in part]
        async with storage.bulk() as tx:
            await tx.imported.add_own(which, None, items, now, beyond_bound=True, sites={})
        some += part[:2]
    async with storage.bulk() as tx:
        await tx.imports.turn(which.id, ImportState.DONE, now)
    return some


async def _analysed(database: Database) -> None:
    async with database.bulk() as tx:
        await tx.run("ANALYZE")


async def _row(what: str, name: str, ask: Callable[[int], Awaitable[None]], times: int) -> str:
    taken = []
    for number in range(times):
        began = time.perf_counter()
        await ask(number)
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
    return f"| {what} | {name} | {statistics.median(taken):.2f} | {p99:.2f} |"
