"""By which secret this process opens and seals: what the settings, and the file that `rotate-key` made, hold of the secret that
the database asks for.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from core.base.errors import Unavailable
from db.engine.database import Database
from db.engine.keys.state import KeyState, key_state, note_holder, opened_vault
from db.engine.vault import Vault, key_id_of
from services.base.settings.env_file import SettingsFault
from services.base.settings.secrets import decoded_secret
from services.base.texts import FALLBACK, default_texts
from settings import Settings, load_settings

LOOK_SECONDS: Final = 0.5  # between two looks whether the secret is being changed
_SAY_AGAIN: Final = 60  # looks

_log = logging.getLogger("rowan")


def key_file(settings: Settings, key_id: bytes) -> Path:
    """The file in which a new secret stands until it is put into the settings: beside what holds the secret of now."""
    beside = settings.secret_file or settings.folder / ".env"
    return beside.absolute().parent / f"{key_id.hex()}.secret-key"


def kept_secret(settings: Settings, key_id: bytes) -> bytes | None:
    """The secret with this key id, from its file; None where it is not there or cannot be read."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        secret = decoded_secret(key_file(settings, key_id).read_text(encoding="utf-8").strip())
        if secret is not None and key_id_of(secret) == key_id:
            return secret
    return None


def secrets_of(settings: Settings, state: KeyState | None) -> list[bytes]:
    """The secrets that this process has, of those that a database in this state may ask for: first that of the settings."""
    found: list[bytes] = [
        settings.secret_key,
        *([] if settings.old_secret is None else [settings.old_secret]),
    ]
    for key_id in () if state is None else filter(None, (state.key_id, state.following)):
        kept = kept_secret(settings, key_id)
        if kept is not None:
            found.append(kept)
    return found


async def vault_of(database: Database, settings: Settings) -> Vault:
    """The vault of a database, by the secrets that this process has. Raises DatabaseFault."""
    state = await key_state(database.read)
    return await opened_vault(database, secrets_of(settings, state))


def notice_of_keys(settings: Settings, state: KeyState | None) -> str | None:
    """What the operator still has to do with the settings, as a sentence; None: nothing."""
    if state is None or state.following is not None or state.key_id == key_id_of(settings.secret_key):
        return None
    if settings.old_secret is not None and key_id_of(settings.old_secret) == state.key_id:
        return _say("keys-old-in-settings")
    return _say("keys-new-in-file", path=str(key_file(settings, state.key_id)))


class KeyWatch:
    """Has a running process follow when the secret is changed, without a restart."""

    def __init__(self, *, database: Database, vault: Vault, settings: Settings, process: str) -> None:
        self._database = database
        self._vault = vault
        self._settings = settings
        self._process = process
        self._noted: tuple[bytes, bool] | None = None
        self._missed = 0

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            with contextlib.suppress(Unavailable):
                await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Look once, and seal by the secret that the database asks for. Raises Unavailable."""
        state = await key_state(self._database.glance)
        if state is None:
            return
        if not self._vault.knows(state.sealed_by) or not self._vault.knows(state.following or state.key_id):
            self._learn(state)
        if self._vault.knows(state.sealed_by) and self._vault.key_id != state.sealed_by:
            self._vault.seal_by(state.sealed_by)
        if state.following is None:
            if self._noted is not None:
                _log.info(_say("keys-in-use"))
            self._noted = None
        elif self._vault.knows(state.following) and self._noted != (state.following, state.sealing):
            # Whoever seals anew waits for this note. What is written after it is sealed as the vault says now.
            async with self._database.settling() as tx:
                await note_holder(tx, self._process, state.following, sealing=state.sealing)
            if self._noted is None:
                _log.info(_say("keys-learned"))
            self._noted = (state.following, state.sealing)

    def _learn(self, state: KeyState) -> None:
        for secret in (*secrets_of(self._settings, state), *self._in_file_now()):
            if key_id_of(secret) in (state.key_id, state.following):
                self._vault.learn(secret)
        wanted = state.following or state.key_id
        if self._vault.knows(wanted):
            self._missed = 0
        else:
            if self._missed % _SAY_AGAIN == 0:
                _log.error(_say("keys-not-found", path=str(key_file(self._settings, wanted))))
            self._missed += 1

    def _in_file_now(self) -> Sequence[bytes]:
        """What `.env` holds by now: it may have been changed since this process began."""
        with contextlib.suppress(SettingsFault):
            now = load_settings(self._settings.folder, needs_token=False)
            return [now.secret_key, *([] if now.old_secret is None else [now.old_secret])]
        return ()


def _say(key: str, /, **values: str | int) -> str:
    return default_texts().say(FALLBACK, key, **values)
