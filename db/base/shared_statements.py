"""Statements that several stores put into one transaction, so that what belongs together is committed together.

They give ids, and write what goes out, what the audit says and what the lists' revision says.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from db.engine.statements import Statements
from db.engine.vault import Vault
from services.base.outbox import LEAVES_OLD_CARD, URGENT_KINDS, Kind

_BETWEEN_NAMES = "; "


def kept_names(names: Sequence[str]) -> str:
    """Write the names of disguises into one column; a name may have spaces and commas."""
    return _BETWEEN_NAMES.join(names)


def read_names(kept: str) -> tuple[str, ...]:
    """Read the names that `kept_names` wrote."""
    return tuple(kept.split(_BETWEEN_NAMES)) if kept else ()


async def next_id(tx: Statements, name: str) -> int:
    """The next id of a table whose rows must know their id before they are sealed."""
    row = await tx.one(
        "INSERT INTO ids (name, last) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET last = ids.last + 1 RETURNING last",
        name,
    )
    assert row is not None  # noqa: S101  # RETURNING always answers
    return int(row["last"])


async def next_ids(tx: Statements, name: str, count: int) -> int:
    """Take so many ids of a table at once; returns the first, which the others follow."""
    row = await tx.one(
        "INSERT INTO ids (name, last) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET last = ids.last + $2 RETURNING last",
        name,
        count,
    )
    assert row is not None  # noqa: S101  # RETURNING always answers
    return int(row["last"]) - count + 1


_ARM = (
    "INSERT INTO outbox (kind, subject_id, server_id, nonce, state, due_at, urgent) "
    "VALUES ($1, $2, $3, $4, 'due', $5, $6) "
    "ON CONFLICT (kind, subject_id) DO UPDATE SET generation = outbox.generation + 1, state = 'due', "
    "attempts = CASE WHEN outbox.taken_by IS NULL THEN 0 ELSE outbox.attempts END, "
    "due_at = CASE WHEN outbox.state = 'due' AND outbox.due_at < excluded.due_at THEN outbox.due_at "
    "ELSE excluded.due_at END, "
    "urgent = CASE WHEN excluded.urgent = 1 THEN 1 ELSE outbox.urgent END"
)


async def arm(tx: Statements, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
    """Have the message of this kind about this row posted or brought up to date. Repeats coalesce.

    What is due already never becomes due later by it, and a row that is being performed keeps its attempt.
    """
    await tx.run(_ARM, kind, subject, server, new_nonce(), to_ms(now), int(kind in URGENT_KINDS))


async def arm_all(tx: Statements, kind: Kind, subjects: Mapping[int, ServerId], now: datetime) -> None:
    """Do what `arm` does for several rows, each of its server, in one statement."""
    await tx.run_many(
        _ARM,
        [
            (kind, subject, server, new_nonce(), to_ms(now), int(kind in URGENT_KINDS))
            for subject, server in subjects.items()
        ],
    )


async def arm_anew(tx: Statements, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
    """Have the message of this kind about this row posted as a new one at the channel's end, so that it is seen.

    A first message whose sending is under way is kept. Of the kinds in LEAVES_OLD_CARD the earlier one loses its buttons.
    """
    if kind in LEAVES_OLD_CARD:
        await tx.run(
            "INSERT INTO outbox (kind, subject_id, server_id, channel_id, message_id, nonce, state, due_at) "
            f"SELECT '{Kind.OLD_CARD}', message_id, server_id, channel_id, message_id, $1, 'due', $2 FROM outbox "
            "WHERE kind = $3 AND subject_id = $4 AND message_id IS NOT NULL ON CONFLICT (kind, subject_id) DO NOTHING",
            new_nonce(),
            to_ms(now),
            kind,
            subject,
        )
    await tx.run(
        "UPDATE outbox SET channel_id = NULL, message_id = NULL, attempted_at = NULL, nonce = $1 "
        "WHERE kind = $2 AND subject_id = $3 AND message_id IS NOT NULL",
        new_nonce(),
        kind,
        subject,
    )
    await arm(tx, kind, subject, server, now)


def new_nonce() -> str:
    """Make a nonce of 22 characters (Discord takes 25); no two are alike."""
    return secrets.token_urlsafe(16)


async def note(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    actor: UserId | None,
    action: str,
    subject: str,
    now: datetime,
    *,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """Write one line of the audit. `subject`: such as `case/12`; `before` and `after` never name a reporter.

    `reason`: somebody's own words, which are sealed.
    """
    line = f"{server}/{action}/{subject}/{to_ms(now)}"
    await tx.run(
        "INSERT INTO audit (server_id, actor_sealed, reason_sealed, action, subject, before, after, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        server,
        None if actor is None else vault.seal(str(actor), f"audit.actor/{line}"),
        vault.seal(reason, f"audit.reason/{line}") if reason else None,
        action,
        subject,
        before,
        after,
        to_ms(now),
    )


async def list_changed(tx: Statements, key: str) -> None:
    """Note that a pattern with this key appeared on, left or changed on some list, as the next revision."""
    await tx.run("INSERT INTO list_changes (key) VALUES ($1)", key)
