"""Discord's Markdown, as trees."""

import time

import pytest

from demo.markup import (
    Address,
    Code,
    CodeBlock,
    Heading,
    Item,
    Listing,
    Mention,
    Paragraph,
    Quote,
    Small,
    Stamp,
    Styled,
    Words,
    inline,
    parse,
)


@pytest.mark.parametrize(
    ("source", "style"),
    [
        ("**a**", "bold"),
        ("*a*", "italic"),
        ("_a_", "italic"),
        ("__a__", "underline"),
        ("~~a~~", "strike"),
        ("||a||", "spoiler"),
    ],
)
def test_emphasis(source: str, style: str) -> None:
    assert inline(f"x {source} y") == (Words("x "), Styled(style, (Words("a"),)), Words(" y"))


def test_emphasis_inside_emphasis() -> None:
    assert inline("**a *b* c**") == (
        Styled("bold", (Words("a "), Styled("italic", (Words("b"),)), Words(" c"))),
    )
    assert inline("***a***") == (Styled("bold", (Styled("italic", (Words("a"),)),)),)


@pytest.mark.parametrize(
    "source", ["2 * 3 * 4", "snake_case_name", "a ** b", "**", "||", "`", "[a](b)", "<@x>", "<t:>"]
)
def test_what_only_looks_like_markdown_stays(source: str) -> None:
    assert inline(source) == (Words(source),)


def test_code_keeps_what_is_in_it() -> None:
    assert inline("`**a** <@1>`") == (Code("**a** <@1>"),)
    assert inline("``a`b``") == (Code("a`b"),)


def test_an_escaped_mark_is_a_mark() -> None:
    assert inline(r"\*a\*") == (Words("*"), Words("a"), Words("*"))


def test_mentions_and_times() -> None:
    assert inline("<@1><@!2><@&3><#4></setup:5>@everyone<t:60:R><t:60>") == (
        Mention("user", "1"),
        Mention("user", "2"),
        Mention("role", "3"),
        Mention("channel", "4"),
        Mention("command", "/setup"),
        Mention("everyone", "@everyone"),
        Stamp(60, "R"),
        Stamp(60, "f"),
    )


def test_links() -> None:
    assert inline("see https://a.example/b_c.") == (
        Words("see "),
        Address("https://a.example/b_c"),
        Words("."),
    )
    assert inline("<https://a.example>") == (Address("https://a.example"),)
    assert inline("[**a**](https://b.example)") == (
        Address("https://b.example", (Styled("bold", (Words("a"),)),)),
    )


def test_blocks_in_order() -> None:
    source = "# One\n-# small\ntext\nmore\n> said\n> again\n- a\n  - b\n2. c\n```py\nx = 1\n```\nend"
    assert parse(source) == (
        Heading(1, (Words("One"),)),
        Small((Words("small"),)),
        Paragraph((Words("text\nmore"),)),
        Quote((Paragraph((Words("said\nagain"),)),)),
        Listing((Item(0, "•", (Words("a"),)), Item(1, "•", (Words("b"),)), Item(0, "2.", (Words("c"),)))),
        CodeBlock("x = 1"),
        Paragraph((Words("end"),)),
    )


def test_three_marks_quote_the_rest() -> None:
    assert parse("a\n>>> b\nc") == (Paragraph((Words("a"),)), Quote((Paragraph((Words("b\nc"),)),)))


def test_quotes_do_not_nest() -> None:
    assert parse("> " * 2000 + "a") == (Quote((Paragraph((Words("> " * 1999 + "a"),)),)),)


@pytest.mark.parametrize(
    "mark", ["*", "**", "_", "__", "~~", "||", "`", "[", "<", "<t:", "https://", "\\", "> ", "- "]
)
def test_hostile_repetition_is_read_in_time(mark: str) -> None:
    began = time.thread_time()
    parse((mark * 4000)[:4000])
    assert time.thread_time() - began < 1
