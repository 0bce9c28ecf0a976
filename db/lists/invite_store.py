"""Tables `invites` and `invite_posts`: what is known of invites, and what waits until more is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.base.times import to_ms
from core.links.link import INVITES, invite_code
from core.lists.invites import LOOKED_AFTER_AGAIN, Behind, Holding
from core.lists.patterns import Pattern, PatternKind
from db.base.shared_statements import list_changed
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import among

_STANDS: Final = (
    "(EXISTS (SELECT 1 FROM own_entries e WHERE e.key = 'discord.gg/' || invites.code AND e.removed_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM allows a WHERE a.key = 'discord.gg/' || invites.code AND a.removed_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM subscribed_entries b WHERE b.key = 'discord.gg/' || invites.code) "
    # The words of a server that Rowan left count, too: it may come back, and finds everything as it was.
    "OR EXISTS (SELECT 1 FROM shared_entries s JOIN stances c ON c.entry_id = s.id "
    "WHERE s.key = 'discord.gg/' || invites.code AND c.stance <> 'none' AND c.id = (SELECT max(n.id) FROM stances n "
    "WHERE n.entry_id = c.entry_id AND n.server_id = c.server_id)))"
)


class InviteRows:
    """Fills services.lists.invites.InviteStore and services.lists.live_index.HeldInviteStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def hold(self, pattern: Pattern, now: datetime) -> None:
        code = invite_code(pattern.text) if pattern.kind is PatternKind.INVITE else None
        if code is None:
            return
        row = await self._sql.one(
            "INSERT INTO invites (code, listed, believed_until, due_at) VALUES ($1, 1, $2, $2) "
            "ON CONFLICT (code) DO UPDATE SET listed = 1, attempts = 0, "
            "due_at = CASE WHEN invites.answered_at IS NULL THEN coalesce(invites.due_at, $2) "
            "WHEN invites.answered_at < $3 THEN $2 ELSE invites.due_at END RETURNING server_id",
            code,
            to_ms(now),
            to_ms(now - LOOKED_AFTER_AGAIN),
        )
        if row is not None and row["server_id"] is not None:
            await list_changed(self._sql, INVITES)

    async def any_held(self) -> bool:
        row = await self._sql.one("SELECT 1 FROM invites WHERE listed = 1 AND server_id IS NOT NULL LIMIT 1")
        return row is not None

    async def holds(self, server: ServerId, now: datetime) -> bool:
        row = await self._sql.one(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM own_entries e JOIN invites h ON h.code = substr(e.key, 12) "
            "WHERE e.server_id = $1 AND e.kind = 'invite' AND e.removed_at IS NULL AND h.server_id <> $1) "
            "OR EXISTS (SELECT 1 FROM invites h WHERE h.listed = 1 AND h.server_id <> $1 AND EXISTS ("
            "SELECT 1 FROM shared_entries e JOIN current_stances c ON c.entry_id = e.id "
            "JOIN servers s ON s.id = c.server_id WHERE e.key = 'discord.gg/' || h.code AND c.stance = 'confirm' "
            "AND c.review_at > $2 AND s.trust_group IS NOT NULL AND s.banned_at IS NULL))",
            server,
            to_ms(now),
        )
        return row is not None

    async def known(self, codes: Sequence[str]) -> Mapping[str, Holding]:
        rows = await self._sql.all(f"SELECT * FROM invites WHERE code IN ({among(1, codes)})", *codes)
        return {row["code"]: _holding(row) for row in rows}

    async def waiting(self, server: ServerId) -> tuple[int, int]:
        row = await self._sql.one(
            "SELECT (SELECT count(*) FROM invite_posts WHERE server_id = $1) AS posts, "
            "(SELECT count(*) FROM invites WHERE due_at IS NOT NULL AND listed = 0) AS codes",
            server,
        )
        return (0, 0) if row is None else (row["posts"], row["codes"])

    async def ask(self, code: str, due_at: datetime, useful_until: datetime, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO invites (code, believed_until, due_at) VALUES ($1, $2, $3) ON CONFLICT (code) DO UPDATE SET "
            "due_at = CASE WHEN invites.answered_at IS NULL AND invites.due_at < excluded.due_at THEN invites.due_at "
            "ELSE excluded.due_at END, "
            "attempts = CASE WHEN invites.answered_at IS NULL THEN invites.attempts ELSE 0 END, answered_at = NULL, "
            "believed_until = CASE WHEN invites.believed_until > excluded.believed_until THEN invites.believed_until "
            "ELSE excluded.believed_until END "
            "WHERE invites.answered_at IS NULL "
            "OR (invites.believed_until <= $4 AND NOT (invites.listed = 1 AND invites.server_id IS NOT NULL))",
            code,
            to_ms(useful_until),
            to_ms(due_at),
            to_ms(now),
        )

    async def add_post(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        codes: Sequence[str],
        now: datetime,
    ) -> None:
        await self._sql.run_many(
            "INSERT INTO invite_posts (message_id, code, place, server_id, channel_id, seen_at, due_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING",
            [(message, code, str(place), server, channel, to_ms(now)) for code in codes],
        )

    async def forget_posts(self, seen_until: datetime, most: int) -> int:
        return await self._sql.run(
            "DELETE FROM invite_posts WHERE (message_id, code, place) IN ("
            "SELECT message_id, code, place FROM invite_posts WHERE seen_at <= $1 LIMIT $2)",
            to_ms(seen_until),
            most,
        )

    async def forget_seen(self, now: datetime, most: int) -> int:
        return await self._sql.run(
            "DELETE FROM invites WHERE code IN ("
            "SELECT code FROM invites WHERE listed = 0 AND believed_until <= $1 LIMIT $2)",
            to_ms(now),
            most,
        )

    async def on_no_list(self, most: int) -> Sequence[str]:
        rows = await self._sql.all(
            f"SELECT code FROM invites WHERE listed = 1 AND NOT {_STANDS} LIMIT $1", most
        )
        return [row["code"] for row in rows]

    async def let_go(self, code: str, believed_until: datetime) -> None:
        await self._sql.run(
            f"UPDATE invites SET listed = 0, believed_until = $2 WHERE code = $1 AND listed = 1 AND NOT {_STANDS}",
            code,
            to_ms(believed_until),
        )


def _holding(row: Row) -> Holding:
    holds = row["listed"] and row["server_id"] is not None
    if row["answered_at"] is None and not holds:
        return Holding(Behind.ASKED)
    if row["server_id"] is None:
        return Holding(Behind.NONE)
    return Holding(Behind.HELD, ServerId(row["server_id"]), row["server_name"])
