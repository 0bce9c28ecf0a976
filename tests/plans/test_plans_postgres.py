"""How PostgreSQL answers each statement of each store: it takes every one, and reads no table from end to end that grows.

As tests/plans/test_plans.py asks SQLite. The server is told that each table has a million rows.
"""

import asyncio
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import asyncpg
import pytest

from core.base.retention import KeptFor
from db.campaigns.stores import CampaignsStores
from db.engine.postgres.parameters import told
from db.engine.postgres.statements import TransactionStatements
from db.engine.statements import Row, Value
from db.reports.stores import ReportsStores
from tests import postgres
from tests.db.every_row import ENDED, EVERY_ROW, SERVER
from tests.db.later_rows import LATER_ROWS
from tests.plans.plan_recording import OpenVault, Place, ask_everything, place_of_caller, places_in_source
from tests.plans.test_plans import _LEFT, READS_ALL, SITUATIONS, SMALL
from wiring.forgotten import ForgettingStores, chores
from wiring.privacy.persons import PersonStores
from wiring.still_open import STILL_OPEN

# Statements that may read all of a table or of an index of PostgreSQL, and why; besides those of SQLite. It chooses by what
# it knows of the values in each column, which is nothing here.
_BY_ORDER = "an index finds few rows; without statistics it goes by the order that is asked for"
_BY_SETS = "an index finds few rows; without statistics it makes a table of all that a subquery gives"
READS_ALL_HERE: Mapping[str, str] = {
    "campaigns/update_rows.py read_published": _BY_ORDER,
    "campaigns/update_store.py choices": _BY_ORDER,
    "scanning/group_store.py removals": _BY_ORDER,
    "base/retention_store.py do_portion": _BY_SETS,
    "campaigns/round_store.py next": _BY_SETS,
    "campaigns/stop_store.py without_server": _BY_SETS,
    "lists/invite_store.py let_go": _BY_SETS,
    "lists/pattern_rows.py keys_in_parts": _BY_SETS,
}
_MILLION = (
    "UPDATE pg_class SET reltuples = 1000000, relpages = 1 WHERE relnamespace = 'public'::regnamespace "
    "AND relkind IN ('r', 'i')"
)


@dataclass(frozen=True)
class Planned:
    """A statement, and the parts of its plan that look at a table: its name, and whether all of it is read."""

    place: Place
    sql: str
    reads: frozenset[tuple[str, bool]]

    @property
    def where(self) -> str:
        return f"{self.place.file} {self.place.verb}"


class Recorder(TransactionStatements):
    """Statements that are explained before they are run."""

    def __init__(self, connection: Any, partial: AbstractSet[str]) -> None:
        super().__init__(connection, 60.0)
        self._partial = partial
        self.planned: dict[tuple[Place, str], Planned] = {}
        self.refused: dict[str, str] = {}

    async def run(self, sql: str, *values: Value) -> int:
        await self._explain(place_of_caller(), sql, values)
        return await super().run(sql, *values)

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        if rows:
            await self._explain(place_of_caller(), sql, rows[0])
        await super().run_many(sql, rows)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        await self._explain(place_of_caller(), sql, values)
        return await super().all(sql, *values)

    async def _explain(self, place: Place, sql: str, values: Sequence[Value]) -> None:
        if (place, sql) in self.planned:
            return
        typed, bound = told(sql, values)
        try:
            plan = await self._connection.fetchval(f"EXPLAIN (FORMAT JSON) {typed}", *bound)
        except asyncpg.PostgresError as error:
            self.refused.setdefault(f"{place}", f"{error}\n{sql}")
            raise
        reads = frozenset(_reads(json.loads(plan)[0]["Plan"], self._partial))
        self.planned[place, sql] = Planned(place, sql, reads)


