"""Each format is told, and each line of it is read by what the format means; bad input is refused, and takes no memory."""

import gzip
import json
from collections.abc import Iterator

import pytest

from core.base.categories import Category
from core.lists.formats import FileRefused, Format, Meaning, Reading, detected, readings, records
from core.lists.formats.records import LONGEST
from core.lists.patterns import Pattern, patterns_in


def read(text: str | bytes, form: Format | None = None, size: int = 11) -> list[Reading]:
    raw = text.encode() if isinstance(text, str) else text
    blocks = (raw[start : start + size] for start in range(0, len(raw), size))
    found = records(blocks, form or detected(raw).form)
    return [reading for record in found for reading in readings(record)]


def patterns(text: str | bytes, form: Format | None = None) -> list[str]:
    return [reading.pattern.text for reading in read(text, form) if reading.pattern]


def refused(text: str | bytes, form: Format | None = None) -> list[tuple[int, str]]:
    return [(each.number, each.why.reason) for each in read(text, form) if each.why]


SAMPLES = {
    Format.PLAIN: "# a list\nforum.example\nother.example/page\n",
    Format.HOSTS: "# hosts\n127.0.0.1 localhost\n::1 localhost\n0.0.0.0 forum.example\n0.0.0.0 a.example b.example # x\n",
    Format.ADBLOCK: "[Adblock Plus 2.0]\n! Title: x\n||forum.example^\n@@||good.forum.example^\n||a.example^$third-party\n",
    Format.RPZ: "$TTL 60\n@ IN SOA a.example. b.example. (\n 2024010101 ; serial\n 1h )\n NS localhost.\n"
    "forum.example CNAME .\n*.forum.example CNAME .\ngood.example CNAME rpz-passthru.\n"
    + "".join(f"host-{number}.example CNAME .\n" for number in range(60)),
    Format.DNSMASQ: "address=/forum.example/0.0.0.0\nserver=/a.example/\nserver=/good.example/#\n",
    Format.UNBOUND: 'server:\n  local-zone: "forum.example" always_nxdomain\n  local-zone: "good.example" transparent\n',
    Format.CSV: "domain,category,note\nforum.example,scam,a note\n",
    Format.JSON: '["forum.example", {"domain": "a.example", "category": "scam"}]',
}


@pytest.mark.parametrize("form", Format)
def test_each_format_is_told_by_its_first_lines(form: Format) -> None:
    found = detected(SAMPLES[form].encode())
    assert (found.form, found.is_sure) == (form, True)
    assert "forum.example" in patterns(SAMPLES[form])


def test_a_format_that_is_only_likely_is_said_to_be() -> None:
    mixed = "0.0.0.0 a.example\n0.0.0.0 b.example\n||c.example^\nd.example\n"
    found = detected(mixed.encode())
    assert (found.form, found.is_sure) == (Format.HOSTS, False)
    assert not detected(b"# nothing but a comment\n").is_sure


def test_exceptions_become_no_entries() -> None:
    for form in (Format.ADBLOCK, Format.RPZ, Format.DNSMASQ, Format.UNBOUND):
        found = read(SAMPLES[form])
        assert [each.meaning for each in found].count(Meaning.EXCEPTION) == 1, form
        assert not any("good" in each for each in patterns(SAMPLES[form])), form
    listed = '{"blacklist": ["bad.example"], "whitelist": ["good.example"], "fuzzylist": ["x.example"], "version": 2}'
    assert patterns(listed) == ["bad.example"]
    assert [each.meaning for each in read(listed)].count(Meaning.EXCEPTION) == 1
    assert [why for _, why in refused(listed)] == ["import-json-other-list"]


def test_what_is_there_for_machines_and_people_is_no_fault() -> None:
    for form in (Format.PLAIN, Format.HOSTS, Format.RPZ, Format.UNBOUND, Format.CSV):
        assert refused(SAMPLES[form]) == [], form
    assert refused(SAMPLES[Format.ADBLOCK]) == [(5, "pattern-line-narrowed")]


