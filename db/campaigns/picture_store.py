"""Tables `update_pictures` and `picture_offers`: pictures of updates, sealed, and what a command said of one that is to come."""

from datetime import datetime

from core.base.authority import Caller
from core.base.ids import PictureId, ServerId
from core.base.times import to_ms
from db.base.shared_statements import next_id
from db.engine.statements import Statements
from db.engine.vault import SealBroken, Vault


class PictureRows:
    """Fills services.campaigns.pictures.PictureStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def offer(self, form: str, by: Caller, told: str, now: datetime, expires_at: datetime) -> None:
        await self._sql.run(
            "INSERT INTO picture_offers (form, server_id, offered_key, offer_sealed, made_at, expires_at) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            form,
            by.server,
            self._vault.member_key(by.server, by.user),
            self._vault.seal(told, _offer_place(form)),
            to_ms(now),
            to_ms(expires_at),
        )

    async def offered(self, form: str, by: Caller, now: datetime) -> str | None:
        row = await self._sql.one(
            "SELECT offer_sealed FROM picture_offers WHERE form = $1 AND server_id = $2 AND offered_key = $3 "
            "AND expires_at > $4",
            form,
            by.server,
            self._vault.member_key(by.server, by.user),
            to_ms(now),
        )
        return None if row is None else self._vault.open_or_none(row["offer_sealed"], _offer_place(form))

    async def kept(self, server: ServerId) -> int:
        row = await self._sql.one("SELECT count(*) AS n FROM update_pictures WHERE server_id = $1", server)
        return 0 if row is None else int(row["n"])

    async def add(self, server: ServerId, data: bytes, now: datetime) -> PictureId:
        picture = PictureId(await next_id(self._sql, "update_pictures"))
        await self._sql.run(
            "INSERT INTO update_pictures (id, server_id, picture_sealed, made_at) VALUES ($1, $2, $3, $4)",
            picture,
            server,
            self._vault.seal_bytes(data, _picture_place(picture)),
            to_ms(now),
        )
        return picture

    async def get(self, picture: PictureId) -> bytes | None:
        row = await self._sql.one("SELECT picture_sealed FROM update_pictures WHERE id = $1", picture)
        if row is None:
            return None
        try:
            return self._vault.open_bytes(row["picture_sealed"], _picture_place(picture))
        except SealBroken:
            return None


async def mark_used(sql: Statements, picture: PictureId) -> None:
    """Note that a version shows the picture which may still be posted."""
    await sql.run("UPDATE update_pictures SET unused_at = NULL WHERE id = $1", picture)


async def mark_unused(sql: Statements, update: int, now: datetime) -> None:
    """Note since when pictures of an update are shown by no draft and no approved version of it."""
    await sql.run(
        "UPDATE update_pictures SET unused_at = $1 WHERE unused_at IS NULL AND id IN (SELECT v.picture_id "
        "FROM update_versions v WHERE v.update_id = $2 AND v.picture_id IS NOT NULL) AND NOT EXISTS "
        "(SELECT 1 FROM update_versions o WHERE o.picture_id = update_pictures.id AND o.state IN ('draft', 'approved'))",
        to_ms(now),
        update,
    )


async def mark_withdrawn(sql: Statements, update: int, now: datetime) -> None:
    """Note that no copy of an update will show its pictures any more."""
    await sql.run(
        "UPDATE update_pictures SET unused_at = $1 WHERE unused_at IS NULL AND id IN (SELECT v.picture_id "
        "FROM update_versions v WHERE v.update_id = $2 AND v.picture_id IS NOT NULL)",
        to_ms(now),
        update,
    )


def _offer_place(form: str) -> str:
    return f"picture_offers.offer/{form}"


def _picture_place(picture: PictureId) -> str:
    return f"update_pictures.picture/{picture}"
