"""Filling a database as large as a network of ten thousand servers would make it in years. Kept for the next run.

SQLite makes the rows itself, from their numbers, so that the same file comes out each time; indexes are made afterwards.
What is sealed is random: whoever measures opens nothing.
"""

import asyncio
import contextlib
import hashlib
import sqlite3
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.base.times import to_ms
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import MIGRATIONS, load_migrations

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BIG = 1  # the server that has a tenth of everything
SERVERS, TRUSTED, FOLLOWERS = 10_000, 200, 9_000
POPULAR = "popular.example/thread"  # in every twentieth case

_NOW = to_ms(NOW)
_DAY = 86_400_000
_KEPT_DAYS = 400


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows there are: what the design speaks of. Filled in some five minutes, into six gigabytes."""

    entries: int = 1_000_000
    detections: int = 10_000_000
    cases: int = 1_000_000


def _some(salt: int, of: int) -> str:
    """An expression for a number below `of` that looks random, from the row's number `i`."""
    return f"((((i + {salt}) * 2654435761) >> 9) % {of})"


_SERVER = f"CASE WHEN i % 10 = 0 THEN {BIG} ELSE 2 + {_some(1, SERVERS - 1)} END"
_AT = f"{_NOW - _KEPT_DAYS * _DAY} + i * {_KEPT_DAYS * _DAY} / :n"  # as old as its number is low
_WORD = "(CASE i % 5 WHEN 0 THEN 'forum' WHEN 1 THEN 'leaks' WHEN 2 THEN 'mirror' WHEN 3 THEN 'board' ELSE 'files' END)"
_PATTERN = f"{_WORD} || i || (CASE i % 3 WHEN 0 THEN '.example' WHEN 1 THEN '.com' ELSE '.net' END)"
_CATEGORY = "(CASE i % 3 WHEN 0 THEN 'harassment' WHEN 1 THEN 'doxxing' ELSE 'scam' END)"
_KEY = "CAST(printf('%016d', {}) AS BLOB)"

