"""Tables `invites` and `invite_posts`."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.base.redact import redact
from core.base.times import to_ms
from core.base.well_formed import well_formed
from core.links.link import INVITES
from core.lists.invites import Behind, Holding
from db.base.shared_statements import list_changed
from db.engine.database import Database, Row, Statements, Value
from services.lists.invite_questions import Answer, Question, WaitingPost
from services.lists.invites import NAME_LENGTH

KNOWN_FOR: Final = timedelta(days=1)
NONE_FOR: Final = timedelta(minutes=15)
WAITS_FOR: Final = timedelta(hours=1)  # an answer that comes later finds nothing waiting any more
CODES: Final = 2000  # that wait for an answer and that no list holds
POSTS_PER_SERVER: Final = 500

_STANDS: Final = (
    "(EXISTS (SELECT 1 FROM own_entries e WHERE e.key = 'discord.gg/' || invites.code AND e.removed_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM allows a WHERE a.key = 'discord.gg/' || invites.code AND a.removed_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM shared_entries s JOIN current_stances c ON c.entry_id = s.id "
    "WHERE s.key = 'discord.gg/' || invites.code))"
)
_ANSWERED: Final = "i.answered_at IS NOT NULL AND i.due_at IS NULL"


class InviteRows:
    """Fills services.lists.invites.InviteStore, services.lists.invite_questions.InviteQuestionStore, services.base.retention.RetentionStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def holds(self, server: ServerId, now: datetime) -> bool:
        row = await self._db.read.one(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM own_entries e JOIN invites h ON h.code = substr(e.key, 12) "
            "WHERE e.server_id = $1 AND e.kind = 'invite' AND e.removed_at IS NULL AND h.server_id <> $1) "
            "OR EXISTS (SELECT 1 FROM invites h JOIN shared_entries e ON e.key = 'discord.gg/' || h.code "
            "JOIN current_stances c ON c.entry_id = e.id JOIN servers s ON s.id = c.server_id "
            "WHERE h.listed = 1 AND h.server_id <> $1 AND c.stance = 'confirm' AND c.review_at > $2 "
            "AND s.trust_group IS NOT NULL AND s.banned_at IS NULL)",
            server,
            to_ms(now),
        )
        return row is not None

    async def known(self, codes: Sequence[str]) -> Mapping[str, Holding]:
        rows = await self._db.read.all(
            f"SELECT * FROM invites WHERE code IN ({_places(codes)})",
            *codes,
        )
        return {row["code"]: _holding(row) for row in rows}

    async def wonder(self, code: str, now: datetime) -> None:
        async with self._db.relaxed() as tx:
            await _ask(tx, code, now, first=True)

    async def note_post(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        codes: Sequence[str],
        now: datetime,
    ) -> bool:
        async with self._db.relaxed() as tx:
            full = await tx.one(
                "SELECT 1 WHERE (SELECT count(*) FROM invite_posts WHERE server_id = $1) >= $2 "
                "OR (SELECT count(*) FROM invites WHERE due_at IS NOT NULL AND listed = 0) >= $3",
                server,
                POSTS_PER_SERVER,
                CODES,
            )
            if full is not None:
                return False
            for code in codes:
                await _ask(tx, code, now, first=False)
            await tx.run_many(
                "INSERT INTO invite_posts (message_id, code, place, server_id, channel_id, seen_at, due_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING",
                [(message, code, str(place), server, channel, to_ms(now)) for code in codes],
            )
        return True

    async def is_work(self, now: datetime) -> bool:
        found = await self._db.read.one(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM invites WHERE listed IN (0, 1) AND due_at <= $1) OR EXISTS ("
            "SELECT 1 FROM invite_posts p JOIN invites i ON i.code = p.code "
            f"WHERE p.due_at <= $1 AND {_ANSWERED})",
            to_ms(now),
        )
        return found is not None

    async def question(self, now: datetime, *, listed_first: bool) -> Question | None:
        for listed in (listed_first, not listed_first):
            row = await self._db.read.one(
                "SELECT code, attempts FROM invites WHERE listed = $1 AND due_at <= $2 ORDER BY due_at LIMIT 1",
                int(listed),
                to_ms(now),
            )
            if row is not None:
                return Question(row["code"], listed, row["attempts"] + 1)
        return None

    async def answer(self, code: str, answer: Answer, now: datetime) -> bool:
        believed = now + (NONE_FOR if answer.server is None else KNOWN_FOR)
        name = redact(well_formed(answer.name))[:NAME_LENGTH]
        async with self._db.bulk() as tx:
            # What an entry holds, it goes on holding when the invite itself has run out.
            kept = await tx.one(
                "UPDATE invites SET server_id = CASE WHEN listed = 1 THEN coalesce($2, server_id) ELSE $2 END, "
                "server_name = CASE WHEN listed = 1 AND $2 IS NULL THEN server_name ELSE $3 END, "
                "answered_at = $4, believed_until = $5, due_at = NULL, attempts = 0 WHERE code = $1 "
                "RETURNING listed, server_id",
                code,
                answer.server,
                name,
                to_ms(now),
                to_ms(believed),
            )
            held = kept is not None and bool(kept["listed"]) and kept["server_id"] is not None
            if held:
                await list_changed(tx, INVITES)
            await tx.run(
                "DELETE FROM invite_posts WHERE code = $1 AND NOT EXISTS (SELECT 1 FROM invites i "
                "JOIN invites h ON h.server_id = i.server_id AND h.listed = 1 WHERE i.code = $1)",
                code,
            )
        return held

    async def not_answered(self, code: str, again: datetime | None, now: datetime) -> None:
        async with self._db.relaxed() as tx:
            if again is not None:
                await tx.run(
                    "UPDATE invites SET due_at = $2, attempts = attempts + 1 WHERE code = $1",
                    code,
                    to_ms(again),
                )
                return
            await tx.run("DELETE FROM invite_posts WHERE code = $1", code)
            await tx.run(
                "UPDATE invites SET server_id = NULL, answered_at = $2, believed_until = $3, due_at = NULL "
                "WHERE code = $1 AND listed = 0",
                code,
                to_ms(now),
                to_ms(now + NONE_FOR),
            )

    async def answered_posts(self, now: datetime, limit: int) -> list[WaitingPost]:
        rows = await self._db.read.all(
            "SELECT p.message_id, p.place, p.server_id, p.channel_id, group_concat(p.code, ' ') AS codes, "
            "max(p.attempts) AS attempts FROM invite_posts p JOIN invites i ON i.code = p.code "
            f"WHERE p.due_at <= $1 AND {_ANSWERED} "
            "GROUP BY p.message_id, p.place ORDER BY min(p.seen_at), p.message_id LIMIT $2",
            to_ms(now),
            limit,
        )
        return [
            WaitingPost(
                server=ServerId(row["server_id"]),
                place=PostKind(row["place"]),
                channel=ChannelId(row["channel_id"]),
                message=MessageId(row["message_id"]),
                codes=tuple(row["codes"].split(" ")),
                tries=row["attempts"] + 1,
            )
            for row in rows
        ]

    async def post_done(self, post: WaitingPost) -> None:
        async with self._db.relaxed() as tx:
            await tx.run_many(
                "DELETE FROM invite_posts WHERE message_id = $1 AND place = $2 AND code = $3",
                [(post.message, str(post.place), code) for code in post.codes],
            )

    async def post_later(self, post: WaitingPost, again: datetime) -> None:
        async with self._db.relaxed() as tx:
            await tx.run(
                "UPDATE invite_posts SET due_at = $3, attempts = attempts + 1 WHERE message_id = $1 AND place = $2",
                post.message,
                str(post.place),
                to_ms(again),
            )

    async def purge(self, now: datetime) -> int:
        """Forget what waited too long, what was only seen, and what stands on no list any more."""
        async with self._db.bulk() as tx:
            forgotten = await tx.run("DELETE FROM invite_posts WHERE seen_at <= $1", to_ms(now - WAITS_FOR))
            forgotten += await tx.run(
                "DELETE FROM invites WHERE listed = 0 AND believed_until <= $1", to_ms(now)
            )
            await tx.run(
                f"UPDATE invites SET listed = 0, believed_until = $1 WHERE listed = 1 AND NOT {_STANDS}",
                to_ms(now + KNOWN_FOR),
            )
        return forgotten


