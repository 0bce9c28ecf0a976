"""HTML of strangers as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns.feeds.plain import looks_like_html, plain_of_html


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One.</p><p>Two <b>bold</b>.</p>", "One.\n\nTwo bold."),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>one<li>two</ul>", "• one\n• two"),
        ("AT&amp;T &lt;b&gt; &nbsp;&hellip;", "AT&T <b> …"),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ("a<script>if (a</b) '<p>never</p>'</script>c", "ac"),
        ("a<iframe src='https://x.example'>never</iframe>b<svg><text>never</text></svg>c", "abc"),
        ("a<noscript><img src=x>never</noscript>b<template>never</template>", "ab"),
        ("a<!-- never -->b", "ab"),
        ('<img src="https://t.example/p.gif" width="1" height=1 alt="never">a', "a"),
        ('<img src="x.jpg" alt="People before the house">', "[People before the house]"),
        ('<img src="x.jpg">', ""),
        ('a<span style="display: none">never</span>b<i hidden>never</i>c', "abc"),
        ('a<div style="DISPLAY:NONE">x<div>never</div>never</div>b', "ab"),
        (
            'see <a href="https://www.news.example/a?utm_source=x#y">the answer</a>.',
            "see the answer (news.example/a).",
        ),
        ('<a href="https://news.example/a">news.example</a>', "news.example"),
        (
            '<a href="https://evil.example/x">https://good.example/</a>',
            "https://good.example/ (evil.example/x)",
        ),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ('<a href="/there">relative</a>', "relative"),
        ('<a href="https://x.example/"><img src="y"></a>', ""),
        ("<p>never closed <b>at all", "never closed at all"),
        ("a < b and c > d", "a < b and c > d"),
        ("حملة <b>ضد</b> المنتدى", "حملة ضد المنتدى"),
        ("a\n  b\tc", "a b c"),
        ("<p>a</p>\n\n\n<p></p><p>b</p>", "a\n\nb"),
        ("</p></div>text", "text"),
        ("<script>never ends", ""),
        ("", ""),
    ],
)
def test_a_reader_of_the_page_would_read_the_same(html: str, plain: str) -> None:
    assert plain_of_html(html) == plain


def test_what_is_plain_is_not_taken_for_html() -> None:
    assert not looks_like_html("a < b & c > d, R&D; 3 <4")
    assert looks_like_html("a <b>b</b>")
    assert looks_like_html("AT&amp;T")


def test_depth_and_length_are_bounded() -> None:
    assert plain_of_html("<div hidden>" * 50_000 + "x") == ""
    assert plain_of_html("<b>" * 50_000 + "x") == "x"
    assert len(plain_of_html("x" * 300_000)) == 200_000


@given(st.text(alphabet="<>/!-&;ab\"'= \npscripthidden", max_size=80))
def test_nothing_is_raised(html: str) -> None:
    assert isinstance(plain_of_html(html), str)