# What fills each table, for i from 1 to n.
_ROWS: Mapping[str, tuple[str, str]] = {
    "servers": (
        "id, pseudonym, review_channel_id, alert_role_id, campaign_channel_id, set_up_at, trust_group",
        (
            "i, 'server-' || i, i + 1000000, i + 2000000, i + 3000000, 1, "
            f"CASE WHEN i <= {TRUSTED} THEN 'group-' || (i % 50) END"
        ),
    ),
    "shared_entries": (
        "id, pattern, kind, key, category, proposed_at, state, weighed, recount_at",
        (
            f"i, {_PATTERN}, 'host', {_PATTERN}, {_CATEGORY}, {_AT}, "
            f"CASE WHEN i % 2 = 0 THEN 'listed' ELSE 'proposed' END, 1, {_NOW} + i * 1000"
        ),
    ),
    "stances": (
        "id, entry_id, server_id, stance, taken_at, review_at",
        (
            f"i, (i + 1) / 2, 1 + ((i + 1) / 2 + CASE WHEN i % 4 = 3 THEN 7 ELSE 0 END) % {TRUSTED}, 'confirm', 1, "
            f"{_NOW} + i * 1000"
        ),
    ),
    "own_entries": (
        "id, server_id, pattern, kind, key, category, added_at, note",
        f"i, {_SERVER}, 'own' || {_PATTERN}, 'host', 'own' || {_PATTERN}, {_CATEGORY}, {_AT}, 'a note of this length'",
    ),
    "list_changes": ("revision, key", f"i, {_PATTERN}"),
    "cases": (
        (
            "id, server_id, channel_id, message_id, author_sealed, author_key, author_is_member, link, category, state, "
            "outcome, evidence_sealed, evidence_until, opened_at, first_claimed_at, closed_at"
        ),
        (
            f"i, {_SERVER}, 5, 2000000000000000000 + i, randomblob(40), CASE WHEN i > :n * 9 / 10 THEN {_KEY.format(_some(2, 50000))} END, "
            f"i % 4 > 0, 'site' || {_some(3, 50000)} || '.example/x', {_CATEGORY}, "
            "CASE WHEN i % 200 = 0 THEN 'open' WHEN i % 500 = 1 THEN 'claimed' ELSE 'closed' END, "
            "CASE WHEN i % 200 > 0 AND i % 500 <> 1 THEN (CASE i % 3 WHEN 0 THEN 'listed' ELSE 'dismissed' END) END, "
            f"CASE WHEN i > :n * 9 / 10 THEN randomblob(300) END, {_AT} + {30 * _DAY}, {_AT}, {_AT} + 600000, "
            f"CASE WHEN i % 200 > 0 AND i % 500 <> 1 THEN {_AT} + 3600000 END"
        ),
    ),
    "case_links": (
        "case_id, position, canonical, how, server_id",
        f"i, 0, CASE WHEN i % 20 = 7 THEN '{POPULAR}' ELSE 'site' || {_some(3, 50000)} || '.example/x' END, '', {_SERVER}",
    ),
    "reports": (
        (
            "id, case_id, server_id, reporter_sealed, reporter_key, pseudonym, category, details_sealed, made_at, changed_at, "
            "keep_until"
        ),
        (
            f"i, i, {_SERVER}, CASE WHEN i > :n * 8 / 10 THEN randomblob(40) END, "
            f"CASE WHEN i > :n * 8 / 10 THEN {_KEY.format(_some(4, 20000))} END, 'ABCD', {_CATEGORY}, "
            f"CASE WHEN i > :n * 8 / 10 THEN randomblob(200) END, {_AT}, {_AT}, {_AT} + {90 * _DAY}"
        ),
    ),
    "detections": (
        (
            "id, server_id, channel_id, message_id, place, text_key, author_sealed, author_key, author_is_member, pattern, tier, "
            "category, source, rule, link, how, action, outcome, settled, due_at, text_sealed, text_until, detected_at"
        ),
        (
            f"i, {_SERVER}, 5, 1000000000000000000 + i, 'message', {_KEY.format('i')}, randomblob(40), "
            f"{_KEY.format(_some(5, 100000))}, 1, 'site' || {_some(6, 5000)} || '.example', "
            f"(CASE {_some(7, 4)} WHEN 0 THEN 'own' WHEN 1 THEN 'proposed' ELSE 'shared' END), {_CATEGORY}, '', 'preset', "
            f"'site' || {_some(6, 5000)} || '.example/thread/' || i, '', 'delete', "
            "(CASE WHEN i % 5000 = 10 THEN 'forbidden' WHEN i % 20 = 0 THEN 'review' WHEN i % 20 = 1 THEN 'logged' ELSE 'removed' END), "
            "(CASE WHEN i % 1000 = 0 THEN '' WHEN i % 20 = 0 THEN 'dismissed' WHEN i % 1000 = 33 THEN 'undone' ELSE '' END), "
            f"CASE WHEN i % 5000 = 10 THEN {_NOW} + 3600000 END, "
            f"CASE WHEN i > :n * 98 / 100 THEN randomblob(200) END, CASE WHEN i > :n * 98 / 100 THEN {_AT} + {8 * _DAY} END, {_AT}"
        ),
    ),
    "audit": (
        "server_id, actor_sealed, action, subject, at",
        (
            f"CASE WHEN (i / 2) % 10 = 0 THEN {BIG} ELSE 2 + ((((i / 2) + 1) * 2654435761) >> 9) % {SERVERS - 1} END, "
            f"randomblob(40), 'case-claim', 'case/' || (i / 2), {_AT}"
        ),
    ),
    "campaigns": (
        "id, server_id, title, summary, demand, link, form, made_at",
        f"i, 1 + i % {TRUSTED}, 'Campaign ' || i, 'summary', 'demand', '', 'f' || i, 1",
    ),
    "campaign_updates": ("id, campaign_id, standing, published_at, made_at", "i, 1 + (i - 1) / 10, 1, i, 1"),
    "update_versions": (
        "update_id, version, form, kind, headline, body, source, warning, state, drafted_at",
        "i, 1, 'v' || i, 'win', 'They listened', 'At last.', '', '', 'approved', 1",
    ),
    "follows": (
        "campaign_id, server_id, channel_id, approve, followed_at",
        f"1, {SERVERS} - i, 5, i % 10 = 0, 1",
    ),
    "update_rounds": ("update_id, began_at, brought, begun, followed_to", f"i, {_NOW}, NULL, 0, {FOLLOWERS}"),
}
_CARDS = (
    "INSERT INTO outbox (kind, subject_id, server_id, channel_id, message_id, nonce, shown, state, due_at) "
)


