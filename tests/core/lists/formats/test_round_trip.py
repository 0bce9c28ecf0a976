"""What is written in a format comes back as it was; what the format cannot say is counted."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.well_formed import readable
from core.lists.formats import Format, Listed, Meaning, Writer, detected, readings, records
from core.lists.patterns import Pattern, PatternKind, parse_pattern
from core.lists.refusals import PatternError
from core.lists.sites import site_name

_LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
_HOST = st.builds(
    lambda labels, ending: ".".join([*labels, ending]),
    st.lists(_LABEL, min_size=1, max_size=3),
    st.sampled_from(["example", "net", "co.uk", "onion", "xyz"]),
)
_TAIL = st.one_of(
    st.just(""),
    st.text("abcXYZ019-_.~!$&'()*+,;=:@%|^#? /\\\"", max_size=20).map(lambda text: "/" + text),
    st.from_regex(r"/[a-z]{1,5}\?[a-z]{1,3}=[A-Za-z0-9=+@-]{0,8}", fullmatch=True),
)
_TYPED = st.one_of(
    st.builds(lambda host, tail: host + tail, _HOST, _TAIL),
    _HOST.map(lambda host: f"={host}"),
    st.from_regex(r"[a-z]{6,12}\.\*", fullmatch=True),
    st.from_regex(r"discord\.gg/[a-zA-Z0-9]{4,10}", fullmatch=True),
    st.ip_addresses().map(lambda address: f"[{address}]" if address.version == 6 else str(address)),
)


@st.composite
def _patterns(draw: st.DrawFn) -> Pattern | None:
    try:
        return parse_pattern(draw(_TYPED))
    except PatternError:
        return None


_NOTES = st.one_of(
    st.text(max_size=60),
    st.text("'=+-@\t\r\n,;|\"", max_size=12),
    st.text("=+-@\t\r", min_size=1, max_size=3),
).map(lambda text: readable(text).strip())
_ENTRIES = st.lists(
    st.builds(
        lambda pattern, *words: pattern and Listed(pattern, *words),
        _patterns(),
        st.sampled_from(Category),
        _NOTES,
        st.one_of(st.just(""), st.text("abc =+-@;'\u0639\u0631\t", max_size=8)).map(site_name),
        st.none()
        | st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1)).map(  # noqa: DTZ001 - the zone stands before
            lambda at: at.replace(microsecond=0)
        ),
    ),
    max_size=6,
).map(lambda found: list({each.pattern.text: each for each in found if each}.values()))


def read(text: bytes, form: Format, size: int = 5) -> list[Listed]:
    blocks = (text[start : start + size] for start in range(0, len(text), size))
    found = [reading for record in records(blocks, form) for reading in readings(record)]
    assert {reading.meaning for reading in found} <= {Meaning.ENTRY, Meaning.COMMENT}, found
    once = {reading.pattern.text: reading for reading in found if reading.pattern}
    return [
        Listed(
            reading.pattern,
            reading.category or Category.OTHER,
            reading.note,
            reading.site,
            reading.ends_at,
        )
        for reading in once.values()
        if reading.pattern
    ]


@pytest.mark.parametrize("form", Format)
@given(entries=_ENTRIES, title=st.text(max_size=30))
@example(entries=[], title="a ##0")  # as a rule that hides something on a page
def test_an_export_comes_back_as_it_was(form: Format, entries: list[Listed], title: str) -> None:
    writer = Writer(form)
    pieces = [writer.head(title)]
    written = []
    for entry in entries:
        if text := writer.entry(entry):
            pieces.append(text)
            written.append(entry)
    pieces.append(writer.tail())
    assert (writer.written, writer.left_out) == (len(written), len(entries) - len(written))
    back = read("".join(pieces).encode("utf-8", "replace"), form)
    if not writer.keeps_words:
        written = [Listed(entry.pattern, Category.OTHER, "") for entry in written]
    assert back == written


@given(entries=_ENTRIES)
def test_csv_and_json_can_say_nearly_everything(entries: list[Listed]) -> None:
    for form in (Format.CSV, Format.JSON):
        writer = Writer(form)
        "".join(writer.pieces(entries))
        # A page whose address looks like a rule of another format is the one thing that a line cannot say.
        assert all(
            entry.pattern.kind in (PatternKind.PATH, PatternKind.QUERY) for entry in _left_out(form, entries)
        )


def _left_out(form: Format, entries: list[Listed]) -> Iterator[Listed]:
    writer = Writer(form)
    for entry in entries:
        if not writer.entry(entry):
            yield entry


@given(note=_NOTES, typed=st.sampled_from(["=pages.example.com", "forum.example"]))
def test_no_cell_is_a_formula(note: str, typed: str) -> None:
    writer = Writer(Format.CSV)
    table = writer.head() + writer.entry(Listed(parse_pattern(typed), Category.SCAM, note))
    for row in csv.reader(io.StringIO(table, newline="")):
        assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")) for cell in row)


@pytest.mark.parametrize("note", ["x;=1+1", " =1+1", "\u00a0@x", "a\t+1", "a; -1", "x;\uff1d1", ";=1;=2"])
def test_no_part_of_a_cell_is_a_formula_where_semicolons_or_tabs_stand_between(note: str) -> None:
    written = Writer(Format.CSV).entry(Listed(parse_pattern("forum.example"), Category.SCAM, note))
    for part in re.split(r"[;\t,]", written.replace('"', "")):
        assert not part.strip().startswith(("=", "+", "-", "@", "\uff1d")), written


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON])
def test_nothing_that_is_written_turns_the_direction(form: Format) -> None:
    written = Writer(form).entry(Listed(parse_pattern("forum.example"), Category.SCAM, "a\u202eb\x07c"))
    assert "abc" in written


@pytest.mark.parametrize("form", Format)
def test_what_rowan_writes_is_known_again(form: Format) -> None:
    writer = Writer(form)
    entries = [
        Listed(parse_pattern(f"site-{number}.example"), Category.SCAM, "a, note") for number in range(20)
    ]
    found = detected("".join(writer.pieces(entries, "20 entries of a list")).encode())
    assert (found.form, found.is_sure) == (form, True)


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        (Format.PLAIN, 7),
        (Format.CSV, 7),
        (Format.JSON, 7),
        (Format.ADBLOCK, 6),
        (Format.HOSTS, 1),
        (Format.RPZ, 2),
        (Format.DNSMASQ, 1),
        (Format.UNBOUND, 1),
    ],
)
def test_what_a_format_cannot_say_is_counted(form: Format, kept: int) -> None:
    typed = [
        *("forum.example", "=pages.example.com", "example.com/forum/x", "example.com/page?id=5"),
        *("kiwifarms.*", "discord.gg/abc", "203.0.113.9"),
    ]
    writer = Writer(form)
    text = "".join(writer.pieces([Listed(parse_pattern(each), Category.OTHER, "") for each in typed]))
    assert (writer.written, writer.left_out) == (kept, len(typed) - kept)
    assert "0.0.0.0 203.0.113.9" not in text
