"""Table `waiting_posts`: what Discord is asked about again (services/scanning/missed/waiting_posts.py)."""

from datetime import datetime

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import from_ms, to_ms
from db.base.lease_store import FREE
from db.base.shard_store import of_shards
from db.engine.statements import Row, Statements
from services.lists.invite_questions import WaitingPost
from services.scanning.missed.waiting_posts import KeptPost

_DUE = f"due_at <= $1 AND {FREE}"
# Kept anew meanwhile, it may be taken by the same process once more: that is told by the number of the attempt.
_MINE = "message_id = $1 AND place = $2 AND taken_by = $3 AND attempts = $4"


class WaitingPostRows:
    """Fills services.scanning.posts.KeptPostStore and services.scanning.missed.waiting_posts.WaitingPostStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def keep(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        now: datetime,
        due_at: datetime,
    ) -> None:
        await self._sql.run(
            "INSERT INTO waiting_posts (message_id, place, server_id, channel_id, seen_at, due_at) "
            "VALUES ($1, $2, $3, $4, $5, $6) "
            # Whoever is at it sees an older text, perhaps: it is looked at once more.
            "ON CONFLICT (message_id, place) DO UPDATE SET due_at = excluded.due_at, taken_by = NULL",
            message,
            str(place),
            server,
            channel,
            to_ms(now),
            to_ms(due_at),
        )

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        due = f"{_DUE}{of_shards(ours)}"
        row = await self._sql.one(f"SELECT 1 FROM waiting_posts WHERE {due} LIMIT 1", to_ms(now))
        return row is not None

    async def take(self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> list[KeptPost]:
        rows = await self._sql.all(
            f"SELECT * FROM waiting_posts WHERE {_DUE}{of_shards(ours)} ORDER BY due_at, message_id LIMIT $2",
            to_ms(now),
            limit,
        )
        await self._sql.run_many(
            "UPDATE waiting_posts SET taken_by = $3, attempts = attempts + 1 WHERE message_id = $1 AND place = $2",
            [(row["message_id"], row["place"], process) for row in rows],
        )
        return [_kept(row) for row in rows]

    async def looked_at(self, kept: KeptPost, process: str) -> None:
        await self._sql.run(
            f"DELETE FROM waiting_posts WHERE {_MINE}",
            kept.post.message,
            str(kept.post.place),
            process,
            kept.post.tries,
        )

    async def later(self, kept: KeptPost, process: str, due_at: datetime) -> None:
        await self._sql.run(
            f"UPDATE waiting_posts SET due_at = $5, taken_by = NULL WHERE {_MINE}",
            kept.post.message,
            str(kept.post.place),
            process,
            kept.post.tries,
            to_ms(due_at),
        )


def _kept(row: Row) -> KeptPost:
    post = WaitingPost(
        server=ServerId(row["server_id"]),
        place=PostKind(row["place"]),
        channel=ChannelId(row["channel_id"]),
        message=MessageId(row["message_id"]),
        codes=(),
        tries=row["attempts"] + 1,
    )
    return KeptPost(post, from_ms(row["seen_at"]))
