"""Questions and answers of DNS as bytes."""

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns.providers.dns_messages import DnsAnswerError, Record, addresses, question
from core.campaigns.providers.facts import NotKnown
from tests.services.campaigns.registries import alias, answer, record

HOST = "nest.example"


def test_a_question_asks_for_the_host_and_hides_who_asks() -> None:
    asked = question(HOST, Record.AAAA)
    assert asked[:12] == struct.pack("!6H", 0, 0x0100, 1, 0, 0, 1)
    assert asked[12:30] == b"\x04nest\x07example\x00\x00\x1c\x00\x01"
    # EDNS client subnet: IPv4, and of the address nothing (RFC 7871, 7.1.2).
    assert asked.endswith(struct.pack("!HHHBB", 8, 4, 1, 0, 0))


@pytest.mark.parametrize("host", ["", ".", "a..b", "x" * 64 + ".example", "a." * 127 + "example"])
def test_a_name_that_cannot_be_asked_for_is_no_name(host: str) -> None:
    with pytest.raises(DnsAnswerError) as raised:
        question(host, Record.A)
    assert raised.value.why is NotKnown.NO_NAME


def test_addresses_are_found_through_aliases_and_others_are_left_out() -> None:
    found = answer(
        HOST,
        Record.A,
        alias(HOST, "edge.nimbus.example"),
        record("edge.nimbus.example", "203.0.113.7"),
        record("edge.nimbus.example", "203.0.113.8"),
        record("other.example", "198.51.100.1"),
    )
    assert addresses(found, HOST, Record.A) == {"203.0.113.7", "203.0.113.8"}
    assert addresses(answer(HOST, Record.AAAA, record(HOST, "2001:db8::1")), HOST, Record.AAAA) == {
        "2001:db8::1"
    }
    assert addresses(answer(HOST.upper(), Record.A, record(HOST, "203.0.113.7")), HOST, Record.A)


def test_none_of_this_type_is_an_answer() -> None:
    assert addresses(answer(HOST, Record.AAAA), HOST, Record.AAAA) == frozenset()


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (answer(HOST, Record.A, code=3), NotKnown.NO_NAME),
        (answer(HOST, Record.A, code=2), NotKnown.REFUSED),
        (answer(HOST, Record.A, code=5), NotKnown.REFUSED),
        (answer("other.example", Record.A, record(HOST, "203.0.113.7")), NotKnown.GARBLED),
        (answer(HOST, Record.AAAA, record(HOST, "203.0.113.7")), NotKnown.GARBLED),
        (answer(HOST, Record.A, record(HOST, "203.0.113.7"), flags=0x8200), NotKnown.GARBLED),
        (answer(HOST, Record.A, record(HOST, "203.0.113.7"), flags=0), NotKnown.GARBLED),
        (answer(HOST, Record.A, record(HOST, "203.0.113.7"))[:-1], NotKnown.GARBLED),
        (answer(HOST, Record.A, said=9), NotKnown.GARBLED),
        (b"", NotKnown.GARBLED),
        (b"<html>", NotKnown.GARBLED),
        (
            struct.pack("!6H", 0, 0x8180, 1, 1, 0, 0) + b"\xc0\x0c\x00\x01\x00\x01",
            NotKnown.GARBLED,
        ),  # points to itself
        (struct.pack("!6H", 0, 0x8180, 1, 1, 0, 0) + b"\x80x", NotKnown.GARBLED),
    ],
)
def test_what_is_no_answer_says_why(message: bytes, why: NotKnown) -> None:
    with pytest.raises(DnsAnswerError) as raised:
        addresses(message, HOST, Record.A)
    assert raised.value.why is why


def test_aliases_in_a_circle_end() -> None:
    found = answer(HOST, Record.A, alias(HOST, "b.example"), alias("b.example", HOST))
    assert addresses(found, HOST, Record.A) == frozenset()


@given(st.binary(max_size=80), st.integers(0, 40))
def test_no_bytes_raise_anything_else(noise: bytes, at: int) -> None:
    good = answer(HOST, Record.A, alias(HOST, "b.example"), record("b.example", "203.0.113.7"))
    for message in (noise, good[:at] + noise + good[at + len(noise) :]):
        with contextlib.suppress(DnsAnswerError):
            addresses(message, HOST, Record.A)
