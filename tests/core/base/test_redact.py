"""What a moderator sees of a reported text is masked where it points to a person."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.redact import read_case, read_cases, score
from core.base.redact import MASK, Masked, found_in, redact


@pytest.mark.parametrize(
    "secret",
    [
        "jane.doe+spam@mail.example.org",
        "+1 (212) 555-0147",
        "212-555-0147",
        "0044 20 7946 0958",
        "+963 944 123 456",
        "٠٩٤٤١٢٣٤٥٦",
        "5552120147",
        "192.0.2.17",
        "2001:db8:85a3:0:0:8a2e:370:7334",
        "2001:db8::8a2e:370:7334",
    ],
)
def test_it_masks(secret: str) -> None:
    assert redact(f"she is at {secret}, go") == f"she is at {MASK}, go"


@pytest.mark.parametrize(
    "harmless",
    [
        "https://forum.example/threads/2125550147/page-2",
        "seen on 2026-03-01 at 12:30:45",
        "message 1199999999999999999 by 112233445566778899",
        "version 3.11.7, 1,000,000 patterns",
        "it cost 12000000",
        "see forum.example/t/5 and :smile:",
    ],
)
def test_it_leaves_alone(harmless: str) -> None:
    assert redact(harmless) == harmless


@pytest.mark.parametrize("file", sorted({case.file for case in read_cases()}))
def test_the_labelled_lines_are_masked_where_they_say_and_nowhere_else(file: str) -> None:
    scored = [score(case) for case in read_cases() if case.file == file]
    assert [each.case.text for each in scored if each.seen] == []
    assert [each.case.text for each in scored if each.other] == []


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://wa.me/447700900123", f"https://wa.me/{MASK}"),
        (
            "https://api.whatsapp.com/send?text=hi&phone=%2B447700900123",
            f"https://api.whatsapp.com/send?text=hi&phone={MASK}",
        ),
        ("tel:+15555550142", f"tel:{MASK}"),
        ("mailto:jane@example.org?subject=hi", f"mailto:{MASK}?subject=hi"),
        ("maps.google.com/?q=51.5007,-0.1246", f"maps.google.com/?q={MASK}"),
        ("https://www.google.com/maps/@48.8606,2.3376,17z", f"https://www.google.com/maps/@{MASK},17z"),
        (
            "https://www.openstreetmap.org/?mlat=52.3702&mlon=4.8951",
            f"https://www.openstreetmap.org/?mlat={MASK}",
        ),
        ("http://203.0.113.7/", "http://203.0.113.7/"),
        ("https://forum.example/p?a=51.5007,-0.1246", "https://forum.example/p?a=51.5007,-0.1246"),
        ("https://t.me/channel/447700900123", "https://t.me/channel/447700900123"),
    ],
)
def test_of_a_link_only_what_leads_to_a_person_is_masked(link: str, shown: str) -> None:
    assert redact(f"see {link} now") == f"see {shown} now"


def test_a_day_within_an_address_is_masked_with_it() -> None:
    assert redact("wohnt Wiener Straße 12/3/14, 1120 Wien") == f"wohnt {MASK}"
    assert redact("on 12/3/14 in Wien") == "on 12/3/14 in Wien"


def test_a_line_says_what_must_be_masked() -> None:
    case = read_case("call {phone|+1 2} or {email|a{at}b.c}")
    assert case.text == "call +1 2 or a{at}b.c"
    assert [(each.kind, case.text[each.start : each.end]) for each in case.labels] == [
        ("phone", "+1 2"),
        ("email", "a{at}b.c"),
    ]


def test_places_are_those_of_the_text_as_it_was_given() -> None:
    text = "ar\u200brقم ٠١\u200f٠ ١٢٣٤ ٥٦٧٨ and ｊａｎｅ＠example.org."
    shown = [(each.kind, text[each.start : each.end]) for each in found_in(text)]
    assert shown == [
        (Masked.PHONE, "٠١\u200f٠ ١٢٣٤ ٥٦٧٨"),
        (Masked.EMAIL, "ｊａｎｅ＠example.org"),
    ]


@pytest.mark.parametrize(
    "number", ["+44 7700\n900461", "0151\n2345\n6789", "(0151)\n2345\n6789", "(415)\n555\n0188"]
)
def test_a_number_is_masked_over_lines(number: str) -> None:
    assert redact(f"text me {number}\nnow") == f"text me {MASK}\nnow"


@pytest.mark.parametrize(
    "rows",
    ["scores\n100\n200\n300", "05\n12\n18\n23\n41", "0800\n0900\n1000", "2024\n2025\n2026", "10:30\n20:40"],
)
def test_rows_of_numbers_stay(rows: str) -> None:
    assert redact(rows) == rows


@pytest.mark.long
@pytest.mark.parametrize(
    "piece",
    [
        "1\n",
        "415\n",
        "1🔥",
        "🔥",
        "1🔥🔥🔥🔥🔥🔥🔥🔥🔥a",
        "零一",
        "공일",
        "zéro six ",
        "calle a 12 personas ",
        "1 ",
        "1.",
        "a@",
        "@",
        ":",
        "(1",
        "1-",
        "://",
        "0",
        "a@a.",
        "+1 2",
        "at dot ",
        "12 Main ",
        "Main 12 ",
        "ул. а ",
        "شارع ا ",
        "1 شارع ا ",
        "路1号",
        "calle a ",
        "one two ",
        "1.1234, ",
        "1°1'",
        "GB82 WEST ",
        "4111 ",
        "passport 1",
        "2001:",
        "USD 1",
        "f0f0",
        "<@1",
        "1 rue a ",
        "flat 1, a ",
        "lat 1 lon ",
        "मकान 1, a",
        "a @ ",
        "a b @ c ",
        "1 ซอย ",
        "서울 구 ",
        "card is ",
        "1 dot ",
        "DE 1 ",
        "12 1234 ",
        "lindenweg 4a ",
        "12 st a b c ",
        "12 st A - A ",
        "شارع ا 1, ا",
        "г. А ",
        "Main St 1, Leeds ",
        "12 oak street a ",
        "wohnt a 1 ",
        "бул. А 1, кв. ",
        "دار 1 ",
        "بيت 1, شقة ",
        "lote 1 ",
        "tổ 1 ",
        "1 A A, ",
        "1 a LS1 4AB ",
        "zero 1 ",
        "O7 ",
        "a#b.com #->@ ",
        "a.b/maps/1.111,1.111 ",
        "wa.me/1",
    ],
)
def test_hostile_input_takes_no_long_time(piece: str) -> None:
    begun = time.thread_time()
    redact((piece * 4000)[:4000])
    once = time.thread_time() - begun
    redact((piece * 16000)[:16000])
    assert time.thread_time() - begun < 1 + 12 * once


@given(st.text(max_size=200))
def test_it_never_raises_and_a_second_time_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(st.text(max_size=200))
def test_what_is_found_stands_in_order_and_apart(text: str) -> None:
    last = 0
    for each in found_in(text):
        assert last <= each.start < each.end <= len(text)
        last = each.end
