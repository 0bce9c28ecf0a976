"""Directions: where isolates stand in a sentence, and where nothing invisible may."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.base.directions import balanced, reads_from_right, settled, without_isolates

FSI, LRI, PDI, RLM = "\u2068", "\u2066", "\u2069", "\u200f"
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
PIECES = st.sampled_from(
    [
        *(FSI, PDI, FSI, PDI, "\n", " ", "`", "``", "```", "\\`", "· ", "- ", "> ", "## ", "(", ")", ", "),
        *("https://a.example/x", "<https://a.example>", "<@1>", "<t:5:R>", "<#7>", "</setup:9>", "[a](https://b.example)"),
        *("Ann", "القضية", "سارة", "5", "1,234", "2026-11-03 18:00", "kiwi.*", "?", "🚨 ", RLM, "[", "](", "<", "**"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def arabic(text: str) -> str:
    return settled(text.replace("{", FSI).replace("}", PDI), from_right=True)


def english(text: str) -> str:
    return settled(text.replace("{", FSI).replace("}", PDI), from_right=False)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("القضية {Ann} مفتوحة", f"القضية {FSI}Ann{PDI} مفتوحة"),
        ("أضيف `{kiwi.*}` إلى القائمة", f"أضيف {LRI}`kiwi.*`{PDI} إلى القائمة"),
        ("أضيف {`kiwi.*`} إلى القائمة", f"أضيف {LRI}`kiwi.*`{PDI} إلى القائمة"),
        ("الأمر `/setup` يكفي", f"الأمر {LRI}`/setup`{PDI} يكفي"),
        ("قالت `{نعم يا سارة}` أمس", f"قالت {FSI}`نعم يا سارة`{PDI} أمس"),
        ("الرابط {https://a.example/x} هنا", "الرابط https://a.example/x هنا"),
        ("الرابط {see https://a.example/x} هنا", f"الرابط {FSI}see{PDI} https://a.example/x هنا"),
        ("الرابط https://a.example/{x}/{y} هنا", "الرابط https://a.example/x/y هنا"),
        ("من {<@5>} إلى {<#6>} عند <t:{7}:R>", "من <@5> إلى <#6> عند <t:7:R>"),
        ("من {<@5> and Ann} هنا", f"من <@5> {FSI}and Ann{PDI} هنا"),
        (
            "الهاتف {+49 30 1 · <https://a.example>} هنا",
            f"الهاتف {FSI}+49 30 1{PDI} · <https://a.example> هنا",
        ),
        ("انظر [{rules}](https://a.example/{x})", f"انظر {LRI}[rules](https://a.example/x){PDI}"),
        ("بلاغات: {3}", "بلاغات: 3"),
        ("في {2026-11-03 18:00} غدًا", f"في {FSI}2026-11-03 18:00{PDI} غدًا"),
        ("القضية {سارة} مفتوحة", "القضية سارة مفتوحة"),
        ("{Ann} أبلغت", f"{RLM}{FSI}Ann{PDI} أبلغت"),
        ("Rowan يعمل", f"{RLM}Rowan يعمل"),
        ("- {Ann} · {2} بلاغ", f"- {RLM}{FSI}Ann{PDI} · 2 بلاغ"),
        ("-# {Ann}: هنا", f"-# {RLM}{FSI}Ann{PDI}: هنا"),
        ("## > 🚨 {Ann} هنا", f"## > {RLM}🚨 {FSI}Ann{PDI} هنا"),
        ("{Ann} · {Bob}", f"{RLM}{FSI}Ann{PDI} · {FSI}Bob{PDI}"),
        ("{سارة} قالت", "سارة قالت"),
        ("{سارة Ann} قالت", f"{RLM}{FSI}سارة Ann{PDI} قالت"),
        ("`{kiwi.*}`", f"{RLM}{LRI}`kiwi.*`{PDI}"),
        ("🚨 حالة", "🚨 حالة"),
        ("قال:\n{Hello there}\nثم {Ann}", f"قال:\nHello there\nثم {FSI}Ann{PDI}"),
        ("قال: {one\ntwo}", f"قال: {FSI}one{PDI}\ntwo"),
        ("{<@5>} هنا", f"{RLM}<@5> هنا"),
        ("https://a.example/x هنا", "https://a.example/x هنا"),
        ("{https://a.example/x}: هنا", "https://a.example/x: هنا"),
        ("ضع {**Ann**} هنا", f"ضع {FSI}**Ann**{PDI} هنا"),
        ("ثم \\`{Ann}\\` هنا", f"ثم \\`{FSI}Ann{PDI}\\` هنا"),
        ("```\n{Ann} هنا\n```", "```\nAnn هنا\n```"),
        ("{{Ann} هنا} وهناك", f"{RLM}{FSI}{FSI}Ann{PDI} هنا{PDI} وهناك"),
        ("Hello", "Hello"),
        ("{Ann}", "Ann"),
        ("", ""),
    ],
)
def test_in_a_sentence_from_right_to_left(said: str, shown: str) -> None:
    assert arabic(said) == shown
    assert arabic(shown) == shown or FSI in said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Case {5}: {Ann}, {`a`}", "Case 5: Ann, `a`"),
        ("Case {سارة}, 3 reports", f"Case {FSI}سارة{PDI}, 3 reports"),
        ("Case `{سارة}`, 3 reports", f"Case {LRI}`سارة`{PDI}, 3 reports"),
        ("See [{قواعد}](https://a.example), 3", f"See {LRI}[قواعد](https://a.example){PDI}, 3"),
        ("It says:\n{قواعد 3}", "It says:\nقواعد 3"),
        ("سارة: {hxxps://a[.]example}, 3", f"سارة: {FSI}hxxps://a[.]example{PDI}, 3"),
        ("{سارة: {hxxps://a[.]example}, 3}", f"سارة: {FSI}hxxps://a[.]example{PDI}, 3"),
        ("{https://a.example/ب}", "https://a.example/ب"),
    ],
)
def test_in_a_sentence_from_left_to_right(said: str, shown: str) -> None:
    assert english(said) == shown


@given(TEXTS, st.booleans())
@example(f"{FSI}<@1> {FSI}<@1> Ann{PDI}{PDI}", True)
def test_nothing_but_marks_is_added_or_taken(text: str, from_right: bool) -> None:
    assert MARKS.sub("", settled(text, from_right=from_right)) == MARKS.sub("", text)


@given(TEXTS, st.booleans())
def test_isolates_are_balanced_on_each_line(text: str, from_right: bool) -> None:
    for line in settled(text, from_right=from_right).split("\n"):
        depth = 0
        for sign in line:
            depth += (sign in (FSI, LRI)) - (sign == PDI)
            assert depth >= 0
        assert depth == 0


@given(TEXTS, st.booleans())
def test_nothing_invisible_stands_in_code_or_beside_an_address(text: str, from_right: bool) -> None:
    shown = settled(text, from_right=from_right)
    for code in re.findall(r"(?<![\\`])(`+)(?!`)([^`\n]*[^`\n])\1(?!`)", shown) if "\\" not in shown else ():
        assert not MARKS.search(code[1])
    assert not re.search(
        "[\u200e\u200f\u2066-\u2069]https?://", re.sub(r"`[^`]+`|\[[^\]\n]*\]\([^)]*\)", "", shown)
    )
    assert not re.search("https?://[^\\s<>()`\\[\\]]*[\u200e\u200f\u2066-\u2069](?![^\\n]*`)", shown)
    assert not re.search(
        "<[@#t/][^<>\\n]*[\u2066-\u2069][^<>\\n]*>|[\u2066-\u2069]<[@#][0-9]+>(?![^`]*`)", shown
    )


@given(TEXTS.filter(lambda text: not re.search("[\u0590-\u08ff\u200f]", text)))
def test_english_stays_as_it_is(text: str) -> None:
    assert settled(text, from_right=False) == without_isolates(text)


@given(TEXTS, st.booleans())
def test_what_is_settled_stays_so(text: str, from_right: bool) -> None:
    once = settled(text, from_right=from_right)
    again = settled(once, from_right=from_right)
    assert MARKS.sub("", again) == MARKS.sub("", once)
    assert len(again) <= len(once) + once.count("\n") + 1


@given(TEXTS)
def test_a_cut_text_is_balanced_again(text: str) -> None:
    shown = balanced(settled(text, from_right=True)[:20])
    assert shown.count(FSI) + shown.count(LRI) == shown.count(PDI)
    assert without_isolates(shown) == without_isolates(settled(text, from_right=True)[:20])


@pytest.mark.parametrize(
    "piece",
    [
        *("`", "\\`", "```", "[", "[a](https://", "<@", "<https://", "</a", "https://a ", f"{FSI}a{PDI}", FSI, PDI),
        *(f"{FSI}<@1> ", f"`{FSI}a{PDI}`", f"{FSI}a\n", "- - ", "\\", "1. ", "هنا {Ann}\n", "<@1> ", "a\n", f"`{RLM}"),
    ],
)  # fmt: skip
def test_no_text_takes_more_than_its_length_asks_for(piece: str) -> None:
    """Counted, not timed: how often signs are looked at is not known, so a text of so many signs must simply end."""
    text = "هنا " + piece * (40_000 // len(piece))
    assert without_isolates(settled(text, from_right=True)).count(piece[-1:]) >= 0


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("هنا", True),
        ("5 هنا", True),
        ("٥ a", False),
        ("a هنا", False),
        ("، a", False),
        ("", False),
        ("ש", True),
    ],
)
def test_the_first_letter_says_how_a_text_reads(text: str, from_right: bool) -> None:
    assert reads_from_right(text) is from_right