def test_names_in_a_zone_are_read_without_the_zones_own() -> None:
    zone = "$ORIGIN rpz.local.\nforum.example CNAME .\nother.example.rpz.local. 60 IN CNAME .\n"
    assert patterns(zone) == ["forum.example", "other.example"]
    dumped = "rpz.zone. 3600 IN SOA a. b. 1 2 3 4 5\nforum.example.rpz.zone. 60 IN CNAME .\n"
    assert patterns(dumped, Format.RPZ) == ["forum.example"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_wrote_the_file(encoding: str, end: str) -> None:
    text = end.join(["# liste für alle", "0.0.0.0 forum.example", "0.0.0.0 b.example", ""])
    for size in (1, 2, 3, 7, 4096):
        found = read(text.encode(encoding), size=size)
        assert [each.pattern.text for each in found if each.pattern] == ["forum.example", "b.example"], size
        assert [each.number for each in found] == [1, 2, 3], size


def test_bytes_that_are_no_text_are_refused_in_names_alone() -> None:
    latin = b"# f\xfcr alle\nforum.example\nm\xfcnchen.example\nb.exa\0mple\n" + b"# more\n" * 20
    assert patterns(latin) == ["forum.example"]
    assert refused(latin, Format.PLAIN) == [(3, "import-line-not-text"), (4, "import-line-not-text")]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "import-is-empty"),
        (b" \r\n\t\n", "import-is-empty"),
        (b"\xef\xbb\xbf", "import-is-empty"),
        (gzip.compress(b"forum.example"), "import-is-packed"),
        (b"PK\x03\x04" + b"x" * 20, "import-is-packed"),
        (b"<!DOCTYPE html><html><body>forum.example", "import-is-page"),
        (b"\n <html lang=en>", "import-is-page"),
        (bytes(range(256)) * 4, "import-is-binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "import-is-binary"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(head: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as error:
        detected(head)
    assert error.value.reason == reason


def test_a_line_without_an_end_takes_no_memory_and_hides_no_other() -> None:
    def blocks() -> Iterator[bytes]:
        yield b"a.example\n"
        for _ in range(2000):
            yield b"x" * 10_000
        yield b".example\nb.example\n"

    found = [reading for record in records(blocks(), Format.PLAIN) for reading in readings(record)]
    assert [(each.number, each.meaning) for each in found] == [
        (1, Meaning.ENTRY),
        (2, Meaning.REFUSED),
        (3, Meaning.ENTRY),
    ]
    assert found[1].why is not None
    assert found[1].why.reason == "import-line-too-long"


def test_csv_is_read_by_its_columns() -> None:
    urlhaus = (
        "# a list of addresses\n#\n# id,dateadded,url,comment\n"
        '"1","2024-01-01","http://forum.example/a.exe","one, two"\n"2","x","","none"\n"3","y"\n'
    )
    found = read(urlhaus)
    assert [(each.pattern.text, each.note) for each in found if each.pattern] == [
        ("forum.example/a.exe", "one, two")
    ]
    assert refused(urlhaus) == [(5, "import-no-pattern"), (6, "import-no-pattern")]
    semicolons = "Domain;Category\r\nforum.example;HATE\r\nb.example;malware\r\n"
    assert [each.category for each in read(semicolons) if each.pattern] == [Category.HATE]
    assert refused(semicolons) == [(3, "import-category")]
    record = next(iter(records([b"domain,category\nb.example,malware\n"], Format.CSV)))
    assert record.number == 1
    rows = list(records([b"domain,category\nb.example,malware\n"], Format.CSV))
    assert [each.meaning for each in readings(rows[1], Category.SCAM)] == [Meaning.ENTRY]


def test_csv_without_names_of_columns() -> None:
    assert patterns("a.example\nb.example\n", Format.CSV) == ["a.example", "b.example"]
    assert refused("1,a.example\n2,b.example\n", Format.CSV) == [
        (1, "import-csv-columns"),
        (2, "import-csv-columns"),
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_little() -> None:
    rows = 'domain,note\na.example,fine\nb.example,"open\n' + "".join(
        f"host-{number}.example,x\n" for number in range(6000)
    )
    found = refused(rows)
    assert found[0] == (3, "import-csv-row")
    assert len(patterns(rows)) > 2500
    note = "domain,note\na.example," + "n" * 501 + "\n"
    assert refused(note) == [(2, "import-note-long")]


def test_json_in_its_layouts() -> None:
    wanted = ["a.example", "b.example"]
    for text in (
        '["a.example", "b.example"]',
        '{"entries": [{"pattern": "a.example"}, {"host": "b.example", "extra": [1, {"x": null}]}]}',
        '"a.example"\n"b.example"\n',
        '{"domain": "a.example"}\n{"domain": "b.example", "n": 1}\n',
        '{"version": 12345, "domains": ["a.example", "b.example"], "tolerance": 2}',
    ):
        assert patterns(text, Format.JSON) == wanted, text
        assert refused(text, Format.JSON) == [], text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"domain": "a.example", "domain": "b.example"}]', "import-json-twice"),
        ('{"domain": "a.example", "domain": "b.example"}', "import-json-twice"),
        ("[17]", "import-json-element"),
        ("[" + "9" * 6000 + "]", "import-json-element"),
        ("[null, true]", "import-json-element"),
        ('{"a.example": true, "b.example": {"category": "scam"}}', "import-json-element"),
        ("{}", "import-json-element"),
        ('{"data": {"domains": ["a.example"]}}', "import-json-other-list"),
        ('[["a.example"]]', "import-json-element"),
        ('[{"domain": ["a.example"]}]', "import-json-element"),
        ('[{"name": "x"}]', "import-no-pattern"),
        ('[""]', "import-no-pattern"),
    ],
)
def test_json_elements_that_name_nothing(text: str, reason: str) -> None:
    assert {why for _, why in refused(text, Format.JSON)} == {reason}
    assert patterns(text, Format.JSON) == []


