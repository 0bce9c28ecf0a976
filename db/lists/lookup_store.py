"""Looking up what lists hold under some keys.

Every hit asks this, so it is one statement (services/lists/lookup.py).
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from core.base.categories import Category
from core.base.ids import ServerId
from core.base.times import from_ms, to_ms
from core.links.link import invite_code
from core.lists.holds import HoldReason
from core.lists.shared_standing import Stance, StanceKind
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import among, parts, pattern_of
from services.lists.sources import (
    Candidates,
    FollowedAllow,
    OwnCandidate,
    SharedCandidate,
    SubscribedCandidate,
)
from services.lists.subscriptions.signed import EXCEPTION

_KEYS_AT_ONCE = 400  # well below SQLite's bound on values; a usual hit has a dozen
_NO_SERVER = 0  # no server of Discord has this id


class LookupRows:
    """Fills services.lists.lookup.LookupStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def candidates(self, server: ServerId | None, keys: Sequence[str], now: datetime) -> Candidates:
        rows: list[Row] = []
        for part in parts(keys, _KEYS_AT_ONCE):
            codes = [code for key in part if (code := invite_code(str(key))) is not None]
            statement = _statement(len(part), len(codes), everywhere=server is None)
            rows += await self._sql.all(statement, server or _NO_SERVER, to_ms(now), *part, *codes)
        by_list: dict[str, list[Row]] = {}
        for row in rows:
            by_list.setdefault(row["list"], []).append(row)
        return Candidates(
            trusted="trusted" in by_list,
            own=[
                OwnCandidate(pattern_of(row), Category(row["category"]), row["note"])
                for row in by_list.get("own", ())
            ],
            shared=_shared(by_list.get("shared", ()), server),
            allows=[pattern_of(row) for row in by_list.get("allow", ())],
            followed=[FollowedAllow(pattern_of(row), row["name"]) for row in by_list.get("followed", ())],
            subscribed=[_subscribed(row) for row in by_list.get("subscribed", ())],
            exempted=[_subscribed(row) for row in by_list.get("exempted", ())],
            leads={row["key"]: row["behind"] for row in by_list.get("invite", ())},
        )


@functools.lru_cache(maxsize=256)  # a usual hit has a dozen keys
def _statement(keys: int, codes: int = 0, *, everywhere: bool = False) -> str:
    """The statement of a look-up of so many keys and codes of invites. $1: the server, $2: now, then the keys, then the
    codes.

    Of stances only those come along that count. `everywhere`: the own entries of every server come along.
    """
    wanted = among(3, range(keys)) if not codes else "SELECT key FROM wanted"
    here = "" if everywhere else "AND server_id = $1"
    lists = (
        "SELECT 'own' AS list, pattern, kind, key, category, note, "
        "NULL AS stance, NULL AS name, NULL AS trust_group, CAST(NULL AS BIGINT) AS review_at, CAST(NULL AS BIGINT) AS behind, "
        "NULL AS held, CAST(NULL AS BIGINT) AS speaker "
        f"FROM own_entries WHERE removed_at IS NULL AND (ends_at IS NULL OR ends_at > $2) AND key IN ({wanted}) {here} "
        "UNION ALL SELECT 'allow', pattern, kind, key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL "
        f"FROM allows WHERE removed_at IS NULL AND key IN ({wanted}) AND server_id = $1 "
        "UNION ALL SELECT 'shared', e.pattern, e.kind, e.key, e.category, "
        "CASE WHEN EXISTS (SELECT 1 FROM stances t JOIN servers w ON w.id = t.server_id "
        "WHERE t.id = e.told_by AND w.banned_at IS NOT NULL) THEN '' ELSE e.note END, "
        "c.stance, coalesce(s.list_name, s.pseudonym), CASE WHEN s.banned_at IS NULL THEN s.trust_group END, c.review_at, NULL, e.held_why, c.server_id "
        "FROM shared_entries e JOIN current_stances c ON c.entry_id = e.id JOIN servers s ON s.id = c.server_id "
        f"WHERE e.key IN ({wanted}) AND c.review_at > $2 "
        # What the asking server itself said comes along, too: a hold leaves it alone where it confirmed the entry.
        "AND (s.trust_group IS NOT NULL AND s.banned_at IS NULL OR c.server_id = $1) "
        "UNION ALL SELECT 'followed', a.pattern, a.kind, a.key, NULL, NULL, NULL, coalesce(s.list_name, s.pseudonym), "
        "NULL, NULL, NULL, NULL, NULL FROM followed_allows f JOIN published_allows p ON p.server_id = f.publisher_id "
        "JOIN servers s ON s.id = p.server_id JOIN allows a ON a.server_id = s.id "
        f"WHERE f.server_id = $1 AND a.removed_at IS NULL AND a.key IN ({wanted}) "
        "AND s.trust_group IS NOT NULL AND s.banned_at IS NULL AND s.left_at IS NULL "
        f"UNION ALL {_subscribed_rows(wanted, everywhere=everywhere)} "
        "UNION ALL SELECT 'trusted', NULL, NULL, NULL, NULL, NULL, NULL, NULL, trust_group, NULL, NULL, NULL, NULL "
        "FROM servers WHERE id = $1 AND trust_group IS NOT NULL AND banned_at IS NULL"
    )
    return _with_invites(keys, codes, lists) if codes else lists


