"""Tables `automod_servers` and `automod_rules` (services/scanning/automod/ports.py)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.base.ids import MessageId, ServerId
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import from_ms, to_ms
from core.lists.patterns import Pattern
from db.base.lease_store import FREE
from db.base.shard_store import of_shards
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.scanning.automod import candidate_rows
from services.scanning.automod.ports import Candidates, Kept, Looked, OwnRule, Problem, State

_DUE = f"due_at <= $1 AND {FREE}"
_MINUTE_MS = 60_000
_DISCORD_EPOCH_MS = 1_420_070_400_000
_RANDOM_BITS = 22  # of a snowflake, below its time


class AutomodRows:
    """Fills services.scanning.automod.ports.AutomodStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, server: ServerId) -> Kept | None:
        row = await self._sql.one("SELECT * FROM automod_servers WHERE server_id = $1", server)
        return None if row is None else _kept(row)

    async def rules(self, server: ServerId) -> Sequence[OwnRule]:
        rows = await self._sql.all(
            "SELECT rule_id, digest, off FROM automod_rules WHERE server_id = $1 ORDER BY rule_id", server
        )
        return [OwnRule(row["rule_id"], row["digest"], bool(row["off"])) for row in rows]

    async def turn_on(self, server: ServerId, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO automod_servers (server_id, state, enable, due_at) VALUES ($1, 'on', 1, $2) "
            "ON CONFLICT (server_id) DO UPDATE SET state = 'on', enable = 1, due_at = excluded.due_at, "
            "asked = automod_servers.asked + 1",
            server,
            to_ms(now),
        )

    async def turn_off(self, server: ServerId, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE automod_servers SET state = 'off', due_at = $2, asked = asked + 1 WHERE server_id = $1",
            server,
            to_ms(now),
        )
        return changed == 1

    async def look_at(self, server: ServerId, at: datetime, quiet: timedelta) -> None:
        row = await self._sql.one(
            "SELECT changed_at FROM automod_servers WHERE server_id = $1 AND state = 'on'", server
        )
        changed = None if row is None else row["changed_at"]
        await self._sql.run(
            "UPDATE automod_servers SET due_at = CASE WHEN due_at > $2 THEN $2 ELSE due_at END, asked = asked + 1 "
            "WHERE server_id = $1",
            server,
            max(to_ms(at), 0 if changed is None else changed + _ms(quiet)),
        )

    async def look_at_all(self, at: datetime, quiet: timedelta, limit: int) -> int:
        rows = await self._sql.all(
            "SELECT server_id, changed_at FROM automod_servers WHERE due_at > $1 AND state = 'on' "
            "AND (changed_at IS NULL OR changed_at + CAST($2 AS BIGINT) < due_at) ORDER BY due_at DESC LIMIT $3",
            to_ms(at),
            _ms(quiet),
            limit,
        )
        due = [(row["server_id"], max(to_ms(at), (row["changed_at"] or 0) + _ms(quiet))) for row in rows]
        await self._sql.run_many(
            "UPDATE automod_servers SET due_at = $2, asked = asked + 1 WHERE server_id = $1", due
        )
        return len(due)

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        due = f"{_DUE}{of_shards(ours)}"
        row = await self._sql.one(f"SELECT 1 FROM automod_servers WHERE {due} LIMIT 1", to_ms(now))
        return row is not None

    async def take(self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> Sequence[Kept]:
        due = f"{_DUE}{of_shards(ours)}"
        rows = await self._sql.all(
            f"SELECT * FROM automod_servers WHERE {due} ORDER BY due_at, server_id LIMIT $2",
            to_ms(now),
            limit,
        )
        await self._sql.run_many(
            "UPDATE automod_servers SET taken_by = $1 WHERE server_id = $2",
            [(process, row["server_id"]) for row in rows],
        )
        return [_kept(row) for row in rows]

    async def settle(self, kept: Kept, process: str, looked: Looked, now: datetime) -> None:
        await self._sql.run(
            "UPDATE automod_servers SET taken_by = NULL, problem = $4, "
            # Asked for meanwhile: what was seen may be older than that.
            "due_at = CASE WHEN asked = $3 OR due_at > $5 THEN CAST($5 AS BIGINT) ELSE due_at END, "
            "enable = CASE WHEN asked = $3 AND $4 = '' THEN 0 ELSE enable END, "
            "applied_at = CASE WHEN $4 = '' THEN CAST($6 AS BIGINT) ELSE applied_at END, "
            "changed_at = CASE WHEN $7 = 1 THEN CAST($6 AS BIGINT) ELSE changed_at END, "
            "mended_at = CASE WHEN $8 = 1 THEN CAST($6 AS BIGINT) ELSE mended_at END, "
            "keywords = coalesce($9, keywords), entries = coalesce($10, entries) WHERE server_id = $1 AND taken_by = $2",
            kept.server,
            process,
            kept.asked,
            str(looked.problem),
            to_ms(now + looked.again_in),
            to_ms(now),
            int(looked.changed),
            int(looked.mended),
            looked.keywords,
            looked.entries,
        )

    async def finish_off(self, kept: Kept, process: str) -> None:
        await self._sql.run(
            "DELETE FROM automod_servers WHERE server_id = $1 AND taken_by = $2 AND asked = $3",
            kept.server,
            process,
            kept.asked,
        )
        await self._sql.run(
            "UPDATE automod_servers SET taken_by = NULL WHERE server_id = $1 AND taken_by = $2",
            kept.server,
            process,
        )

    async def note_rule(self, server: ServerId, rule: int, digest: str, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO automod_rules (rule_id, server_id, digest, made_at) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (rule_id) DO UPDATE SET digest = excluded.digest, off = 0",
            rule,
            server,
            digest,
            to_ms(now),
        )

    async def note_off(self, rule: int, *, off: bool) -> None:
        await self._sql.run("UPDATE automod_rules SET off = $2 WHERE rule_id = $1", rule, int(off))

    async def drop_rule(self, rule: int) -> None:
        await self._sql.run("DELETE FROM automod_rules WHERE rule_id = $1", rule)

    async def is_own(self, server: ServerId, rule: int) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM automod_rules WHERE rule_id = $1 AND server_id = $2", rule, server
        )
        return row is not None

    async def candidates(self, server: ServerId, found_since: datetime, limit: int) -> Candidates:
        return await candidate_rows.candidates(self._sql, server, found_since, limit)

    async def exceptions(self, server: ServerId, limit: int) -> Sequence[Pattern]:
        return await candidate_rows.exceptions(self._sql, server, limit)

    async def number_for(self, about: str, now: datetime) -> MessageId | None:
        """A number like those that Discord gives at this time, made from what was blocked: whatever process hears of it, it is
        the same.
        """
        at = to_ms(now)
        hashed = int.from_bytes(self._vault.text_key(about)[:8], "big")
        this, before = (_number(minute, hashed) for minute in (at // _MINUTE_MS, at // _MINUTE_MS - 1))
        row = await self._sql.one(
            "SELECT 1 FROM detections WHERE message_id IN ($1, $2) AND detected_at > $3",
            this,
            before,
            at - _MINUTE_MS,
        )
        return None if row is not None else MessageId(this)


def _number(minute: int, hashed: int) -> int:
    since = max(0, minute * _MINUTE_MS + hashed % _MINUTE_MS - _DISCORD_EPOCH_MS)
    return (since << _RANDOM_BITS) | (hashed // _MINUTE_MS) % (1 << _RANDOM_BITS)


def _kept(row: Row) -> Kept:
    def time(column: str) -> datetime | None:
        return None if row[column] is None else from_ms(row[column])

    return Kept(
        server=ServerId(row["server_id"]),
        state=State(row["state"]),
        enable=bool(row["enable"]),
        due_at=from_ms(row["due_at"]),
        asked=row["asked"],
        applied_at=time("applied_at"),
        mended_at=time("mended_at"),
        problem=Problem(row["problem"]),
        keywords=row["keywords"],
        entries=row["entries"],
    )


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)
