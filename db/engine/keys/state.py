"""By which secret a database is sealed, and how that is changed: tables `secret_in_use` and `key_holders`.

The key of the look-up hashes is random, made with the database and sealed by the secret in use. It stays when the secret
changes: most hashes could not be made anew, since nothing else says whose they are. What the old secret sealed of it goes
with the change.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.base.times import to_ms
from db.engine.database import Database, DatabaseFault
from db.engine.statements import Statements
from db.engine.vault import SealBroken, Vault, key_id_of

_LOOKUPS, _NEXT = "secret_in_use.lookups", "secret_in_use.next_lookups"


@dataclass(frozen=True, slots=True)
class KeyState:
    """By which secret a database is sealed. `following`: the one that it is being changed to; `sealing`: all that is sealed
    now is sealed by that.
    """

    key_id: bytes
    lookups: bytes | None
    following: bytes | None = None
    sealing: bool = False

    @property
    def sealed_by(self) -> bytes:
        """The key id of the secret by which values are sealed now."""
        return self.following if self.following is not None and self.sealing else self.key_id


async def key_state(sql: Statements) -> KeyState | None:
    """None: nothing was sealed there yet. It reads an older schema, too."""
    row = await sql.one("SELECT * FROM secret_in_use")
    if row is None:
        return None
    if "next_key_id" not in row.keys():  # noqa: SIM118  # a Row's `in` looks at values
        return KeyState(bytes(row["key_id"]), None)
    return KeyState(
        bytes(row["key_id"]),
        row["lookups_sealed"],
        None if row["next_key_id"] is None else bytes(row["next_key_id"]),
        bool(row["sealing"]),
    )


def refuse_other_secrets(database: Database, state: KeyState | None, known: Sequence[bytes]) -> None:
    """Raises DatabaseFault where what is sealed there could not all be opened."""
    refuse_other_keys(database.place, state, known)


def refuse_other_keys(path: str, state: KeyState | None, known: Sequence[bytes]) -> None:
    """Raises DatabaseFault where what is sealed in that database could not all be opened."""
    ids = {key_id_of(secret) for secret in known}
    if state is None:
        return
    if state.key_id not in ids:
        raise DatabaseFault("database-other-secret", path=path)
    if state.following is not None and state.following not in ids:
        raise DatabaseFault("database-next-secret", path=path, name=state.following.hex())


def reading_vault(path: str, state: KeyState | None, known: Sequence[bytes]) -> Vault | None:
    """A vault that opens what is sealed in a database of which the secrets are known; None: nothing was sealed there yet.
    Nothing is written. Raises DatabaseFault where the key of the look-up hashes does not open.
    """
    if state is None:
        return None
    by_id = {key_id_of(secret): secret for secret in known}
    vault = Vault(by_id[state.key_id])
    if state.lookups is not None:
        try:
            vault = Vault(by_id[state.key_id], vault.open_bytes(bytes(state.lookups), _LOOKUPS))
        except SealBroken:
            raise DatabaseFault("database-lookups-broken", path=path) from None
    if state.following is not None:
        vault.learn(by_id[state.following])
    return vault


async def opened_vault(database: Database, known: Sequence[bytes]) -> Vault:
    """The vault of a database, which is bound to the first of the secrets where it is new. Raises DatabaseFault."""
    state = await key_state(database.read)
    if state is None:
        new = Vault(known[0], secrets.token_bytes(32))
        async with database.bulk() as tx:
            await tx.run(
                'INSERT INTO secret_in_use ("only", key_id, lookups_sealed) VALUES (1, $1, $2) ON CONFLICT ("only") DO NOTHING',
                new.key_id,
                new.seal_bytes(new.lookups, _LOOKUPS),
            )
        state = await key_state(database.read)  # another process may have been quicker
    refuse_other_secrets(database, state, known)
    assert state is not None  # noqa: S101  # it was written just now
    vault = reading_vault(database.place, state, known)
    assert vault is not None  # noqa: S101  # there is a state
    if state.lookups is None:  # of a version that derived it from the secret
        async with database.bulk() as tx:
            await tx.run(
                "UPDATE secret_in_use SET lookups_sealed = $1 WHERE lookups_sealed IS NULL",
                vault.seal_bytes(vault.lookups, _LOOKUPS),
            )
    if state.following is not None:
        vault.seal_by(state.sealed_by)
    return vault


async def begin_change(tx: Statements, vault: Vault, secret: bytes) -> bool:
    """Write down that the secret is being changed to this one; False: it is being changed to another already."""
    following = Vault(secret, vault.lookups)
    changed = await tx.run(
        "UPDATE secret_in_use SET next_key_id = $1, next_lookups_sealed = $2, sealing = 0 WHERE next_key_id IS NULL",
        following.key_id,
        following.seal_bytes(following.lookups, _NEXT),
    )
    return changed == 1


async def seal_by_following(tx: Statements) -> None:
    """From now on everything is sealed by the new secret; whoever runs sees that within a second."""
    await tx.run("UPDATE secret_in_use SET sealing = 1 WHERE next_key_id IS NOT NULL")


async def still_changing(tx: Statements, key_id: bytes) -> None:
    """Raises DatabaseFault where the database is not being changed to that secret (any more)."""
    if await tx.one("SELECT 1 FROM secret_in_use WHERE sealing = 1 AND next_key_id = $1", key_id) is None:
        raise DatabaseFault("rotate-other-begun")


async def end_change(tx: Statements, vault: Vault) -> None:
    """The secret is changed: nothing that the old one sealed is needed any more. `vault`: seals by the new one."""
    await tx.run(
        "UPDATE secret_in_use SET key_id = $1, lookups_sealed = $2, next_key_id = NULL, next_lookups_sealed = NULL, "
        "sealing = 0 WHERE next_key_id = $1",
        vault.key_id,
        vault.seal_bytes(vault.lookups, _LOOKUPS),
    )
    await tx.run("DELETE FROM key_holders")


async def note_holder(tx: Statements, process: str, key_id: bytes, *, sealing: bool) -> None:
    """Write down that a process has the new secret, and whether it seals by it."""
    await tx.run(
        "INSERT INTO key_holders (process, key_id, sealing) VALUES ($1, $2, $3) ON CONFLICT (process) DO UPDATE "
        "SET key_id = excluded.key_id, sealing = excluded.sealing",
        process,
        key_id,
        int(sealing),
    )


async def without_key(sql: Statements, key_id: bytes, now: datetime, *, sealing: bool) -> int:
    """How many living processes have not said yet that they have the new secret, or that they seal by it."""
    row = await sql.one(
        "SELECT count(*) AS n FROM leases l WHERE l.name LIKE 'process:%' AND l.expires_at > $1 AND NOT EXISTS "
        "(SELECT 1 FROM key_holders h WHERE h.process = l.holder AND h.key_id = $2 AND h.sealing >= $3)",
        to_ms(now),
        key_id,
        int(sealing),
    )
    return 0 if row is None else int(row["n"])
