"""What holds for every text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from core.links import canonical, find_links
from core.links.address import PAGES, _by_ada, read_address
from core.lists.patterns import Pattern, parse_pattern
from core.lists.refusals import PatternError
from tests.conftest import examples

PIECES = [
    *[
        "偽市場.jpで",
        "YmFkLXBsYWNlLm5ldC9h",
        " (punto) ",
        " 🟢 ",
        " + .",
        "(slash)",
        " точка ру",
        "data:;base64,",
    ],
    *"aZ0é я.-_/:\\@?&=#%[](){}<>*|~`\"' \n\t,;!",
    *[
        "\u200b",
        "\u202e",
        "\u0301",
        "\ufdfa",
        "\U000e0061",
        "。",
        "а",
        "ｅ",
        "𝐚",
        "🇦",
        "ا",
        "中",
        "\ud800",
        "\x00",
    ],
    *[
        "bad-place.net",
        "https://",
        "hxxp://",
        "//",
        "www.",
        ".com",
        "[.]",
        " dot ",
        " . ",
        "%2E",
        "%68",
        "&#46;",
        "xn--",
        "](",
        "||",
    ],
    *[
        "http://3221226061",
        "0x7f",
        "?u=https%3A%2F%2F",
        "aHR0cHM6Ly9h",
        ".translate.goog",
        "t.me/",
        "discord.gg/",
        "tg://",
        "/../",
    ],
    *[
        ",t.me/a",
        ",discord.gg/a",
        " ، ",
        "…",
        "\n\n",
        "a\nb\nc\n",
        " _ . _ ",
        " prik ",
        " punt ",
        " barra ",
        ":four:",
        "(remove)",
        "\\056",
        "\\2e ",
    ],
    *[
        "family-name.org/x",
        "one-host.org",
        "some.page.org/a/b?c=d",
        "@",
        "archive.ph/",
        "(dot)",
        "n e t",
        "**",
        "\u00ad",
        "xn--e1aybc",
    ],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=60)
HELD = frozenset(
    [
        "bad-place.net",
        "family-name.*",
        "=one-host.org",
        "some.page.org/a",
        "192.0.2.77",
        "t.me/a",
        "discord.gg/a",
    ]
)


@given(TEXTS)
@examples(400)
def test_it_never_raises_and_says_where(text):
    for link in find_links(text):
        assert 0 <= link.start <= link.end <= len(text)
        assert link.written == text[link.start : link.end][:300]
        assert link.host
        assert link.canonical.startswith(link.host)
        assert len(link.keys) == len(set(link.keys))


# As an Index holds them: a key for each host with pages beside the keys themselves.
INDEXED = HELD | {PAGES} | {key.partition("/")[0] + PAGES for key in HELD if "/" in key}


@given(TEXTS, st.sampled_from([HELD, INDEXED]))
@examples(500)
def test_the_index_only_leaves_out(text, held):
    """The glance before is never wrongly "no"."""
    whole = {link.canonical for link in find_links(text) if not HELD.isdisjoint(link.keys)}
    assert whole <= {link.canonical for link in find_links(text, held.__contains__)}


@given(TEXTS)
@examples(200)
def test_canonical_is_idempotent(text):
    for link in find_links(text):
        again = canonical(link.canonical)
        assert again is not None
        assert (again.canonical, again.host) == (link.canonical, link.host)
        # The further keys are those of forms that earlier versions filed.
        assert link.keys[: len(again.keys)] == again.keys


@given(
    st.lists(
        st.sampled_from(
            [*"aZ09-./?#&=:@%!$'()*+,;~_\\|^`{}[]<> \"é", "com", "www.", "//", "/..", "utm_x=1", "xn--"]
        ),
        max_size=14,
    )
)
@examples(400)
def test_the_simple_way_reads_addresses_as_ada_does(pieces):
    for text in ("".join(pieces), "a.com" + "".join(pieces)):
        assert read_address(text) == _by_ada(text)


HOSTS = st.builds(
    ".".join,
    st.tuples(
        st.sampled_from(["", "www", "a", "forum", "x.y"]),
        st.sampled_from(["bad-place", "other-place", "family-name", "placefoo"]),
        st.sampled_from(["net", "org", "co.uk", "github.io", "example", "gouv.fr"]),
    ),
).map(lambda host: host.strip("."))
PAGES = st.sampled_from(
    [
        "",
        "/",
        "/a",
        "/a/b",
        "/a/b/c",
        "/A",
        "/ab",
        "/a?x=1",
        "/a?x=1&y=2",
        "/a/?y=2&x=1",
        "?x=1",
        "/a/b/c/d/e/f/g/h",
    ]
)
INVISIBLE = st.sampled_from(["\u200b", "\u00ad", "\u2060", "\u200d", "\ufeff", "\u202d"])
AROUND = st.sampled_from(
    [
        ("", ""),
        ("(", ")"),
        ("**", "**"),
        ("||", "||"),
        ("see ", " now"),
        ("<", ">"),
        ("“", "”"),
        ("", "."),
        ("x: ", ", y"),
        ("> ", "\n"),
    ]
)


@given(
    HOSTS,
    PAGES,
    st.lists(st.tuples(st.integers(0, 40), INVISIBLE), max_size=6),
    AROUND,
    st.booleans(),
    st.booleans(),
)
@examples(250)
def test_what_is_found_is_stable(host, page, hidden, around, upper, scheme):
    """Under invisible characters, case and the punctuation around it."""
    expected = canonical("https://" + host + page)
    written = ("https://" if scheme else "") + (host.upper() if upper else host) + page
    for at, char in hidden:
        written = written[: at % len(written)] + char + written[at % len(written) :]
    found = find_links(around[0] + written + around[1])
    assert expected is not None
    assert expected.canonical in [link.canonical for link in found]


TYPED = st.builds(
    lambda mark, host, page: (
        "=" + host if mark == "=" else host.split(".")[-2] + ".*" if mark == "*" else host + page
    ),
    st.sampled_from(["", "=", "*"]),
    HOSTS,
    PAGES,
)


def slowly_covers(pattern: Pattern, host: str, page: str) -> bool:
    """The table of docs/commands.md, said as plainly as can be, over addresses that need no normalising."""
    host = host.removeprefix("www.")
    text = pattern.text
    path, _, query = page.partition("?")
    segments = [part for part in path.split("/") if part]
    if text.startswith("="):
        return host == text[1:]
    if text.endswith(".*"):
        endings = ["net", "org", "uk", "co.uk", "io", "github.io", "example", "fr", "gouv.fr"]
        named = [ending for ending in endings if f"{text[:-2]}.{ending}" not in endings]
        return any(
            re.fullmatch(rf"(.*\.)?{re.escape(text[:-2])}\.{re.escape(ending)}", host) for ending in named
        )
    place, _, wanted = text.partition("?")
    wanted_host, *wanted_segments = place.split("/")
    if wanted:
        return (host, segments) == (wanted_host, wanted_segments) and set(wanted.split("&")) <= set(
            query.split("&")
        )
    if wanted_segments:
        return host == wanted_host and segments[: len(wanted_segments)] == wanted_segments
    return host == wanted_host or host.endswith("." + wanted_host)


@given(st.lists(TYPED, max_size=8), HOSTS, PAGES)
@examples(400)
def test_matching_agrees_with_a_slow_reference(typed, host, page):
    patterns = []
    for text in typed:
        try:
            patterns.append(parse_pattern(text))
        except PatternError:
            continue
    keys = {pattern.key for pattern in patterns}
    links = find_links(f"look at https://{host}{page} !", keys.__contains__)
    matched = {
        pattern.text
        for pattern in patterns
        for link in links
        if pattern.key in link.keys and pattern.covers(link)
    }
    assert matched == {pattern.text for pattern in patterns if slowly_covers(pattern, host, page)}


FILLER = st.lists(
    st.sampled_from(
        ["word", "end.", "a.b", "x" * 90, "(see", "that),", "https://c.net/x", "\n", "**bold**", "don't", "é"]
    ),
    max_size=160,
)
WRITTEN = st.sampled_from(
    [
        "bad-place.net",
        "https://bad-place.net/x",
        "bad-place dot net",
        "bad-place . net",
        "[bad-place.net](https://a.net)",
        "hxxp://bad-\u200bplace[.]net",
    ]
)


@given(FILLER, WRITTEN, FILLER)
@examples(150)
def test_where_in_a_long_text_it_stands_does_not_matter(before, written, after):
    lead = " ".join(before)
    text = f"{lead} {written} {' '.join(after)}"
    found = [
        link
        for link in find_links(text, frozenset(["bad-place.net"]).__contains__)
        if link.host == "bad-place.net"
    ]
    assert found
    assert found[0].written == text[found[0].start : found[0].end]
    assert found[0].start >= len(lead)
