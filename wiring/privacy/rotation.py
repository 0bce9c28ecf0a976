"""`bot.py rotate-key`: everything is sealed with a new secret, beside a bot that runs.

1. The new secret is kept in a file, before anything is sealed by it (or it stands in the settings, with the old one beside it).
2. The database says to which secret it is being changed. Each running process reads that, finds the new secret, says so.
3. Once all have it, all seal by it, and say so. From then on nothing new is sealed by the old one.
4. Whatever the old one sealed is sealed anew, a portion at a time.
5. The new secret is that of the database, and what the old one had sealed of the look-up key is gone.

Each step stands in the database when it is done, so the same command goes on where it was ended.
"""

import asyncio
import base64
import contextlib
import logging
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from db.engine.database import Database, DatabaseFault
from db.engine.keys.resealing import Resealing
from db.engine.keys.state import (
    KeyState,
    begin_change,
    end_change,
    key_state,
    seal_by_following,
    without_key,
)
from db.engine.moving.mover import Tell
from db.engine.vault import Vault, key_id_of
from services.base.ports import Clock, system_clock
from settings import Settings
from wiring.database import say
from wiring.keys.watch import LOOK_SECONDS, key_file, secrets_of, vault_of

_PATIENCE = 60.0  # seconds for running processes to take the new secret
_FIRST_LOOK = 2.0  # seconds until it is said that somebody is waited for

_log = logging.getLogger(__name__)


class NotTaken(Exception):
    """Running processes do not take the new secret; what was done stands. `count`: how many; `path`: where they look for it."""

    def __init__(self, count: int, path: Path) -> None:
        super().__init__(str(count))
        self.count = count
        self.path = path


class Rotation:
    """One change of the secret, or the rest of one. `tell` is told what is done, as the key of a Fluent message and its values."""

    def __init__(
        self,
        *,
        database: Database,
        settings: Settings,
        tell: Tell,
        clock: Clock = system_clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = _PATIENCE,
    ) -> None:
        self._database = database
        self._settings = settings
        self._tell = tell
        self._clock = clock
        self._sleep = sleep
        self._patience = patience

    async def run(self) -> int:
        """Change the secret; returns the exit status. Raises DatabaseFault, NotTaken, Unavailable."""
        vault = await vault_of(self._database, self._settings)
        state = await key_state(self._database.read)
        assert state is not None  # noqa: S101  # there is a vault, so there is a secret
        if state.following is not None:
            self._tell("rotate-goes-on")
            following = state.following
        else:
            following = await self._begin(vault)
        if self._settings.old_secret is not None:
            vault.learn(self._settings.old_secret)
        await self._until_all(following, sealing=False)
        async with self._database.bulk() as tx:
            await seal_by_following(tx)
        vault.seal_by(following)
        await self._until_all(following, sealing=True)
        self._tell("rotate-runs")
        done = await self._reseal(vault)
        async with self._database.bulk() as tx:
            await end_change(tx, vault)
        await self._forget()
        self._say_what_to_do(following, done)
        return 0

    async def _begin(self, vault: Vault) -> bytes:
        """Keep the new secret, then write down to which one the database is being changed.

        Where the settings name the old secret beside the one that is in use, the change was ended: what is left of the old one,
        written by a process that had stood still, is sealed anew.
        """
        secret: bytes = self._settings.secret_key
        made = None
        if self._settings.old_secret is None:
            secret = self._new_secret(vault)
            made = keep_secret(self._settings, secret)
        vault.learn(secret)
        async with self._database.bulk() as tx:
            begun = await begin_change(tx, vault, secret)
        if not begun:
            if made is not None:
                made.unlink(missing_ok=True)
            raise DatabaseFault("rotate-other-begun")
        if made is not None:
            self._tell("rotate-file-made", path=str(made))
        return key_id_of(secret)

    @staticmethod
    def _new_secret(vault: Vault) -> bytes:
        while True:
            secret = secrets.token_bytes(32)
            if not vault.knows(key_id_of(secret)):  # four bytes may be alike
                return secret

    async def _until_all(self, following: bytes, *, sealing: bool) -> None:
        """Wait until every living process has the new secret, or seals by it. Raises NotTaken."""
        began, told = time.monotonic(), 0
        while True:
            now = self._clock()
            left = await without_key(self._database.read, following, now, sealing=sealing)
            if not left:
                return
            waited = time.monotonic() - began
            if waited > self._patience:
                raise NotTaken(left, key_file(self._settings, following))
            if waited > _FIRST_LOOK and left != told:
                self._tell("rotate-waits", count=left)
                told = left
            await self._sleep(LOOK_SECONDS)

    async def _reseal(self, vault: Vault) -> int:
        done = await Resealing(self._database, vault).run()
        if done.broken:
            self._tell("rotate-broken", count=done.broken, rows=", ".join(done.named))
        return done.values

    async def _forget(self) -> None:
        """Have what the old secret sealed leave the log of the database."""
        if not await self._database.forget_deleted():
            self._tell("rotate-log-owed")

    def _say_what_to_do(self, following: bytes, done: int) -> None:
        path = key_file(self._settings, following)
        kept = next(
            secret
            for secret in secrets_of(self._settings, KeyState(following, None))
            if key_id_of(secret) == following
        )
        written, named = base64.b64encode(kept).decode(), self._settings.secret_file
        if kept == self._settings.secret_key:
            where = say("rotate-where-done")
        elif named is not None:
            where = say("rotate-where-file", file=str(named), key=written)
        else:
            where = say("rotate-where-key", key=written)
        days = self._settings.kept.copies.days
        self._tell("rotate-done", count=done, where=where, path=str(path), days=days)


def keep_secret(settings: Settings, secret: bytes) -> Path:
    """Write a new secret into a file that its owner alone may read, and that the process which reads the settings can read.

    Raises DatabaseFault where it cannot be kept.
    """
    path = key_file(settings, key_id_of(secret))
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            _give_to_reader(settings, number)
            file.write(base64.b64encode(secret).decode() + "\n")
            file.flush()
            os.fsync(number)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise DatabaseFault("rotate-file-failed", path=str(path), reason=error.strerror or "?") from None
    return path


def _give_to_reader(settings: Settings, number: int) -> None:
    """Where root runs the command, whoever owns the settings owns the new secret, too."""
    named = settings.secret_file or settings.folder / ".env"
    with contextlib.suppress(OSError, AttributeError):
        if os.geteuid() == 0:
            owner = named.stat()
            os.fchown(number, owner.st_uid, owner.st_gid)
