"""The file of a signed list: what is written is read, and whatever else comes is refused."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.lists.signed import Allow, Entry, Pinned, Record, Refused, Retracted, Site, order_of, read_signed
from core.lists.signed.heads import EARLIER, hand_over, public_key
from tests.conftest import examples
from tests.core.lists.signed.files import NOW, Publisher, key_of, taken

SOME: list[Record] = [
    Site("Murk", "a forum"),
    Allow("a.example"),
    Entry("b.example", Category.DOXXING, confirms=3, site="Murk", note="as its members say"),
    Entry("c.example/page?x=1"),
    Retracted("d.example"),
]
PLACES = st.from_regex(r"[a-z0-9]{1,12}\.example(/[a-zA-Zé%]{1,6})?", fullmatch=True)
WORDS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x1EFF, exclude_characters="\x7f"), max_size=20
).filter(lambda text: all(not 0x80 <= ord(char) <= 0x9F for char in text))
RECORDS = st.lists(
    st.one_of(
        st.builds(Site, WORDS.filter(bool), WORDS),
        st.builds(
            Entry, PLACES, st.sampled_from(Category), confirms=st.integers(0, 9), site=WORDS, note=WORDS
        ),
        st.builds(Retracted, PLACES),
        st.builds(Allow, PLACES),
    ),
    unique_by=order_of,
    max_size=12,
).map(lambda records: sorted(records, key=order_of))


def refused(data: bytes, pinned: Pinned | None = None) -> str:
    with pytest.raises(Refused) as caught:
        taken(data, pinned)
    return caught.value.reason


@given(RECORDS, st.integers(1, 40))
def test_what_is_written_is_read_however_it_comes_in(records: list[Record], size: int) -> None:
    data = Publisher().issue(records)
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    issue = read_signed(iter(blocks), None, NOW)
    assert list(issue.records()) == records
    assert (issue.head.serial, issue.head.made_at, issue.is_news) == (1, NOW, True)


WHOLE = Publisher().issue(SOME)


@pytest.mark.parametrize("bit", [0, 5])
def test_each_changed_byte_is_refused(bit: int) -> None:
    for place in range(len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[place] ^= 1 << bit
        refused(bytes(changed))


def test_a_file_that_ends_early_is_refused_wherever_it_ends() -> None:
    for end in range(len(WHOLE)):
        assert refused(WHOLE[:end]) in ("cut", "no-list"), end


@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=8))
@examples(200)
def test_what_is_put_in_anywhere_is_refused(place: int, more: bytes) -> None:
    refused(WHOLE[:place] + more + WHOLE[place:])


def test_lines_of_another_issue_are_refused() -> None:
    publisher = Publisher()
    first = publisher.issue([Entry("a.example"), Entry("b.example")])
    second = publisher.issue([Entry("a.example"), Entry("c.example")])
    body = b"".join(second.splitlines(keepends=True)[2:])
    assert refused(b"".join(first.splitlines(keepends=True)[:2]) + body) == "changed"


def test_issues_are_followed_one_after_the_other_and_after_some_were_missed() -> None:
    publisher = Publisher()
    issue, _ = taken(publisher.issue([]))
    for missed in (0, 1, 5, EARLIER - 1):
        for _ in range(missed):
            publisher.issue([])
        issue, _ = taken(publisher.issue([Entry("a.example")]), issue.pinned)
        assert issue.is_news
    for _ in range(EARLIER):
        publisher.issue([])
    assert refused(publisher.issue([]), issue.pinned) == "out-of-reach"


def test_what_was_taken_is_no_news_and_no_fault() -> None:
    data = Publisher().issue(SOME)
    issue, _ = taken(data)
    again, _ = taken(data, issue.pinned)
    assert not again.is_news
    assert again.pinned == issue.pinned


def test_an_older_issue_is_refused() -> None:
    publisher = Publisher()
    older = publisher.issue(SOME)
    newer, _ = taken(publisher.issue([]))
    assert refused(older, newer.pinned) == "older"


def test_a_fork_is_refused_at_its_first_issue_and_at_every_later_one() -> None:
    publisher = Publisher()
    publisher.issue([])
    other = publisher.copied()
    issue, _ = taken(publisher.issue([Entry("a.example")]))
    assert refused(other.issue([Entry("b.example")]), issue.pinned) == "forked"
    for _ in range(3):
        assert refused(other.issue([]), issue.pinned) == "forked"


def test_a_list_of_another_key_is_refused() -> None:
    publisher = Publisher()
    issue, _ = taken(publisher.issue([]))
    other = publisher.copied()
    other.key = key_of(2)
    assert refused(other.issue([]), issue.pinned) == "key"
    fake = hand_over(key_of(2), public_key(key_of(2)))
    other.handovers = [type(fake)(issue.pinned.key, fake.later, fake.signature)]
    assert refused(other.issue([]), issue.pinned) == "key"


def test_a_key_that_was_handed_over_is_followed_and_the_old_one_no_more() -> None:
    publisher = Publisher()
    first, _ = taken(publisher.issue([]))
    left = publisher.copied()
    publisher.takes_new_key(key_of(2))
    publisher.issue([])
    publisher.takes_new_key(key_of(3))
    later, _ = taken(publisher.issue([]), first.pinned)  # who missed the change follows it, too
    assert later.pinned.key == public_key(key_of(3))
    for _ in range(3):
        stolen = left.issue([])
    assert refused(stolen, later.pinned) == "key"


def test_a_list_that_was_made_in_the_future_is_refused() -> None:
    publisher = Publisher()
    taken(publisher.issue([], made_at=NOW + timedelta(hours=23)))
    assert refused(publisher.issue([], made_at=NOW + timedelta(days=2))) == "future"


def test_a_number_from_the_future_is_out_of_reach() -> None:
    issue, _ = taken(Publisher().issue([]))
    assert refused(Publisher().issue([], serial=2**53 - 1), issue.pinned) == "out-of-reach"


@pytest.mark.parametrize(
    "line",
    [
        b"[]\n",
        b'{"entry":"a.example"} \n',
        b'{"entry":"a.example"}\r\n',
        b'{"entry":"a.example","entry":"b.example"}\n',
        b'{"entry":"a.example","retracted":"a.example"}\n',
        b'{"entry":""}\n',
        b'{"entry":"a b.example"}\n',
        b'{"entry":7}\n',
        b'{"entry":"a\\u0000.example"}\n',
        b'{"entry":"a\\u202e.example"}\n',
        b'{"entry":"a.example","note":"a\\u0000"}\n',
        b'{"entry":"a.example","note":"\\u202egnp"}\n',
        b'{"entry":"a.example","note":"\\ud800"}\n',
        b'{"entry":"a.example","note":"a\\u2028b"}\n',
        b'{"entry":"a.example","confirms":-1}\n',
        b'{"entry":"a.example","confirms":1.5}\n',
        b'{"entry":"a.example","confirms":NaN}\n',
        b'{"entry":"a.example","confirms":true}\n',
        b'{"entry":"a.example","confirms":' + b"9" * 5000 + b"}\n",
        b'{"entry":"a.example","x":' + b"[" * 8000 + b"]" * 8000 + b"}\n",
        b'{"entry":"' + b"a" * 20_000 + b'"}\n',
        b'{"entry":"#' + b"0" * 32 + b'"}\n',
        b'{"entry":"a.example","whole":"#' + b"0" * 32 + b'"}\n',
        b'{"entry":"\xff.example"}\n',
    ],
)
def test_a_signed_line_that_is_no_record_is_refused(line: bytes) -> None:
    assert refused(Publisher().lines([line])) == "record"


def test_what_a_later_version_adds_is_passed_over() -> None:
    lines = [b'{"entry":"a.example","category":"new","ends":5}\n', b'{"other":"b.example"}\n']
    assert taken(Publisher().lines(lines))[1] == [Entry("a.example")]


@pytest.mark.parametrize(
    "records",
    [
        [Entry("a.example"), Entry("a.example")],
        [Entry("a.example"), Retracted("a.example")],
        [Retracted("a.example"), Entry("a.example")],
        [Entry("b.example"), Entry("a.example")],
        [Entry("a.example"), Allow("a.example")],
        [Entry("a.example"), Site("b")],
    ],
)
def test_records_out_of_order_are_refused_and_so_what_says_two_things_of_one_pattern(
    records: list[Record],
) -> None:
    assert refused(Publisher().issue(records)) == "order"


def test_an_exception_and_an_entry_of_one_pattern_may_stand_together() -> None:
    both: list[Record] = [Allow("a.example"), Entry("a.example")]
    assert taken(Publisher().issue(both))[1] == both


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no-list"),
        (b"<!doctype html>" + b"x" * 100_000, "no-list"),
        (b"0.0.0.0 a.example\n", "no-list"),
        (b"\xef\xbb\xbf" + WHOLE, "no-list"),
        (b'{"rowan-list":2}\n{}\n', "version"),
        (b'{"rowan-list":true}\n{}\n', "version"),
        (b'{"rowan-list":1}\n{}\n', "head"),
        (b'{"rowan-list":' + b"1" * 70_000 + b"\n", "record"),
        (b'{"rowan-list":' + b"1" * 70_000, "cut"),
    ],
)
def test_what_is_no_signed_list_is_refused(data: bytes, reason: str) -> None:
    assert refused(data) == reason


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head.update(serial=0),
        lambda head: head.update(serial="1"),
        lambda head: head.update(key=head["key"].upper()),
        lambda head: head.update(made_at="2026-13-01T00:00:00Z"),
        lambda head: head.update(made_at="2026-03-04"),
        lambda head: head.update(before=["0" * 64]),
        lambda head: head.update(hashed=1),
        lambda head: head.update(bytes=-1),
        lambda head: head.update(handovers=[{}]),
        lambda head: head.update(handovers={}),
        lambda head: head.pop("body"),
    ],
)
def test_a_head_with_a_fault_is_refused(change: Callable[[dict[str, object]], object]) -> None:
    first, *rest = WHOLE.splitlines(keepends=True)
    head = json.loads(first)
    change(head)
    line = json.dumps(head, separators=(",", ":")).encode() + b"\n"
    assert refused(b"".join((line, *rest))) == "head"


def test_a_signature_that_is_written_otherwise_is_refused() -> None:
    first, signature, *rest = WHOLE.splitlines(keepends=True)
    for other in (signature.upper(), signature.replace(b":", b": "), b'{"signature":""}\n', b"{}\n"):
        assert refused(b"".join((first, other, *rest))) == "signature"