def database(folder: Path, size: Size) -> Path:
    """Give the filled database, made where there is none of this schema and size."""
    made_from = hashlib.sha256(
        b"".join(path.read_bytes() for path in sorted(MIGRATIONS.glob("sqlite/*.sql")))
    )
    made_from.update(repr((size, dict(_ROWS))).encode())
    path = folder / f"database-{made_from.hexdigest()[:12]}.db"
    if path.exists():
        return path
    for old in folder.glob("database-*"):
        old.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    asyncio.run(_migrated(making))
    with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as connection:
        _fill(connection, size)
    making.rename(path)
    return path


async def _migrated(path: Path) -> None:
    opened = await SqliteDatabase.open(path)
    await migrate(opened, load_migrations())
    await opened.close()


def _fill(connection: sqlite3.Connection, size: Size) -> None:
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
        connection.execute(f"PRAGMA {pragma}")
    later = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in later:
        connection.execute(f"DROP {kind} {name}")
    shared = size.entries * 8 // 10
    counts = {
        "servers": SERVERS,
        "shared_entries": shared,
        "stances": shared * 2,
        "own_entries": size.entries - shared,
        "list_changes": size.entries,
        "cases": size.cases,
        "case_links": size.cases,
        "reports": size.cases,
        "detections": size.detections,
        "audit": size.cases * 2,
        "campaigns": 1_000,
        "campaign_updates": 10_000,
        "update_versions": 10_000,
        "follows": FOLLOWERS,
        "update_rounds": 1,
    }
    for table, (columns, values) in _ROWS.items():
        began = time.perf_counter()
        connection.execute(
            f"INSERT INTO {table} ({columns}) WITH RECURSIVE numbers (i) AS "
            f"(SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < :n) SELECT {values} FROM numbers",
            {"n": counts[table]},
        )
        _tell(f"{counts[table]:,} rows of {table}", began)
    _cards(connection)
    for kind, name, sql in later:
        began = time.perf_counter()
        connection.execute(sql)
        if time.perf_counter() - began > 1:
            _tell(f"{kind} {name}", began)
    ids = (
        "own_entries",
        "shared_entries",
        "stances",
        "cases",
        "reports",
        "campaigns",
        "campaign_updates",
        "deliveries",
    )
    for name in ids:
        connection.execute(f"INSERT INTO ids (name, last) SELECT '{name}', coalesce(max(id), 0) FROM {name}")
    connection.execute(
        "UPDATE shared_totals SET entries = (SELECT count(*) FROM shared_entries e WHERE e.state = shared_totals.state)"
    )


def _cards(connection: sqlite3.Connection) -> None:
    """The card of each case and of each detection that was put to review; a few of the big server are due."""
    began = time.perf_counter()
    connection.execute(
        f"{_CARDS} SELECT 'case_card', id, server_id, server_id + 1000000, 3000000000000000000 + id, 'n', 1, "
        f"CASE WHEN server_id = {BIG} AND id % 5000 = 0 THEN 'due' ELSE 'done' END, 0 FROM cases"
    )
    connection.execute(
        f"{_CARDS} SELECT 'detection_card', id, server_id, server_id + 1000000, 4000000000000000000 + id, 'n', 1, 'done', 0 "
        "FROM detections WHERE outcome = 'review'"
    )
    _tell("the outbox", began)


def _tell(what: str, began: float) -> None:
    print(f"  {what}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
