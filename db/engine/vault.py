"""Personal columns: sealed with AES-GCM, looked up by keyed hashes. Keys are derived apart from one secret.

A sealed value is `key id (4) | nonce (12) | ciphertext and tag`. Its place (table, column, row) is associated
data: a value copied to another row or column does not open there.
"""

import hashlib
import logging
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.base.ids import ServerId, UserId

_ID, _NONCE = 4, 12
KEY_ID_LENGTH = _ID

_log = logging.getLogger(__name__)


class SealBroken(Exception):
    """A sealed value does not open: another key, another place, or a changed byte."""


class Vault:
    """Seals and opens personal values with keys made from the operator's 32-byte secret.

    While the secret is changed (`bot.py rotate-key`) it opens what either of the two sealed. `lookups`: the key of the look-up
    hashes, which stays when the secret changes; without it, the one that is derived from the secret.
    """

    def __init__(self, secret: bytes, lookups: bytes | None = None) -> None:
        self._ciphers: dict[bytes, AESGCM] = {}
        self.key_id = self.learn(secret)
        self.lookups = _derive(secret, b"rowan look-ups") if lookups is None else lookups
        self._lookup = HMAC(self.lookups, SHA256())

    def learn(self, secret: bytes) -> bytes:
        """Open what this secret sealed, too; returns its key id."""
        key_id = key_id_of(secret)
        self._ciphers[key_id] = AESGCM(_derive(secret, b"rowan columns"))
        return key_id

    def knows(self, key_id: bytes) -> bool:
        """Whether it opens what the secret with this key id sealed."""
        return key_id in self._ciphers

    def seal_by(self, key_id: bytes) -> None:
        """Seal by the secret with this key id from now on. Raises ValueError where it is not known."""
        if key_id not in self._ciphers:
            raise ValueError("a secret that is not known")
        self.key_id = key_id

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt for one place, such as `cases.author/12`."""
        return self.seal_bytes(text.encode(), place)

    def seal_bytes(self, data: bytes, place: str) -> bytes:
        """Encrypt what is no text, such as a picture, for one place."""
        nonce = os.urandom(_NONCE)
        return self.key_id + nonce + self._ciphers[self.key_id].encrypt(nonce, data, place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text that `seal` took. Raises SealBroken."""
        return self.open_bytes(sealed, place).decode()

    def open_or_none(self, sealed: bytes | None, place: str) -> str | None:
        """As `open`; None where nothing is kept, or where it does not open. What does not open is said and set aside: it must
        hold up neither the rest of its row nor other rows.
        """
        if sealed is None:
            return None
        try:
            return self.open(sealed, place)
        except SealBroken:
            _log.error("%s does not open, and is set aside", place)
            return None

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """What `seal_bytes` took. Raises SealBroken."""
        nonce, body = sealed[_ID : _ID + _NONCE], sealed[_ID + _NONCE :]
        cipher = self._ciphers.get(sealed[:_ID])
        if cipher is None:
            raise SealBroken(place)
        try:
            return cipher.decrypt(nonce, body, place.encode())
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

    def short_link_key(self, link: str) -> bytes:
        """A look-up key for a short link, the same for every server."""
        return self._key(b"short link/" + link.encode(errors="surrogatepass"))

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


def key_id_of(secret: bytes) -> bytes:
    """Name a secret by four bytes that do not tell it."""
    return hashlib.sha256(_derive(secret, b"rowan key id")).digest()[:_ID]


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)
