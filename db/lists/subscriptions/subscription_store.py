"""Tables `subscriptions` and `subscription_log`: who follows which list, on which version, and what was applied when."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import ListId, ServerId, SubscriptionId
from core.base.times import from_ms, to_ms
from core.lists.subscriptions import Doubt, Size
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from services.lists.subscriptions.values import Event, Held, LogLine, Subscription, Version

_ALL = "SELECT s.*, l.url FROM subscriptions s JOIN subscribed_lists l ON l.id = s.list_id "


class SubscriptionRows:
    """Fills services.lists.subscriptions.ports.SubscriptionStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def get(self, which: SubscriptionId) -> Subscription | None:
        row = await self._sql.one(f"{_ALL}WHERE s.id = $1", which)
        return None if row is None else _subscription(row)

    async def of_list(self, which: ListId) -> list[Subscription]:
        return [_subscription(row) for row in await self._sql.all(f"{_ALL}WHERE s.list_id = $1", which)]

    async def of_server(self, server: ServerId) -> list[Subscription]:
        rows = await self._sql.all(f"{_ALL}WHERE s.server_id = $1 ORDER BY s.list_id", server)
        return [_subscription(row) for row in rows]

    async def begin(
        self,
        server: ServerId,
        which: ListId,
        category: Category,
        version: Version,
        log_until: datetime | None,
        now: datetime,
    ) -> SubscriptionId:
        made = SubscriptionId(await next_id(self._sql, "subscriptions"))
        await self._sql.run(
            "INSERT INTO subscriptions (id, server_id, list_id, category, version, accepted, accepted_entries, "
            "accepted_protected, log_until, began_at) VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9)",
            made,
            server,
            which,
            str(category),
            version.number,
            version.size.entries,
            version.size.protected,
            None if log_until is None else to_ms(log_until),
            to_ms(now),
        )
        return made

    async def end(self, which: SubscriptionId) -> None:
        await self._sql.run("DELETE FROM subscription_log WHERE subscription_id = $1", which)
        await self._sql.run("DELETE FROM subscriptions WHERE id = $1", which)

    async def act_on(self, which: SubscriptionId, version: int, accepted: Size | None = None) -> None:
        await self._sql.run(
            "UPDATE subscriptions SET version = $2, held = '', held_version = 0 WHERE id = $1",
            which,
            version,
        )
        if accepted is not None:
            await self._sql.run(
                "UPDATE subscriptions SET accepted = $2, accepted_entries = $3, accepted_protected = $4, kept = '' "
                "WHERE id = $1",
                which,
                version,
                accepted.entries,
                accepted.protected,
            )

    async def hold(
        self, which: SubscriptionId, held: Held, noticed_at: datetime | None, kept: str = ""
    ) -> None:
        await self._sql.run(
            "UPDATE subscriptions SET held = $2, held_version = $3, held_entries = $4, held_added = $5, held_removed = $6, "
            "noticed_at = $7, kept = $8 WHERE id = $1",
            which,
            str(held.doubt),
            held.version,
            held.entries,
            held.added,
            held.removed,
            None if noticed_at is None else to_ms(noticed_at),
            kept,
        )

    async def keep(self, which: SubscriptionId, digest: str) -> None:
        await self._sql.run("UPDATE subscriptions SET kept = $2 WHERE id = $1", which, digest)

    async def note(self, which: SubscriptionId, line: LogLine) -> None:
        await self._sql.run(
            "INSERT INTO subscription_log (id, subscription_id, at, event, doubt, entries, added, removed) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            await next_id(self._sql, "subscription_log"),
            which,
            to_ms(line.at),
            str(line.event),
            str(line.doubt or ""),
            line.entries,
            line.added,
            line.removed,
        )

    async def log(self, which: SubscriptionId, most: int) -> list[LogLine]:
        rows = await self._sql.all(
            "SELECT * FROM subscription_log WHERE subscription_id = $1 ORDER BY id DESC LIMIT $2", which, most
        )
        return [
            LogLine(
                from_ms(row["at"]),
                Event(row["event"]),
                row["entries"],
                row["added"],
                row["removed"],
                Doubt(row["doubt"]) if row["doubt"] else None,
            )
            for row in rows
        ]

    async def first_days_over(self, now: datetime, most: int) -> list[Subscription]:
        rows = await self._sql.all(
            f"{_ALL}WHERE s.log_until <= $1 AND s.log_until IS NOT NULL AND s.told_at IS NULL "
            "ORDER BY s.log_until LIMIT $2",
            to_ms(now),
            most,
        )
        return [_subscription(row) for row in rows]

    async def told(self, which: SubscriptionId, now: datetime) -> None:
        await self._sql.run("UPDATE subscriptions SET told_at = $2 WHERE id = $1", which, to_ms(now))


def _subscription(row: Row) -> Subscription:
    held = None
    if row["held"]:
        held = Held(
            Doubt(row["held"]),
            row["held_version"],
            row["held_entries"],
            row["held_added"],
            row["held_removed"],
        )
    return Subscription(
        id=SubscriptionId(row["id"]),
        server=ServerId(row["server_id"]),
        list=ListId(row["list_id"]),
        url=row["url"],
        category=Category(row["category"]),
        version=row["version"],
        accepted=Size(row["accepted_entries"], row["accepted_protected"]),
        began_at=from_ms(row["began_at"]),
        held=held,
        kept=row["kept"],
        noticed_at=None if row["noticed_at"] is None else from_ms(row["noticed_at"]),
        log_until=None if row["log_until"] is None else from_ms(row["log_until"]),
    )
