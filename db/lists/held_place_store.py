"""Tables `own_entries`, `shared_entries` and `subscribed_entries`: what stands on any list, whatever the server and the tier."""

from collections.abc import Sequence

from core.lists.patterns import Pattern
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import among, parts, pattern_of
from db.lists.subscriptions.entry_store import ACTS

_AT_ONCE = 200
_OWN = (
    "SELECT o.pattern, o.kind, o.key FROM own_entries o JOIN servers s ON s.id = o.server_id "
    "WHERE o.removed_at IS NULL AND s.banned_at IS NULL AND "
)
# Any server's word, trusted or not: what it proposes acts on nobody, and may be true. The words are counted for each entry,
# so that no database begins with the stances, which are many more.
_SHARED = (
    "SELECT pattern, kind, key FROM (SELECT e.pattern, e.kind, e.key, (SELECT count(*) FROM current_stances c "
    "JOIN servers s ON s.id = c.server_id WHERE c.entry_id = e.id AND c.stance = 'confirm' AND s.banned_at IS NULL) AS words "
    "FROM shared_entries e WHERE {keys}) AS counted WHERE words > 0"
)
# In a version on which some server acts; what is held acts on nobody.
_SUBSCRIBED = (
    f"SELECT e.pattern, e.kind, e.key FROM subscribed_entries e WHERE e.lets_through = 0 AND {ACTS} AND "
)


class HeldPlaceRows:
    """Fills services.lists.held_places.HeldPlaceStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def patterns(self, keys: Sequence[str]) -> list[Pattern]:
        rows: list[Row] = []
        for part in parts(keys, _AT_ONCE):
            wanted = among(1, part)
            rows += await self._sql.all(
                f"{_OWN} o.key IN ({wanted}) UNION ALL {_SHARED.format(keys=f'e.key IN ({wanted})')} "
                f"UNION ALL {_SUBSCRIBED} e.key IN ({wanted})",
                *part,
            )
        return [pattern_of(row) for row in rows]

    async def any_page(self, hosts: Sequence[str]) -> bool:
        for host in hosts:
            # A page is filed under its host, a slash and what follows; "0" is the sign after the slash.
            found = await self._sql.one(
                f"SELECT 1 AS one FROM ({_OWN} o.key >= $1 AND o.key < $2 UNION ALL "
                f"{_SHARED.format(keys='e.key >= $1 AND e.key < $2')} "
                f"UNION ALL {_SUBSCRIBED} e.key >= $1 AND e.key < $2) AS pages LIMIT 1",
                f"{host}/",
                f"{host}0",
            )
            if found is not None:
                return True
        return False