async def _ask(tx: Statements, code: str, now: datetime, *, first: bool) -> None:
    """The code is due, unless an answer that still counts is there, or a listed code's server is known."""
    await tx.run(
        "INSERT INTO invites (code, believed_until, due_at) VALUES ($1, $2, $3) ON CONFLICT (code) DO UPDATE SET "
        "due_at = CASE WHEN answered_at IS NULL AND due_at < excluded.due_at THEN due_at ELSE excluded.due_at END, "
        "attempts = CASE WHEN answered_at IS NULL THEN attempts ELSE 0 END, answered_at = NULL, "
        "believed_until = CASE WHEN believed_until > excluded.believed_until THEN believed_until "
        "ELSE excluded.believed_until END "
        "WHERE answered_at IS NULL OR (believed_until <= $4 AND NOT (listed = 1 AND server_id IS NOT NULL))",
        code,
        to_ms(now + WAITS_FOR),
        0 if first else to_ms(now),
        to_ms(now),
    )


def _places(values: Sequence[Value]) -> str:
    return ", ".join(f"${number}" for number in range(1, len(values) + 1))


def _holding(row: Row) -> Holding:
    holds = row["listed"] and row["server_id"] is not None
    if row["answered_at"] is None and not holds:
        return Holding(Behind.ASKED)
    if row["server_id"] is None:
        return Holding(Behind.NONE)
    return Holding(Behind.HELD, ServerId(row["server_id"]), row["server_name"])