def _subscribed_rows(wanted: str, *, everywhere: bool) -> str:
    """What subscribed lists hold, in the version that acts in the server $1; and what they let through."""
    here = "" if everywhere else "AND s.server_id = $1 "
    return (
        "SELECT CASE WHEN e.lets_through = 1 THEN 'exempted' ELSE 'subscribed' END, e.pattern, e.kind, e.key, "
        "coalesce(e.category, s.category), e.note, NULL, t.url, NULL, s.log_until, NULL, NULL, NULL "
        # CROSS: SQLite begins with the few entries under the keys, not with all of a followed list.
        "FROM subscribed_entries e CROSS JOIN subscriptions s "
        "JOIN subscribed_lists t ON t.id = e.list_id LEFT JOIN invites i ON e.kind = 'invite' AND i.code = substr(e.key, 12) "
        f"WHERE e.key IN ({wanted}) AND s.list_id = e.list_id {here}AND s.version >= e.since AND (e.gone IS NULL OR s.version < e.gone) "
        # An invite acts once Discord said where it leads; one to the very server acts nowhere in it.
        "AND (e.kind <> 'invite' OR (i.answered_at IS NOT NULL AND coalesce(i.server_id, 0) <> CAST($1 AS BIGINT)))"
    )


def _subscribed(row: Row) -> SubscribedCandidate:
    pattern = pattern_of(row)
    return SubscribedCandidate(
        replace(pattern, text=pattern.text.removeprefix(EXCEPTION)),
        Category(row["category"]),
        row["note"],
        row["name"],
        None if row["review_at"] is None else from_ms(row["review_at"]),
    )


def _with_invites(keys: int, codes: int, lists: str) -> str:
    """Extend the statement `lists`, so that it also asks for other invites to the servers behind the codes.

    A row 'invite' says which server is behind a code; never the asking one, which no entry of its own may hold.
    """
    wanted = ", ".join(f"(${number})" for number in range(3, 3 + keys))
    return (
        f"WITH {_leads(among(3 + keys, range(codes)))}, "
        f"wanted (key) AS (VALUES {wanted} UNION SELECT 'discord.gg/' || code FROM others) "
        f"{lists} "
        "UNION ALL SELECT 'invite', NULL, NULL, code, NULL, NULL, NULL, NULL, NULL, NULL, behind, NULL, NULL FROM leads "
        "UNION ALL SELECT 'invite', NULL, NULL, code, NULL, NULL, NULL, NULL, NULL, NULL, behind, NULL, NULL FROM others"
    )


def _leads(codes: str) -> str:
    """Two tables: `leads`, the servers to which the codes are known to lead ($1: the asking server, $2: now), and
    `others`, listed invites to these servers.
    """
    return (
        f"leads (code, behind) AS (SELECT code, nullif(server_id, $1) FROM invites WHERE code IN ({codes}) "
        "AND (answered_at IS NOT NULL AND believed_until > $2 OR listed = 1 AND server_id IS NOT NULL)), "
        "others (code, behind) AS (SELECT h.code, h.server_id FROM leads l "
        "JOIN invites h ON h.server_id = l.behind AND h.listed = 1)"
    )


def _shared(rows: Iterable[Row], server: ServerId | None) -> list[SharedCandidate]:
    by_pattern: dict[str, list[Row]] = {}
    for row in rows:
        by_pattern.setdefault(row["pattern"], []).append(row)
    return [
        SharedCandidate(
            pattern_of(group[0]),
            Category(group[0]["category"]),
            group[0]["note"],
            tuple(_stance(row) for row in group),
            held=None if group[0]["held"] is None else HoldReason(group[0]["held"]),
            confirmed_here=any(
                row["speaker"] == server and row["stance"] == StanceKind.CONFIRM for row in group
            ),
        )
        for group in by_pattern.values()
    ]


def _stance(row: Row) -> Stance:
    """Make a row's stance, with its server's name and group."""
    return Stance(
        kind=StanceKind(row["stance"]),
        group=row["trust_group"],
        review_at=from_ms(row["review_at"]),
        name=row["name"],
    )
