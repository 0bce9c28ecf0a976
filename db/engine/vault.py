"""Personal columns: sealed with AES-GCM, looked up by keyed hashes. Keys are derived apart from one secret.

A sealed value is `key id (4) | nonce (12) | ciphertext and tag`. Its place (table, column, row) is associated
data: a value copied to another row or column does not open there.
"""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.base.ids import ServerId, UserId
from db.engine.database import Database, DatabaseFault

_ID, _NONCE = 4, 12


class SealBroken(Exception):
    """A sealed value does not open: another key, another place, or a changed byte."""


class Vault:
    """Seals and opens personal values with keys made from the operator's 32-byte secret."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(_derive(secret, b"rowan columns"))
        self._lookup = HMAC(_derive(secret, b"rowan look-ups"), SHA256())
        self.key_id = hashlib.sha256(_derive(secret, b"rowan key id")).digest()[:_ID]

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt for one place, such as `cases.author/12`."""
        return self.seal_bytes(text.encode(), place)

    def seal_bytes(self, data: bytes, place: str) -> bytes:
        """Encrypt what is no text, such as a picture, for one place."""
        nonce = os.urandom(_NONCE)
        return self.key_id + nonce + self._cipher.encrypt(nonce, data, place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text that `seal` took. Raises SealBroken."""
        return self.open_bytes(sealed, place).decode()

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """What `seal_bytes` took. Raises SealBroken."""
        nonce, body = sealed[_ID : _ID + _NONCE], sealed[_ID + _NONCE :]
        if sealed[:_ID] != self.key_id:
            raise SealBroken(place)
        try:
            return self._cipher.decrypt(nonce, body, place.encode())
        except InvalidTag as error:
            raise SealBroken(place) from error

    def member_key(self, server: ServerId, user: UserId) -> bytes:
        """A look-up key for a member, scoped to one server: 16 bytes that say nothing without the secret."""
        return self._key(f"member/{server}/{user}".encode())

    def language_key(self, user: UserId) -> bytes:
        """A look-up key for the language that a person chose, in every server; it fits no other table's key."""
        return self._key(f"language/{user}".encode())

    def place_key(self, server: ServerId, key: str) -> bytes:
        """A look-up key for a place that links of one server led to; it says nothing without the secret."""
        return self._key(f"place/{server}/".encode() + key.encode(errors="surrogatepass"))

    def held_member_key(self, entry: int, user: UserId) -> bytes:
        """A key that tells whether one shared entry met a member before, in any server; it is another for each entry."""
        return self._key(f"hold/{entry}/{user}".encode())

    def text_key(self, text: str) -> bytes:
        """A look-up key for a text: tells an edit from a repeat without keeping the text."""
        return self._key(b"text/" + text.encode(errors="surrogatepass"))

    def _key(self, what: bytes) -> bytes:
        keyed = self._lookup.copy()  # made once with its key: a thirtieth of the time of `hmac.digest`
        keyed.update(what)
        return keyed.finalize()[:16]


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)


async def check_secret(database: Database, vault: Vault) -> None:
    """Bind a new database to its secret; raises DatabaseFault where an old one was made with another."""
    async with database.bulk() as tx:
        row = await tx.one("SELECT key_id FROM secret_in_use")
        if row is None:
            await tx.run('INSERT INTO secret_in_use ("only", key_id) VALUES (1, $1)', vault.key_id)
        elif row["key_id"] != vault.key_id:
            raise DatabaseFault("database-other-secret", path=database.place)
