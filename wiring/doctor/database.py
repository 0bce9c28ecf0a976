"""What `bot.py doctor` finds in the database: whether it can be read, opens with the key, is as it should be, and moves on."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from db.base.wait_store import WaitRows
from db.engine.checking.files import damage
from db.engine.checking.seals import tried_seals
from db.engine.checking.shape import missing, scans, stale, unsafe
from db.engine.checking.work import CheckupRows
from db.engine.database import Database
from db.engine.keys.state import key_state, reading_vault, refuse_other_secrets
from db.engine.moving.marks import refuse_moved
from db.engine.place import Place
from services.base.operators.findings import Finding, fine, look, wrong
from services.base.ports import Clock
from services.base.waits import was_put_back
from settings import Settings
from wiring.database import damage_said, place_of
from wiring.keys.watch import notice_of_keys, secrets_of
from wiring.still_open import STILL_OPEN

_LATE = timedelta(minutes=15)
_LONG = timedelta(hours=1)
_OFTEN = (
    "SELECT id FROM outbox WHERE state = 'due' AND due_at <= $1 ORDER BY due_at LIMIT 8",
    "SELECT id FROM detections WHERE due_at <= $1",
    "SELECT id FROM cases WHERE server_id = $1 AND state IN ('open', 'claimed')",
    "SELECT revision FROM list_changes WHERE revision > $1",
    "SELECT id FROM outbox WHERE message_id = $1",
    *STILL_OPEN.values(),
)
"""Questions that a running Rowan asks all the time."""


async def of_database(settings: Settings, clock: Clock) -> list[Finding]:
    """Look at all of it. `clock` is asked anew at each step: to read a large database takes minutes, and the bot beside it
    writes meanwhile. Raises DatabaseFault, Unavailable where nothing more can be found out.
    """
    place = place_of(settings)
    if not await place.is_there():
        await place.may_be_made()
        return [look("database-will-be-made", path=place.shown)]
    database = await place.open()
    try:
        with damage_said(place):
            await refuse_moved(database)
            steps = await place.missing(database)
            if steps:
                found = [look("doctor-schema-behind", count=len(steps), path=place.shown)]
                return [*found, *await _of_keys(settings, database)]
            found = [fine("database-as-it-is", path=place.shown), *await _of_pages(place, database)]
            lacking = await missing(database.read)
            if lacking:  # nothing more can be asked
                names = ", ".join(lacking[:10])
                return [*found, wrong("doctor-shape", path=place.shown, names=names)]
            found += await _of_plans(database)
            found += await _of_keys(settings, database)
            found += await _of_work(CheckupRows(database.read), clock())
            found += await _of_clock(database, clock)
    finally:
        await database.close()
    return found


async def _of_pages(place: Place, database: Database) -> list[Finding]:
    if database.dialect.name == "sqlite":
        broken = await damage(database.read)
        if broken is not None:
            return [wrong("doctor-damaged", path=place.shown, reason=broken)]
        return [fine("doctor-whole", path=place.shown)]
    return [
        *(wrong("doctor-unsafe", path=place.shown, name=name) for name in await unsafe(database.read)),
    ]


async def _of_plans(database: Database) -> list[Finding]:
    found = []
    old = await stale(database.read)
    if old:
        found.append(look("doctor-stale", count=len(old), names=", ".join(old[:10])))
    slow = await scans(database.read, _OFTEN)
    if slow:
        found.append(look("doctor-scans", names=", ".join(slow)))
    return found or [fine("doctor-plans")]


async def _of_keys(settings: Settings, database: Database) -> list[Finding]:
    state = await key_state(database.read)
    known = secrets_of(settings, state)
    refuse_other_secrets(database, state, known)
    vault = reading_vault(database.place, state, known)
    if state is None or vault is None:
        return []
    found = []
    if state.following is not None:
        found.append(look("doctor-key-changing"))
    notice = notice_of_keys(settings, state)
    if notice is not None:
        found.append(look("doctor-key-notice", notice=notice))
    seals = await tried_seals(database.read, vault)
    if seals.broken:
        named = ", ".join(seals.named)
        found.append(wrong("doctor-seals", tried=seals.tried, broken=seals.broken, names=named))
    else:
        found.append(fine("doctor-seals-open", tried=seals.tried))
    return found


async def _of_work(rows: CheckupRows, now: datetime) -> list[Finding]:
    alive = await rows.processes(now)
    if not alive:
        found = [look("doctor-nobody-runs")]
    else:
        found = [fine("doctor-runs", count=alive)]
        for stuck in await rows.stuck(now - _LATE):
            error = stuck.error or "?"
            found.append(look("doctor-stuck", kind=stuck.kind, count=stuck.count, reason=error))
        waiting: dict[str, Callable[[datetime], Awaitable[int]]] = {
            "doctor-removals": rows.removals,
            "doctor-gaps": rows.gaps,
            "doctor-posts": rows.waiting_posts,
        }
        for key, counted in waiting.items():
            count = await counted(now - _LONG)
            if count:
                found.append(look(key, count=count))
    held = await rows.held_by_the_dead(now, now + _LONG)
    if held:
        found.append(look("doctor-held", names=", ".join(held)))
    for server, problem in await rows.review_problems():
        found.append(look("doctor-review-problem", server=str(server), problem=problem))
    aside = await rows.set_aside()
    if aside:
        found.append(look("doctor-set-aside", count=aside))
    return found


async def _of_clock(database: Database, clock: Clock) -> list[Finding]:
    newest = await WaitRows(database.read).newest_note()
    back = was_put_back(newest, clock())  # the clock after the note: a bot that writes beside it is not ahead
    if back is None:
        return []
    return [look("doctor-clock-back", seconds=int(back.total_seconds()))]
