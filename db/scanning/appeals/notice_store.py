"""Table `author_notices`: what authors are told of removals, and which removals a notice tells of (`detections.notice_id`)."""

from collections.abc import Sequence
from datetime import datetime

from core.base.categories import Category
from core.base.ids import DetectionId, NoticeId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.scanning.author_notices import MOST, NoticeState, Planned
from core.scanning.detections import Detection
from core.scanning.groups import MOST as MOST_TOGETHER
from db.base.shared_statements import next_id
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.scanning.appeals.sealing import opened_author, sealed_author
from db.scanning.detection_values import detection_of
from db.scanning.sealing import opened_person
from services.scanning.appeals.ports import AuthorNotice
from services.scanning.author_notices import Untold

_OF_AUTHOR = "server_id = $1 AND author_key = $2"
_BY_MODERATOR = ("case", "moderator", "sweep")  # rules; a list's names what the policy said


class AuthorNoticeRows:
    """Fills services.scanning.appeals.ports.AuthorNoticeStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def untold(self, detection: DetectionId) -> Untold | None:
        row = await self._sql.one(
            "SELECT id, server_id, category, rule FROM detections WHERE id = $1 AND author_is_member = 1 "
            "AND author_key IS NOT NULL AND author_sealed IS NOT NULL AND settled <> 'undone' AND notice_id IS NULL",
            detection,
        )
        if row is None:
            return None
        return Untold(
            DetectionId(row["id"]),
            ServerId(row["server_id"]),
            Category(row["category"]),
            by_moderator=row["rule"] in _BY_MODERATOR,
        )

    async def of_same_message(self, detection: DetectionId) -> NoticeId | None:
        row = await self._sql.one(  # by the message alone, which is few rows
            "SELECT d.notice_id FROM detections f JOIN detections d ON d.message_id = f.message_id "
            "AND +d.server_id = f.server_id WHERE f.id = $1 AND d.id <> f.id AND +d.notice_id IS NOT NULL LIMIT 1",
            detection,
        )
        return None if row is None else NoticeId(row["notice_id"])

    async def around(self, detection: DetectionId, since: datetime, until: datetime) -> Sequence[Planned]:
        theirs = await self._sql.one("SELECT server_id, author_key FROM detections WHERE id = $1", detection)
        if theirs is None:
            return []
        rows = await self._sql.all(
            "SELECT n.id, n.planned_at, n.state = 'waiting' AND n.begun_at IS NULL AND "
            "(SELECT count(*) FROM detections d WHERE d.notice_id = n.id) < $5 AS takes_more FROM author_notices n "
            f"WHERE {_OF_AUTHOR} AND planned_at > $3 AND planned_at <= $4 ORDER BY planned_at DESC LIMIT $6",
            theirs["server_id"],
            theirs["author_key"],
            to_ms(since),
            to_ms(until),
            MOST_TOGETHER,
            2 * MOST,
        )
        return [
            Planned(NoticeId(row["id"]), from_ms(row["planned_at"]), takes_more=bool(row["takes_more"]))
            for row in rows
        ]

    async def planned_in(self, server: ServerId, until: datetime, count: int) -> datetime | None:
        row = await self._sql.one(
            "SELECT planned_at FROM author_notices WHERE server_id = $1 AND planned_at <= $2 "
            "ORDER BY planned_at DESC LIMIT 1 OFFSET $3",
            server,
            to_ms(until),
            count - 1,
        )
        return None if row is None else from_ms(row["planned_at"])

    async def make(self, detection: DetectionId, at: datetime, now: datetime) -> NoticeId:
        row = await self._sql.one(
            "SELECT id, server_id, message_id, text_key, author_sealed, author_key FROM detections WHERE id = $1",
            detection,
        )
        assert row is not None  # noqa: S101  # it was read in this transaction
        notice = NoticeId(await next_id(self._sql, "author_notices"))
        await self._sql.run(
            "INSERT INTO author_notices (id, server_id, author_sealed, author_key, made_at, planned_at) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            notice,
            row["server_id"],
            sealed_author(self._vault, opened_person(self._vault, row, "author"), notice),
            row["author_key"],
            to_ms(now),
            to_ms(at),
        )
        await self.tell_of(notice, detection)
        return notice

    async def tell_of(self, notice: NoticeId, detection: DetectionId) -> None:
        await self._sql.run("UPDATE detections SET notice_id = $2 WHERE id = $1", detection, notice)

    async def get(self, notice: NoticeId) -> AuthorNotice | None:
        row = await self._sql.one("SELECT * FROM author_notices WHERE id = $1", notice)
        if row is None:
            return None
        return AuthorNotice(
            NoticeId(row["id"]),
            ServerId(row["server_id"]),
            opened_author(self._vault, row["author_sealed"], notice),
            NoticeState(row["state"]),
            begun=row["begun_at"] is not None,
        )

    async def removals(self, notice: NoticeId) -> Sequence[Detection]:
        rows = await self._sql.all("SELECT * FROM detections WHERE notice_id = $1 ORDER BY id", notice)
        return [detection_of(row, self._vault) for row in rows]

    async def is_to(self, notice: NoticeId, user: UserId) -> bool:
        row = await self._sql.one("SELECT server_id, author_key FROM author_notices WHERE id = $1", notice)
        if row is None or row["author_key"] is None:
            return False
        key: bytes = row["author_key"]
        return key == self._vault.member_key(ServerId(row["server_id"]), user)

    async def sent_before(self, notice: NoticeId, count: int) -> datetime | None:
        theirs = await self._sql.one("SELECT server_id, author_key FROM author_notices WHERE id = $1", notice)
        if theirs is None or theirs["author_key"] is None:
            return None
        row = await self._sql.one(
            f"SELECT sent_at FROM author_notices WHERE {_OF_AUTHOR} AND sent_at IS NOT NULL "
            "ORDER BY planned_at DESC LIMIT 1 OFFSET $3",
            theirs["server_id"],
            theirs["author_key"],
            count - 1,
        )
        return None if row is None else from_ms(row["sent_at"])

    async def begin(self, notice: NoticeId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE author_notices SET begun_at = coalesce(begun_at, $2) WHERE id = $1", notice, to_ms(now)
        )

    async def note(self, notice: NoticeId, state: NoticeState, now: datetime) -> None:
        await self._sql.run(
            "UPDATE author_notices SET state = $2, begun_at = coalesce(begun_at, $3), "
            "sent_at = CASE WHEN $2 = 'sent' THEN coalesce(sent_at, $3) ELSE sent_at END WHERE id = $1",
            notice,
            str(state),
            to_ms(now),
        )

    async def not_told(self, detection: DetectionId) -> int:
        row = await self._sql.one(
            "SELECT count(DISTINCT n.author_key) AS authors FROM detections d JOIN author_notices n ON n.id = d.notice_id "
            "WHERE d.id IN (SELECT $1 UNION ALL SELECT id FROM detections WHERE lead_id = $1) AND n.state = 'closed'",
            detection,
        )
        return 0 if row is None else int(row["authors"])
