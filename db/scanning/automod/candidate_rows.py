"""Which entries of lists may act in a server, how often each was found lately, and what may stand there.

What is read here is only what may be compiled; whether it acts says services/lists/lookup.py.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from core.lists.patterns import Pattern
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import among, parts, pattern_of
from services.lists.subscriptions.signed import EXCEPTION
from services.scanning.automod.ports import Candidate, Candidates

_LOOKED_THROUGH = 5000  # detections, the newest first
_AT_ONCE = 400
_HOSTS = 5  # of one entry
_COLUMNS = "pattern, kind, key"
_SOURCES = (
    # The newest of the own list.
    (
        f"SELECT {_COLUMNS} FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND beyond_bound = 0 "
        "ORDER BY id DESC LIMIT $2"
    ),
    (
        f"SELECT e.{_COLUMNS.replace(', ', ', e.')} FROM subscriptions s JOIN subscribed_entries e ON e.list_id = s.list_id "
        "WHERE s.server_id = $1 AND e.gone IS NULL AND e.lets_through = 0 LIMIT $2"
    ),
)
_EXCEPTIONS = (
    f"SELECT {_COLUMNS} FROM allows WHERE server_id = $1 AND removed_at IS NULL ORDER BY id DESC LIMIT $2",
    (
        f"SELECT a.{_COLUMNS.replace(', ', ', a.')} FROM followed_allows f "
        "JOIN published_allows p ON p.server_id = f.publisher_id JOIN allows a ON a.server_id = p.server_id "
        "WHERE f.server_id = $1 AND a.removed_at IS NULL LIMIT $2"
    ),
    (
        f"SELECT e.{_COLUMNS.replace(', ', ', e.')} FROM subscriptions s JOIN subscribed_entries e ON e.list_id = s.list_id "
        "WHERE s.server_id = $1 AND e.gone IS NULL AND e.lets_through = 1 LIMIT $2"
    ),
)


async def candidates(sql: Statements, server: ServerId, found_since: datetime, limit: int) -> Candidates:
    """At most so many entries of each kind of list, and those that were found lately, however long the lists are."""
    here, hosts = await _found_here(sql, server, found_since)
    rows = {row["pattern"]: row for row in await _found_again(sql, server, list(here))}
    # One more than is wanted says whether there are others.
    kinds = [*await _newest(sql, server, limit + 1), await _newest_shared(sql, limit + 1)]
    for row in (row for kind in kinds for row in kind[:limit]):
        rows.setdefault(row["pattern"], row)
    everywhere = await _found_anywhere(sql, found_since)
    entries = [
        Candidate(
            pattern_of(row),
            here[text],
            max(0, everywhere[text] - here[text]),
            tuple(hosts.get(text, ()))[:_HOSTS],
        )
        for text, row in rows.items()
    ]
    return Candidates(entries, any(len(kind) > limit for kind in kinds))


async def exceptions(sql: Statements, server: ServerId, limit: int) -> Sequence[Pattern]:
    """What may stand in the server: own exceptions, those of servers that it follows, and those of subscribed lists."""
    found = list[Pattern]()
    for statement in _EXCEPTIONS:
        found += map(pattern_of, await sql.all(statement, server, limit))
    return [replace(pattern, text=pattern.text.removeprefix(EXCEPTION)) for pattern in found]


async def _newest(sql: Statements, server: ServerId, limit: int) -> list[Sequence[Row]]:
    kinds = list[Sequence[Row]]()
    for source in _SOURCES:
        kinds.append(await sql.all(source, server, limit))
    return kinds


async def _newest_shared(sql: Statements, limit: int) -> Sequence[Row]:
    return await sql.all(
        f"SELECT {_COLUMNS} FROM shared_entries WHERE id IN (SELECT id FROM shared_entries WHERE state = 'listed' "
        "ORDER BY weighed DESC, id DESC LIMIT $1)",
        limit,
    )


async def _found_again(sql: Statements, server: ServerId, patterns: Sequence[str]) -> list[Row]:
    rows = list[Row]()
    for some in parts(patterns, _AT_ONCE):
        wanted = among(2, some)
        rows += await sql.all(
            f"SELECT {_COLUMNS} FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND pattern IN ({wanted}) "
            f"UNION ALL SELECT {_COLUMNS} FROM shared_entries WHERE state = 'listed' AND pattern IN ({wanted})",
            server,
            *some,
        )
    return rows


async def _found_here(
    sql: Statements, server: ServerId, since: datetime
) -> tuple[Counter[str], dict[str, list[str]]]:
    """How often each pattern was found, and at which hosts."""
    rows = await sql.all(
        "SELECT pattern, link FROM detections WHERE server_id = $1 AND detected_at > $2 AND link <> '' "
        f"ORDER BY detected_at DESC LIMIT {_LOOKED_THROUGH}",
        server,
        to_ms(since),
    )
    hosts: dict[str, list[str]] = {}
    for row in rows:
        host = row["link"].partition("/")[0].partition("?")[0]
        known = hosts.setdefault(row["pattern"], [])
        if host not in known:
            known.append(host)
    return Counter(row["pattern"] for row in rows), hosts


async def _found_anywhere(sql: Statements, since: datetime) -> Counter[str]:
    rows = await sql.all(
        f"SELECT pattern FROM detections WHERE detected_at > $1 ORDER BY detected_at DESC LIMIT {_LOOKED_THROUGH}",
        to_ms(since),
    )
    return Counter(row["pattern"] for row in rows)
