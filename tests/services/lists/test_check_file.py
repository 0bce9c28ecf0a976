"""`bot.py check`: a line in, a line out, in order, whatever the line."""

import json

from services.lists.check_file import Rules, check_lines

RULES = [
    "",
    "# harassment",
    "example.com",
    "=pages.example.org",
    "  kiwifarms.*",
    "forum.example/x",
    "com",
    "",
]


async def answers(lines: list[bytes], *, jsonl: bool = False, rules: list[str] = RULES) -> list[dict]:
    return [json.loads(checked.json) async for checked in check_lines(lines, Rules(rules), jsonl=jsonl)]


async def test_each_line_has_its_answer_in_order() -> None:
    found = await answers(
        [
            b"hello\n",
            b"see https://www.EXAMPLE.com/a?utm_source=x and kiwifarms[.]net\r\n",
            b"\n",
            b"pages.example.org sub.pages.example.org forum.example/xy forum.example/x/y",
        ]
    )
    assert [answer["id"] for answer in found] == [1, 2, 3, 4]
    assert found[0]["matches"] == found[2]["matches"] == []
    assert [(match["pattern"], match["link"]) for match in found[1]["matches"]] == [
        ("example.com", "example.com/a"),
        ("kiwifarms.*", "kiwifarms.net"),
    ]
    assert found[1]["matches"][1]["how"] == ["dot"]
    assert found[1]["matches"][1]["sure"] is True
    assert [match["pattern"] for match in found[3]["matches"]] == ["=pages.example.org", "forum.example/x"]


async def test_an_address_in_numbers_is_named_as_the_file_has_it() -> None:
    rules = ["2001:db8:5a::77", "[2001:db8:5a::78]", "::1 forum.example"]
    found = await answers(
        [b"ping 2001:db8:5a:0::77", b"http://[2001:db8:5a::78]/ forum.example"], rules=rules
    )
    assert [[match["pattern"] for match in answer["matches"]] for answer in found] == [
        ["2001:db8:5a::77"],
        ["[2001:db8:5a::78]", "forum.example"],
    ]


async def test_objects_keep_their_id_and_what_is_none_is_a_fault() -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "first", "text": "example.com"}',
        b'{"id": [1, null], "text": "nothing"}',
        b"{broken",
        b"[]",
        b'{"id": 7}',
        b'{"text": "example.com\\ud800"}',
        b"[" * 100_000,
        b"\xff\xfe",
    ]
    checked = [each async for each in check_lines(lines, Rules(RULES), jsonl=True)]
    found = [json.loads(each.json) for each in checked]
    assert [each["id"] for each in found] == ["first", [1, None], None, None, 7, None, None, None]
    assert [bool(each["matches"]) for each in found] == [True, False, False, False, False, True, False, False]
    assert [each.fault for each in checked] == [False, False, True, True, True, False, True, True]


async def test_bytes_that_are_no_text_harm_nothing() -> None:
    found = await answers([b"\xff\x00example.com\x00\xfe", b"\xe2\x80\xa8example.com"])
    assert len(found) == 2
    assert found[1]["matches"] != []


def test_a_rule_that_is_refused_is_named_with_its_line() -> None:
    rules = Rules(RULES)
    assert [(bad.line, bad.error.reason) for bad in rules.bad] == [(7, "pattern-public-suffix")]


def test_what_a_file_excepts_is_no_rule_of_it() -> None:
    rules = Rules(
        [
            "||x.example^",
            "||a.x.example^",
            "@@||x.example^",
            "y.example",
            "||z.example^$important",
            "@@||z.example^",
        ]
    )
    assert not rules.might_hold("x.example")
    assert not rules.might_hold("a.x.example")
    assert rules.might_hold("y.example")
    assert rules.might_hold("z.example")
