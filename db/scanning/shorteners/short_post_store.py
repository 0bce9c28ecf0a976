"""Table `short_posts`: which posts wait until it is known where a short link leads. Ids only."""

from datetime import datetime

from core.base.ids import ChannelId, MessageId, ServerId, UserId
from core.base.posts import PostKind
from core.base.times import to_ms
from db.engine.statements import Statements
from db.engine.vault import Vault
from services.lists.shorteners.short_links import Asker
from services.scanning.shorteners.noting import Queue


class ShortPostRows:
    """Fills services.scanning.shorteners.noting.ShortPostStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def queue(self, asker: Asker) -> Queue:
        row = await self._sql.one(
            "SELECT (SELECT count(*) FROM short_links WHERE asker_key = $1) AS own, "
            "(SELECT count(*) FROM short_links WHERE server_id = $2) AS here, "
            "(SELECT count(*) FROM short_links WHERE due_at IS NOT NULL) AS everywhere, "
            "(SELECT count(*) FROM short_posts WHERE server_id = $2) AS posts",
            self._vault.member_key(asker.server, UserId(asker.whose)),
            asker.server,
        )
        if row is None:  # it counts, so it has a row
            return Queue(0, 0, 0, 0)
        return Queue(row["own"], row["here"], row["everywhere"], row["posts"])

    async def add(
        self,
        link: str,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        until: datetime,
    ) -> None:
        await self._sql.run(
            "INSERT INTO short_posts (message_id, link_key, place, server_id, channel_id, until) "
            "VALUES ($1, $2, $3, $4, $5, $6) "
            "ON CONFLICT (message_id, link_key, place) DO UPDATE SET until = excluded.until",
            message,
            self._vault.short_link_key(link),
            str(place),
            server,
            channel,
            to_ms(until),
        )
