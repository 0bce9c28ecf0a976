"""Table `short_links`: where short links lead, by a keyed hash of each; the links and where they lead are sealed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.base.ids import UserId
from core.base.times import from_ms, to_ms
from core.lists.shorteners.answers import ShortLink, ShortState
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.lists.pattern_rows import among
from services.lists.shorteners.short_links import Asker, KnownShort

_KEPT_ASKED: Final = timedelta(hours=2)  # a question that nobody asks: shorteners were switched off
_BETWEEN: Final = "\n"
_AGAIN: Final = "short_links.state <> 'asked' AND short_links.believed_until <= $9"


class ShortLinkRows:
    """Fills services.lists.shorteners.short_links.ShortLinkStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def known(self, links: Sequence[str]) -> Mapping[str, KnownShort]:
        keys = {self._vault.short_link_key(link): link for link in links}
        if not keys:
            return {}
        rows = await self._sql.all(
            "SELECT link_key, state, way_sealed, believed_until FROM short_links "
            f"WHERE link_key IN ({among(1, list(keys))})",
            *keys,
        )
        return {
            keys[bytes(row["link_key"])]: KnownShort(
                ShortLink(ShortState(row["state"]), opened_way(self._vault, row)),
                from_ms(row["believed_until"]),
            )
            for row in rows
        }

    async def ask(
        self, link: str, host: str, asker: Asker | None, due_at: datetime, now: datetime
    ) -> ShortLink:
        key = self._vault.short_link_key(link)
        asker_key = None if asker is None else self._vault.member_key(asker.server, UserId(asker.whose))
        # The row is changed in any case, so that no answer comes to it before this transaction ends.
        row = await self._sql.one(
            "INSERT INTO short_links (link_key, host, link_sealed, state, server_id, asker_key, seen_at, due_at, "
            "believed_until, kept_until) VALUES ($1, $2, $3, 'asked', $4, $5, $6, $7, $6, $8) "
            "ON CONFLICT (link_key) DO UPDATE SET "
            "due_at = CASE WHEN short_links.state = 'asked' AND short_links.due_at > excluded.due_at "
            f"AND short_links.attempts = 0 THEN excluded.due_at WHEN {_AGAIN} THEN excluded.due_at "
            "ELSE short_links.due_at END, "
            f"host = CASE WHEN {_AGAIN} THEN excluded.host ELSE short_links.host END, "
            f"way_sealed = CASE WHEN {_AGAIN} THEN NULL ELSE short_links.way_sealed END, "
            f"server_id = CASE WHEN {_AGAIN} THEN excluded.server_id ELSE short_links.server_id END, "
            f"asker_key = CASE WHEN {_AGAIN} THEN excluded.asker_key ELSE short_links.asker_key END, "
            f"seen_at = CASE WHEN {_AGAIN} THEN excluded.seen_at ELSE short_links.seen_at END, "
            f"kept_until = CASE WHEN {_AGAIN} THEN excluded.kept_until ELSE short_links.kept_until END, "
            f"state = CASE WHEN {_AGAIN} THEN 'asked' ELSE short_links.state END "
            "RETURNING link_key, state, way_sealed",
            key,
            host,
            self._vault.seal(link, f"short_links.link/{key.hex()}"),
            None if asker is None else asker.server,
            asker_key,
            to_ms(now),
            to_ms(due_at),
            to_ms(now + _KEPT_ASKED),
            to_ms(now),
        )
        if row is None:  # an upsert gives its row
            return ShortLink(ShortState.ASKED)
        return ShortLink(ShortState(row["state"]), opened_way(self._vault, row))


def opened_way(vault: Vault, row: Row) -> Sequence[str]:
    """The way that a row of `short_links` holds."""
    place = f"short_links.way/{bytes(row['link_key']).hex()}"
    way = vault.open_or_none(row["way_sealed"], place)
    return way.split(_BETWEEN) if way else ()


def sealed_way(vault: Vault, key: bytes, way: Sequence[str]) -> bytes | None:
    """The way as a row of `short_links` holds it."""
    return vault.seal(_BETWEEN.join(way), f"short_links.way/{key.hex()}") if way else None
