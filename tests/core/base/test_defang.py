import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.defang import MAX_LINK, defang, defang_link
from tests.conftest import examples

PLAIN = """https://a-forum.net/x_y http://192.0.2.7 discord.gg/AbC [label](https://a.net) ** || ` ``` \\ _ ~~
@everyone @here <@123> <@&5> <#9> <:e:1> </c:1> [ ] ( ) . :// : / hxxp \u202e \u200b word a.com x ＠ [.] steam://run ht tps"""
PARTS = PLAIN.split()
PARTS += [" ", "\n", "# ", "> ", "-# ", "\n# "]
PIECES = st.lists(st.sampled_from(PARTS) | st.text(max_size=5)).map("".join)


@given(PIECES)
@examples(300)
def test_what_was_defanged_is_safe_and_stays_as_it_is(text):
    safe = defang(text)
    assert defang(safe) == safe
    assert not re.search(r"https?:", safe, re.IGNORECASE)
    assert not re.search(r"@(everyone|here)|<@|<#|\]\(", safe, re.IGNORECASE)
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", safe)
    assert not re.search(r"(?m)^\s*#{1,3} ", safe)
    assert not re.search(r"(?<!\\)(?:\\\\)*(?<!\\)[*`|~]", safe)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("see https://a-forum.net/x.html", "see hxxps://a-forum[.]net/x.html"),
        ("discord.gg/AbC", "discord[.]gg/AbC"),
        ("HTTP://A.NET", "hxxp://A[.]NET"),
        ("a.b.c@a-forum.net", "a.b.c@a-forum[.]net"),
        ("steam://connect/1.2.3.4", "steam[:]//connect/1[.]2[.]3[.]4"),
        ("main.py is done.So what", "main.py is done.So what"),
        ("[safe](https://a.net)", "[safe] (hxxps://a[.]net)"),
        ("# big", "\\# big"),
        ("<@123> <#5>", "‹@123> ‹#5>"),
        ("hi @everyone", "hi ＠everyone"),
        ("مرحبا https://مثال.إختبار/x", "مرحبا hxxps://مثال[.]إختبار/x"),
    ],
)
def test_text(text, safe):
    assert defang(text) == safe


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("a-forum.net/x?y=1.2", "`hxxps://a-forum[.]net/x?y=1.2`"),
        ("http://a-forum.net", "`hxxp://a-forum[.]net`"),
        ("hxxps://a-forum[.]net/", "`hxxps://a-forum[.]net/`"),
        ("`hxxps://a-forum[.]net/`", "`hxxps://a-forum[.]net/`"),
        ("a.net/`x`", "`hxxps://a[.]net/'x'`"),
    ],
)
def test_link(link, shown):
    assert defang_link(link) == shown


@given(st.text(max_size=400) | st.text(max_size=300).map(lambda path: "a.net/" + path))
@examples(100)
def test_a_link_is_one_short_piece_of_code(link):
    shown = defang_link(link)
    assert len(shown) <= MAX_LINK
    assert shown.count("`") == 2
    assert "\n" not in shown
    assert defang_link(shown) == shown


def test_an_address_in_a_parameter_is_defanged_too():
    shown = defang_link("r.example?u=https://a-forum.net/x.html&v=1")
    assert shown == "`hxxps://r[.]example?u=hxxps://a-forum[.]net/x.html&v=1`"
    assert defang_link(shown) == shown


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029"])
def test_a_heading_is_none_behind_any_end_of_a_line(end: str) -> None:
    assert defang(f"x{end}# Claimed by admin") == "x\n\\# Claimed by admin"
