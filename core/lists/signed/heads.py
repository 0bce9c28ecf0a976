"""The head of a signed list: which issue it is, by which key, and of which bytes its records are; and its signature.

Ed25519 (RFC 8032). What is signed begins with words that nothing else begins with which such a key signs.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.lists.signed.lines import from_line, number_in, to_line
from core.lists.signed.refusal import Refused

VERSION: Final = 1
EARLIER: Final = 256
"""So many digests of earlier issues stand in a head: who missed no more than so many can follow."""
MOST_IN_HEAD: Final = 65_536  # bytes of its line
MOST_HANDOVERS: Final = 16
MOST_BYTES: Final = 2_000_000_000
_MOST_SERIAL: Final = 2**53 - 1  # what every reader of JSON holds exactly
_SIGNED: Final = b"rowan-list 1\n"
_HANDED_OVER: Final = b"rowan-list key 1\n"
BEGINS: Final = b'{"rowan-list":'
"""What every signed list begins with, and no other list."""
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_SIGNATURE: Final = re.compile(rb'\{"signature":"([0-9a-f]{128})"\}\n')
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_REASON: Final = "head"


@dataclass(frozen=True, slots=True)
class Handover:
    """The word of an earlier key that another one signs from now on."""

    earlier: str
    later: str
    signature: str

    @property
    def holds(self) -> bool:
        """Whether the earlier key said so."""
        return is_signed(
            self.earlier, _HANDED_OVER + bytes.fromhex(self.later), bytes.fromhex(self.signature)
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says. `key`, `body` and digests are in hexadecimal.

    `serial`: 1, 2, 3 ... without gaps; `before`: the digests of the issues before, the newest first; `body`: the SHA-256 of
    all that follows the signature, which is `size` bytes long and has `records` lines.
    """

    key: str
    serial: int
    made_at: datetime
    hashed: bool
    records: int
    size: int
    body: str
    before: Sequence[str] = ()
    handovers: Sequence[Handover] = ()


def signed_head(head: Head, key: Ed25519PrivateKey) -> tuple[bytes, str]:
    """The first two lines of a file, and the digest by which the next issue names this one."""
    members: dict[str, Any] = {
        "rowan-list": VERSION,
        "key": head.key,
        "serial": head.serial,
        "made_at": f"{head.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "hashed": head.hashed,
        "records": head.records,
        "bytes": head.size,
        "body": head.body,
        "before": list(head.before),
        "handovers": [
            {"from": each.earlier, "to": each.later, "signature": each.signature} for each in head.handovers
        ],
    }
    line = to_line(members)
    return line + to_line({"signature": key.sign(_SIGNED + line).hex()}), digest_of(line)


def hand_over(earlier: Ed25519PrivateKey, later: str) -> Handover:
    """The word of a key that `later` signs from now on."""
    signature = earlier.sign(_HANDED_OVER + bytes.fromhex(later)).hex()
    return Handover(public_key(earlier), later, signature)


def public_key(key: Ed25519PrivateKey) -> str:
    """The public half of a key, in hexadecimal."""
    return key.public_key().public_bytes_raw().hex()


def digest_of(head_line: bytes) -> str:
    """The digest by which an issue is known: of its first line, which holds that of its records."""
    return hashlib.sha256(head_line).hexdigest()


def head_of(line: bytes, signature_line: bytes) -> Head:
    """The head in the first line, which begins with BEGINS, signed in the second. Raises Refused."""
    members = from_line(line, _REASON)
    if members["rowan-list"] != VERSION or type(members["rowan-list"]) is not int:
        raise Refused("version")
    head = _head(members)
    signature = _SIGNATURE.fullmatch(signature_line)
    if signature is None or not is_signed(head.key, _SIGNED + line, bytes.fromhex(signature[1].decode())):
        raise Refused("signature")
    return head


def is_signed(key: str, message: bytes, signature: bytes) -> bool:
    """Whether the owner of the key signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _head(members: dict[str, Any]) -> Head:
    serial = number_in(members, "serial", _MOST_SERIAL, _REASON)
    before = [_hexadecimal(each) for each in _some(members, "before", EARLIER)]
    hashed = members.get("hashed", False)
    if serial < 1 or len(before) >= serial or not isinstance(hashed, bool):
        raise Refused(_REASON)
    return Head(
        key=_hexadecimal(members.get("key")),
        serial=serial,
        made_at=_time(members.get("made_at")),
        hashed=hashed,
        records=number_in(members, "records", MOST_BYTES, _REASON),
        size=number_in(members, "bytes", MOST_BYTES, _REASON),
        body=_hexadecimal(members.get("body")),
        before=before,
        handovers=[_handover(each) for each in _some(members, "handovers", MOST_HANDOVERS)],
    )


def _handover(value: object) -> Handover:
    if not isinstance(value, dict):
        raise Refused(_REASON)
    signature = value.get("signature")
    if not isinstance(signature, str) or not re.fullmatch(r"[0-9a-f]{128}", signature):
        raise Refused(_REASON)
    return Handover(_hexadecimal(value.get("from")), _hexadecimal(value.get("to")), signature)


def _some(members: dict[str, Any], name: str, most: int) -> list[Any]:
    values = members.get(name, [])
    if not isinstance(values, list) or len(values) > most:
        raise Refused(_REASON)
    return values


def _hexadecimal(value: object) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise Refused(_REASON)
    return value


def _time(value: object) -> datetime:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise Refused(_REASON)
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused(_REASON) from error
