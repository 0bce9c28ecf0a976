"""Tables `invites` and `invite_posts`, as the worker that asks Discord goes through them."""

from datetime import datetime
from typing import Final

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import to_ms
from core.lists.invites import InviteState
from db.base.shard_store import of_shards
from db.engine.statements import Statements
from services.lists.invite_questions import InviteQuestion, WaitingPost

_ANSWERED: Final = "i.answered_at IS NOT NULL AND i.due_at IS NULL"


class InviteQuestionRows:
    """Fills services.lists.invite_questions.InviteQuestionStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def is_work(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        found = await self._sql.one(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM invites WHERE listed IN (0, 1) AND due_at <= $1) OR EXISTS ("
            "SELECT 1 FROM invite_posts p JOIN invites i ON i.code = p.code "
            f"WHERE p.due_at <= $1 AND {_ANSWERED}{of_shards(ours, 'p.server_id')})",
            to_ms(now),
        )
        return found is not None

    async def next(self, now: datetime, *, listed: bool) -> InviteQuestion | None:
        row = await self._sql.one(
            "SELECT code, attempts FROM invites WHERE listed = $1 AND due_at <= $2 ORDER BY due_at LIMIT 1",
            int(listed),
            to_ms(now),
        )
        return None if row is None else InviteQuestion(row["code"], listed, row["attempts"] + 1)

    async def state(self, code: str) -> InviteState | None:
        row = await self._sql.one("SELECT listed, server_id, server_name FROM invites WHERE code = $1", code)
        if row is None:
            return None
        server = None if row["server_id"] is None else ServerId(row["server_id"])
        return InviteState(bool(row["listed"]), server, row["server_name"])

    async def save(self, code: str, state: InviteState, believed_until: datetime, now: datetime) -> None:
        await self._sql.run(
            "UPDATE invites SET server_id = $2, server_name = $3, answered_at = $4, believed_until = $5, "
            "due_at = NULL, attempts = 0 WHERE code = $1",
            code,
            state.server,
            state.name,
            to_ms(now),
            to_ms(believed_until),
        )

    async def ask_again(self, code: str, due_at: datetime) -> None:
        await self._sql.run(
            "UPDATE invites SET due_at = $2, attempts = attempts + 1 WHERE code = $1", code, to_ms(due_at)
        )

    async def give_up(self, code: str, until: datetime, now: datetime) -> None:
        await self._sql.run("DELETE FROM invite_posts WHERE code = $1", code)
        await self._sql.run(
            "UPDATE invites SET server_id = NULL, answered_at = $2, believed_until = $3, due_at = NULL "
            "WHERE code = $1 AND listed = 0",
            code,
            to_ms(now),
            to_ms(until),
        )

    async def forget_vain_posts(self, code: str) -> None:
        await self._sql.run(
            "DELETE FROM invite_posts WHERE code = $1 AND NOT EXISTS (SELECT 1 FROM invites i "
            "JOIN invites h ON h.server_id = i.server_id AND h.listed = 1 WHERE i.code = $1)",
            code,
        )

    async def answered_posts(self, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> list[WaitingPost]:
        rows = await self._sql.all(
            "SELECT p.message_id, p.place, p.server_id, p.channel_id, max(p.attempts) AS attempts "
            f"FROM invite_posts p JOIN invites i ON i.code = p.code WHERE p.due_at <= $1 AND {_ANSWERED}{of_shards(ours, 'p.server_id')} "
            "GROUP BY p.message_id, p.place, p.server_id, p.channel_id ORDER BY min(p.seen_at), p.message_id LIMIT $2",
            to_ms(now),
            limit,
        )
        return [
            WaitingPost(
                server=ServerId(row["server_id"]),
                place=PostKind(row["place"]),
                channel=ChannelId(row["channel_id"]),
                message=MessageId(row["message_id"]),
                codes=await self._answered(row["message_id"], row["place"], now),
                tries=row["attempts"] + 1,
            )
            for row in rows
        ]

    async def _answered(self, message: int, place: str, now: datetime) -> tuple[str, ...]:
        """The codes of a post that have been answered."""
        rows = await self._sql.all(
            "SELECT p.code FROM invite_posts p JOIN invites i ON i.code = p.code "
            f"WHERE p.message_id = $2 AND p.place = $3 AND p.due_at <= $1 AND {_ANSWERED} ORDER BY p.code",
            to_ms(now),
            message,
            place,
        )
        return tuple(row["code"] for row in rows)

    async def post_done(self, post: WaitingPost) -> None:
        await self._sql.run_many(
            "DELETE FROM invite_posts WHERE message_id = $1 AND place = $2 AND code = $3",
            [(post.message, str(post.place), code) for code in post.codes],
        )

    async def post_later(self, post: WaitingPost, due_at: datetime) -> None:
        await self._sql.run(
            "UPDATE invite_posts SET due_at = $3, attempts = attempts + 1 WHERE message_id = $1 AND place = $2",
            post.message,
            str(post.place),
            to_ms(due_at),
        )
