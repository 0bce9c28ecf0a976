"""Tables `place_posts` and `brigades`: which posts named a place, and which brigades there were."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import BrigadeId, ChannelId, DetectionId, MessageId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.base.well_formed import well_formed
from core.scanning.brigades import KEPT, Brigade, Counted, FoundBy, Place
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements, row_of
from db.engine.vault import Vault

_TRUSTED = "trust_group IS NOT NULL AND banned_at IS NULL AND left_at IS NULL"
_KNOWN_TO_ALL_TRUSTED = "('proposed', 'listed')"  # states of an entry of the shared list


class BrigadeRows:
    """Fills services.scanning.brigades.ports.BrigadeStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    def _key(self, place: Place) -> bytes:
        return self._vault.text_key(f"brigade/{place.found}/{place.text}")

    async def note(
        self,
        place: Place,
        channel: ChannelId,
        message: MessageId,
        author: UserId,
        now: datetime,
        *,
        found: DetectionId | None = None,
    ) -> None:
        post = row_of(
            {
                "server_id": place.server,
                "place_key": self._key(place),
                "message_id": message,
                "channel_id": channel,
                "author_key": self._vault.member_key(place.server, author),
                "posted_at": to_ms(now),
                "until": to_ms(now + KEPT),
            }
        )
        into = f"INSERT INTO place_posts ({post.columns})"
        once = "ON CONFLICT (server_id, place_key, message_id) DO NOTHING"
        if found is None:
            await self._sql.run(f"{into} VALUES ({post.parameters}) {once}", *post.values)
            return
        await self._sql.run(
            f"{into} SELECT {post.parameters} WHERE EXISTS "
            f"(SELECT 1 FROM detections WHERE id = $8 AND author_key = {post['author_key']}) "
            f"AND NOT EXISTS (SELECT 1 FROM erasure_wishes WHERE part = 'detection' AND row_id = $8) {once}",
            *post.values,
            found,
        )

    async def lately_found(self, since: datetime) -> Sequence[Place]:
        rows = await self._sql.all(
            "SELECT server_id, pattern FROM detections WHERE detected_at > $1",
            to_ms(since),
        )
        found = {(row["server_id"], row["pattern"]) for row in rows if row["pattern"]}
        return [Place(ServerId(server), FoundBy.LISTED, pattern) for server, pattern in sorted(found)]

    async def counted(self, place: Place, since: datetime) -> Counted | None:
        row = await self._sql.one(
            "SELECT count(*) AS messages, count(DISTINCT author_key) AS accounts, count(DISTINCT channel_id) AS channels, "
            "min(posted_at) AS first, max(posted_at) AS last FROM place_posts "
            "WHERE server_id = $1 AND place_key = $2 AND posted_at >= $3",
            place.server,
            self._key(place),
            to_ms(since),
        )
        if row is None or not row["messages"]:
            return None
        first, last = from_ms(row["first"]), from_ms(row["last"])
        return Counted(row["accounts"], row["messages"], row["channels"], 0, first, last)

    async def servers(self, place: Place, since: datetime) -> Sequence[ServerId]:
        if place.found is not FoundBy.LISTED:
            return []  # what members of other servers reported is told to nobody
        known = await self._sql.one(
            f"SELECT 1 FROM shared_entries WHERE pattern = $1 AND state IN {_KNOWN_TO_ALL_TRUSTED} "
            f"AND EXISTS (SELECT 1 FROM servers WHERE id = $2 AND {_TRUSTED})",
            place.text,
            place.server,
        )
        if known is None:
            return []
        rows = await self._sql.all(
            "SELECT DISTINCT p.server_id FROM place_posts p WHERE p.place_key = $1 AND p.posted_at >= $2 "
            f"AND EXISTS (SELECT 1 FROM servers WHERE id = p.server_id AND {_TRUSTED})",
            self._key(place),
            to_ms(since),
        )
        return [ServerId(row["server_id"]) for row in rows]

    async def going_on(self, place: Place) -> Brigade | None:
        row = await self._sql.one(
            "SELECT * FROM brigades WHERE server_id = $1 AND place_key = $2 AND over_at IS NULL",
            place.server,
            self._key(place),
        )
        return None if row is None else _brigade(row)

    async def get(self, brigade: BrigadeId) -> Brigade | None:
        row = await self._sql.one("SELECT * FROM brigades WHERE id = $1", brigade)
        return None if row is None else _brigade(row)

    async def open(
        self, place: Place, counted: Counted, now: datetime, *, has_card: bool
    ) -> BrigadeId | None:
        row = await self._sql.one(
            "INSERT INTO brigades (id, server_id, place_key, place, found, began_at, opened_at, last_at, accounts, messages, "
            "channels, servers, has_card) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
            "ON CONFLICT (server_id, place_key) WHERE over_at IS NULL DO NOTHING RETURNING id",
            await next_id(self._sql, "brigades"),
            place.server,
            self._key(place),
            well_formed(place.text),
            str(place.found),
            to_ms(counted.began_at),
            to_ms(now),
            to_ms(counted.last_at),
            counted.accounts,
            counted.posts,
            counted.channels_used,
            counted.servers,
            int(has_card),
        )
        return None if row is None else BrigadeId(row["id"])

    async def count(self, brigade: BrigadeId, counted: Counted) -> bool:
        before = await self.get(brigade)
        if before is None or before.over_at is not None:
            return False
        now, known = counted, before.counted
        numbers = [
            max(now.accounts, known.accounts),
            max(now.posts, known.posts),
            max(now.channels_used, known.channels_used),
            max(now.servers, known.servers),
        ]
        await self._sql.run(
            "UPDATE brigades SET accounts = $2, messages = $3, channels = $4, servers = $5, last_at = $6 WHERE id = $1",
            brigade,
            *numbers,
            to_ms(max(now.last_at, known.last_at)),
        )
        return numbers != [known.accounts, known.posts, known.channels_used, known.servers]

    async def alerts_since(self, server: ServerId, since: datetime) -> Sequence[tuple[BrigadeId, datetime]]:
        rows = await self._sql.all(
            "SELECT id, opened_at FROM brigades WHERE server_id = $1 AND opened_at > $2 AND has_card = 1 "
            "ORDER BY opened_at DESC, id DESC",
            server,
            to_ms(since),
        )
        return [(BrigadeId(row["id"]), from_ms(row["opened_at"])) for row in rows]

    async def without_alert(self, brigade: Brigade) -> int:
        rows = await self._sql.all(
            "SELECT id, has_card FROM brigades WHERE server_id = $1 AND opened_at >= $2",
            brigade.place.server,
            to_ms(brigade.opened_at),
        )
        later = [row for row in rows if row["id"] > brigade.id]
        return 0 if any(row["has_card"] for row in later) else len(later)

    async def quiet(self, before: datetime, most: int) -> Sequence[Brigade]:
        rows = await self._sql.all(
            "SELECT * FROM brigades WHERE over_at IS NULL AND last_at < $1 ORDER BY last_at LIMIT $2",
            to_ms(before),
            most,
        )
        return [_brigade(row) for row in rows]

    async def end(self, brigade: BrigadeId, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE brigades SET over_at = $2 WHERE id = $1 AND over_at IS NULL", brigade, to_ms(now)
        )
        return changed == 1

    async def channels(self, brigade: Brigade, most: int) -> Sequence[ChannelId]:
        rows = await self._sql.all(
            "SELECT channel_id, count(*) AS posts FROM place_posts WHERE server_id = $1 AND place_key = $2 AND posted_at >= $3 "
            "GROUP BY channel_id",
            brigade.place.server,
            self._key(brigade.place),
            to_ms(brigade.counted.began_at),
        )
        first = sorted(rows, key=lambda row: (-row["posts"], row["channel_id"]))
        return [ChannelId(row["channel_id"]) for row in first[:most]]

    async def last_ping(self, server: ServerId) -> datetime | None:
        row = await self._sql.one(
            "SELECT max(pinged_at) AS at FROM brigades WHERE server_id = $1 AND pinged_at IS NOT NULL", server
        )
        return None if row is None or row["at"] is None else from_ms(row["at"])

    async def pinged(self, brigade: BrigadeId, now: datetime) -> None:
        await self._sql.run("UPDATE brigades SET pinged_at = $2 WHERE id = $1", brigade, to_ms(now))


def _brigade(row: Row) -> Brigade:
    return Brigade(
        id=BrigadeId(row["id"]),
        place=Place(ServerId(row["server_id"]), FoundBy(row["found"]), row["place"]),
        counted=Counted(
            row["accounts"],
            row["messages"],
            row["channels"],
            row["servers"],
            from_ms(row["began_at"]),
            from_ms(row["last_at"]),
        ),
        opened_at=from_ms(row["opened_at"]),
        over_at=None if row["over_at"] is None else from_ms(row["over_at"]),
        has_card=bool(row["has_card"]),
        pinged=row["pinged_at"] is not None,
    )
