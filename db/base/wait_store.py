"""What waits for a time, in every table (services/base/waits.py says when it is brought forward).

Each statement stands alone, and may run again: a process that dies in between leaves the rest to the next.
"""

from datetime import datetime

from core.base.times import from_ms, to_ms
from db.engine.statements import Statements
from services.base.waits import LEASE


def _back(table: str, *columns: str, where: str) -> str:
    """No column of these rows lies ahead of $1 any more."""
    return (
        f"UPDATE {table} SET "
        + ", ".join(f"{name} = CASE WHEN {name} > $1 THEN $1 ELSE {name} END" for name in columns)
        + f" WHERE {where}"
    )


# To be done at a time.
_TO_BE_DONE = (
    # Of a server there may be thousands: they are gone through in portions.
    (
        "INSERT INTO outbox_walks (server_id) SELECT DISTINCT server_id FROM outbox WHERE state = 'due' AND due_at > $1 "
        "ON CONFLICT (server_id) DO UPDATE SET asked = outbox_walks.asked + 1"
    ),
    _back(
        "outbox",
        *("held_until", "again_at"),
        where="state = 'due' AND due_at > 0 AND (held_until > $1 OR again_at > $1)",
    ),
    *(
        _back(table, "due_at", where="due_at > $1")
        for table in (
            "subscribed_lists",
            "feeds",
            "detections",
            "server_gaps",
            "channel_gaps",
            "waiting_posts",
            "invite_posts",
            "provider_rounds",
            "automod_servers",
            "sweeps",
            "brigade_measures",
            "short_links",
        )
    ),
    _back("invites", "due_at", where="listed IN (0, 1) AND due_at > $1"),
    _back("case_files", "due_at", where="state = 'due' AND due_at > $1"),
)
# Counted from a moment.
_SINCE = (
    _back("alerts", "pinged_at", where="pinged_at > $1"),
    _back(
        "cases",
        *("pinged_at", "reopened_at", "freed_at", "alert_held_at"),
        where="state = 'open' AND pinged_at IS NOT NULL AND reminded_at IS NULL",
    ),
    _back(
        "cases",
        *("first_claimed_at", "claimed_at", "reopened_at", "pinged_at", "alert_held_at", "holder_asked_at"),
        where="state = 'claimed' AND claimed_at > 0",
    ),
    _back("servers", "digested_at", where="digest = 1 AND digested_at > $1"),
    # When managers were told of a member last, and from when on a case waits too long for them.
    _back("cases", "managers_at", where="managers_case_id > 0 AND managers_at > $1"),
    _back(
        "cases",
        "opened_at",
        where="state = 'open' AND author_is_member = 1 AND quiet = 0 AND managers_at IS NULL AND opened_at > $1",
    ),
    _back(
        "cases", "opened_at", where="quiet = 1 AND state <> 'closed' AND state = 'open' AND opened_at > $1"
    ),
    # A test that stands.
    _back("rehearsals", "made_at", where="ended_at IS NULL AND made_at > $1"),
)
# What any process took for over stays over: an entry that ended by itself acts never again. $1: now, $2: what was seen last.
_OVER = (
    "UPDATE own_entries SET ends_at = $1 WHERE removed_at IS NULL AND ends_at IS NOT NULL AND ends_at > $1 AND ends_at <= $2",
)
# What a clock that was fast took for over.
_COUNTED = ("UPDATE shared_counting SET counted_to = 0",)
_NOTES = (
    _back("leases", "expires_at", where="name LIKE 'job:%' AND expires_at > $1"),
    # A living process says again within a second that it lives.
    _back("leases", "expires_at", where="name LIKE 'process:%' AND expires_at > $1"),
)


class WaitRows:
    """Fills services.base.waits.WaitStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def newest_note(self) -> datetime | None:
        row = await self._sql.one("SELECT max(expires_at) AS at FROM leases WHERE name LIKE 'process:%'")
        return None if row is None or row["at"] is None else from_ms(row["at"])

    async def bring_forward(self, now: datetime) -> None:
        newest = await self.newest_note()
        if newest is not None:
            for statement in _OVER:
                await self._sql.run(statement, to_ms(now), to_ms(newest - LEASE))
        for statement in (*_TO_BE_DONE, *_SINCE, *_COUNTED):
            await self._sql.run(statement, to_ms(now))
        jobs, processes = _NOTES
        await self._sql.run(jobs, to_ms(now))
        await self._sql.run(processes, to_ms(now + LEASE))