@pytest.mark.parametrize(
    "text",
    [
        '["a.example", "b.exa',
        '["a.example" "b.example"]',
        '{"entries": ["a.example"',
        '{"entries" ["a.example"]}',
        '["a.example", ' + "[" * 200_000,
        '["' + "x" * (2 * LONGEST) + '"]',
        '["a.example"] trailing words',
    ],
)
def test_json_that_breaks_off_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(FileRefused) as error:
        read(text, Format.JSON, size=4096)
    assert error.value.reason == "import-json-broken"
    assert error.value.line == 1


def test_elements_of_json_have_the_numbers_of_their_lines() -> None:
    text = json.dumps(["a.example", "com", "b.example"], indent=1)
    assert [each.number for each in read(text)] == [2, 3, 4]
    assert refused(text) == [(3, "pattern-public-suffix")]


def test_what_is_told_of_a_file_stands_in_one_line() -> None:
    listed = {
        "allow": ["good.example\nAll is well."],
        "block": ["com\n\nAll is well.", {"name": "x", "y": 1}, 17],
    }
    assert [each.shown for each in read(json.dumps(listed))] == [
        "good.example All is well.",
        "com All is well.",
        '{"name": "x", "y": 1}',
        "17",
    ]
    cells = 'domain,note\n,"one\ntwo"\n'
    assert [each.shown for each in read(cells) if each.why] == [", one two"]


def test_a_deep_object_is_looked_through() -> None:
    deep = '{"x": ' * 400 + "1" + "}" * 400
    assert patterns(f'{{"meta": {deep}, "domains": ["a.example"]}}') == ["a.example"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("||two.example/a,one.example", ["two.example/a,one.example"]),
        ("two.example/a,#", ["two.example/a"]),
        ("one.example,two.example/a", ["one.example", "two.example/a"]),
        ("one.example,two.example/a,b", []),  # refused: it may be three
        ("two.example/a, one.example", ["two.example/a", "one.example"]),
    ],
)
def test_a_comma_in_a_path_is_a_part_of_it(line: str, names: list[str]) -> None:
    found = [pattern for _, pattern in patterns_in(line)]
    assert [pattern.text for pattern in found if isinstance(pattern, Pattern)] == names
