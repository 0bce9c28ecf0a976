"""A question to a resolver and its answer, as bytes (RFC 1035), for DNS over HTTPS (RFC 8484). Pure.

The question asks the resolver to tell the name servers nothing of who asks: EDNS client subnet of length 0 (RFC 7871, 7.1.2).
"""

import ipaddress
import struct
from enum import IntEnum
from typing import Final

from core.campaigns.providers.facts import NotKnown

LARGEST: Final = 65_535  # bytes of a message
_HEADER: Final = struct.Struct("!6H")
_FIELDS: Final = struct.Struct("!HHIH")  # type, class, TTL, length
_INTERNET: Final = 1
_CNAME: Final = 5
_OPT: Final = b"\x00" + struct.pack("!HHIH", 41, 4096, 0, 8) + struct.pack("!HHHBB", 8, 4, 1, 0, 0)
_ASKS: Final = 0x0100  # recursion desired
_IS_ANSWER, _CUT, _CODE = 0x8000, 0x0200, 0x000F
_NO_ERROR, _NO_NAME = 0, 3
_MOST_RECORDS: Final = 200
_MOST_JUMPS: Final = 40
_LONGEST_NAME: Final = 255
_LONGEST_LABEL: Final = 63
_POINTER: Final = 0xC0


class Record(IntEnum):
    """The types that are asked for."""

    A = 1
    AAAA = 28


class DnsAnswerError(ValueError):
    """There is no answer in the message; `why` says why."""

    def __init__(self, why: NotKnown) -> None:
        super().__init__(why)
        self.why = why


def question(host: str, record: Record) -> bytes:
    """The bytes of a question. Raises DnsAnswerError: the name is too long to be asked for."""
    labels = [label.encode("ascii") for label in host.split(".")]
    if any(not 0 < len(label) <= _LONGEST_LABEL for label in labels) or len(host) > _LONGEST_NAME - 2:
        raise DnsAnswerError(NotKnown.NO_NAME)
    name = b"".join(bytes([len(label)]) + label for label in labels) + b"\x00"
    return _HEADER.pack(0, _ASKS, 1, 0, 0, 1) + name + struct.pack("!HH", record, _INTERNET) + _OPT


def addresses(message: bytes, host: str, record: Record) -> frozenset[str]:
    """The addresses that an answer to this question gives the host, through its aliases; empty: none of this type.

    Raises DnsAnswerError: it is no answer to it, or one that says that there is none.
    """
    try:
        return _Reading(message).addresses(host.lower(), record)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise DnsAnswerError(NotKnown.GARBLED) from None


class _Reading:
    """Reads a message from its beginning."""

    def __init__(self, message: bytes) -> None:
        self._message = message
        self._at = _HEADER.size

    def addresses(self, host: str, record: Record) -> frozenset[str]:
        _, flags, questions, answers, _, _ = _HEADER.unpack_from(self._message)
        if not flags & _IS_ANSWER or flags & _CUT or questions != 1 or answers > _MOST_RECORDS:
            raise DnsAnswerError(NotKnown.GARBLED)
        code = flags & _CODE
        if code != _NO_ERROR:
            raise DnsAnswerError(NotKnown.NO_NAME if code == _NO_NAME else NotKnown.REFUSED)
        asked = (self._name(), *struct.unpack_from("!HH", self._message, self._at))
        self._at += 4
        if asked != (host, record, _INTERNET):
            raise DnsAnswerError(NotKnown.GARBLED)
        return self._found(host, record, answers)

    def _found(self, host: str, record: Record, answers: int) -> frozenset[str]:
        aliases: dict[str, str] = {}
        found: dict[str, set[str]] = {}
        size = 4 if record is Record.A else 16
        for _ in range(answers):
            name, kind = self._name(), 0
            kind, group, _, length = _FIELDS.unpack_from(self._message, self._at)
            begin = self._at + _FIELDS.size
            data = self._message[begin : begin + length]
            if len(data) != length:
                raise DnsAnswerError(NotKnown.GARBLED)
            if group == _INTERNET and kind == _CNAME:
                self._at = begin
                aliases[name] = self._name()
            elif group == _INTERNET and kind == record:
                if length != size:
                    raise DnsAnswerError(NotKnown.GARBLED)
                found.setdefault(name, set()).add(str(ipaddress.ip_address(data)))
            self._at = begin + length
        for _ in range(len(aliases)):
            host = aliases.get(host, host)
        return frozenset(found.get(host, ()))

    def _name(self) -> str:
        labels: list[str] = []
        at, after, jumps, size = self._at, 0, 0, 0
        while (length := self._message[at]) != 0:
            if length & _POINTER == _POINTER:
                after = after or at + 2
                at = (length & ~_POINTER) << 8 | self._message[at + 1]
                jumps += 1
            elif length & _POINTER:
                raise DnsAnswerError(NotKnown.GARBLED)
            else:
                labels.append(self._message[at + 1 : at + 1 + length].decode("ascii").lower())
                at, size = at + 1 + length, size + 1 + length
            if jumps > _MOST_JUMPS or size > _LONGEST_NAME:
                raise DnsAnswerError(NotKnown.GARBLED)
        self._at = after or at + 1
        return ".".join(labels)
