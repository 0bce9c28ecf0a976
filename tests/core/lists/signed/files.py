"""Signed lists for tests: a publisher with a key of its own."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.lists.signed import Handover, Head, Issue, Pinned, Record, line_of, read_signed, signed_head
from core.lists.signed.heads import EARLIER, hand_over, public_key

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def key_of(number: int) -> Ed25519PrivateKey:
    """A key that is the same in each run."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


@dataclass
class Publisher:
    """Makes one issue after the other. `copied` makes one that goes on from the same past: a fork."""

    key: Ed25519PrivateKey = field(default_factory=lambda: key_of(1))
    serial: int = 0
    before: list[str] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    hashed: bool = False

    def issue(self, records: Iterable[Record], *, made_at: datetime = NOW, **changed: object) -> bytes:
        return self.lines([line_of(record) for record in records], made_at=made_at, **changed)

    def lines(self, lines: Sequence[bytes], *, made_at: datetime = NOW, **changed: object) -> bytes:
        body = b"".join(lines)
        self.serial += 1
        head = Head(
            key=public_key(self.key),
            serial=self.serial,
            made_at=made_at,
            hashed=self.hashed,
            records=len(lines),
            size=len(body),
            body=hashlib.sha256(body).hexdigest(),
            before=tuple(self.before[:EARLIER]),
            handovers=tuple(self.handovers),
        )
        first_lines, digest = signed_head(replace(head, **changed), self.key)  # type: ignore[arg-type]
        self.before.insert(0, digest)
        return first_lines + body

    def copied(self) -> "Publisher":
        return replace(self, before=list(self.before), handovers=list(self.handovers))

    def takes_new_key(self, key: Ed25519PrivateKey) -> None:
        self.handovers.append(hand_over(self.key, public_key(key)))
        self.key = key


def taken(data: bytes, pinned: Pinned | None = None, now: datetime = NOW) -> tuple[Issue, list[Record]]:
    """The issue as a subscription takes it: all of it, or Refused."""
    issue = read_signed([data], pinned, now)
    return issue, list(issue.records())