def _reads(node: Mapping[str, Any], partial: AbstractSet[str]) -> Iterator[tuple[str, bool]]:
    """`partial`: indexes of some rows alone, which are those that are wanted."""
    kind = node["Node Type"]
    if kind == "Seq Scan":
        yield node["Relation Name"], True
    elif kind in ("Index Scan", "Index Only Scan"):
        yield node["Relation Name"], "Index Cond" not in node and node["Index Name"] not in partial
    for each in node.get("Plans", ()):
        yield from _reads(each, partial)


@pytest.fixture(scope="module")
def recorder(request: pytest.FixtureRequest) -> Recorder:
    """Every statement that the stores gave PostgreSQL."""
    server = postgres.server() if "postgres" in request.config.getoption("databases") else None
    if server is None:
        pytest.skip("asked of PostgreSQL")
    server.make_template()
    return asyncio.run(_recorded(server))


async def _recorded(server: postgres.TestServer) -> Recorder:
    url = await server.make(f"rowan_tests_plans_{os.getpid()}")
    connection = await asyncpg.connect(url.url)
    try:
        await _fill(connection)
        await connection.execute(_MILLION)
        # Not which way is the quickest among so many rows is asked, but whether there is one that reads few.
        for way in ("seqscan", "hashjoin", "mergejoin", "bitmapscan"):
            await connection.execute(f"SET enable_{way} = off")
        await connection.execute("SET jit = off")
        partial = await connection.fetch(
            "SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indpred IS NOT NULL"
        )
        recorder = Recorder(connection, {row["name"] for row in partial})
        await connection.execute("BEGIN")

        async def savepoint(sql: str) -> None:
            if sql.startswith("ROLLBACK"):  # the savepoint stays; each way to the server takes its time
                await connection.execute(sql)

        for situation in SITUATIONS:
            await connection.execute(situation)
            await connection.execute("SAVEPOINT verb")
            for stores in (ReportsStores, CampaignsStores):
                known = ReportsStores if stores is CampaignsStores else None
                await ask_everything(stores(recorder, OpenVault(), STILL_OPEN), savepoint, known)
        await connection.execute(_LEFT)
        await connection.execute("SAVEPOINT verb")
        for stores in (
            ForgettingStores(recorder, chores=chores(KeptFor())),
            ReportsStores(recorder, OpenVault(), STILL_OPEN),
            PersonStores(recorder, vault=OpenVault()),
        ):
            await ask_everything(stores, savepoint)
        return recorder
    finally:
        await connection.close()
        await asyncio.sleep(0)


async def _fill(connection: Any) -> None:
    await connection.execute("SET session_replication_role = replica")
    filled = [(table, rows) for table, rows in (*EVERY_ROW, *LATER_ROWS) if table not in ENDED]
    for table in {table for table, _ in filled}:
        await connection.execute(f"DELETE FROM {table}")
    for table, rows in filled:
        for row in rows:
            values = dict(row)
            if table == "case_links":
                values["server_id"] = SERVER
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join(f"${number}" for number in range(1, len(values) + 1))
            typed, bound = told(
                f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING",
                list(values.values()),
            )
            await connection.execute(typed, *bound)
    await connection.execute("SET session_replication_role = origin")


def test_it_takes_every_statement(recorder: Recorder) -> None:
    assert recorder.refused == {}
    unseen = set(places_in_source()) - {place for place, _ in recorder.planned}
    assert not unseen, "\n".join(map(str, sorted(unseen)))


def test_no_statement_reads_all_of_a_table_that_grows(recorder: Recorder) -> None:
    reading = {
        each.where: f"{each.place}: {sorted(table for table, whole in each.reads if whole)}\n{each.sql}"
        for each in recorder.planned.values()
        if {table for table, whole in each.reads if whole} - SMALL.keys()
    }
    assert not (found := reading.keys() - READS_ALL.keys() - READS_ALL_HERE.keys()), "\n".join(
        reading[each] for each in found
    )
    assert not (over := READS_ALL_HERE.keys() - reading.keys()), f"these need no excuse any more: {over}"
