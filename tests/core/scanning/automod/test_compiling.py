"""Compiling entries into keywords: limits, near misses, what may stand, what is said to be blocked."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.links import find_links
from core.lists.patterns import Pattern, parse_pattern
from core.scanning.automod.compiler import ALLOWED, KEYWORDS, RULES, Compiled, Entry, compile_keywords
from core.scanning.automod.forms import KEYWORD_LENGTH, TURNS, Left, forms_of, why_not
from core.scanning.automod.matching import first_met, may_meet, meets
from core.servers.policy import Tier
from tests.conftest import share
from tests.core.links.test_corpus import DISGUISED, INNOCENT

LABEL = st.from_regex(r"[a-z][a-z0-9]{2,12}(-[a-z0-9]{2,8})?", fullmatch=True)
HOST = st.builds("{}.{}".format, LABEL, st.sampled_from(["net", "org", "co.uk", "st", "so", "zip"]))
PLACE = st.one_of(
    HOST,
    HOST.map("={}".format),
    st.builds("{}.{}".format, LABEL, HOST),
    st.builds("{}/{}".format, HOST, st.integers(1, 10**9)),
    st.from_regex(r"[a-z][a-z0-9]{5,12}", fullmatch=True).map("t.me/{}".format),
    LABEL.map("zq{}.*".format),
    st.just("203.0.113.9"),
)


def entry(text: str, **more: object) -> Entry:
    return Entry(parse_pattern(text), Tier.OWN, Category.HARASSMENT, **more)  # type: ignore[arg-type]


def compiled(*texts: str, allowed: Sequence[str] = (), rules: int = RULES) -> Compiled:
    return compile_keywords(map(entry, texts), map(parse_pattern, allowed), rules)


def surely_found(pattern: Pattern, text: str) -> bool:
    """Whether Rowan itself would surely find the place there."""
    links = find_links(text, {pattern.key}.__contains__)
    return any(pattern.covers(link) and not link.guess for link in links)


def shown(keyword: str) -> list[str]:
    """Texts in which the keyword is met, as people post them."""
    core = keyword.strip("*")
    begun = [f"https:{core}", f"see hxxps:{core}"] if keyword.startswith("*") else [core, f"see {core}"]
    return [text + end for text in begun for end in (("", "x", "x/y") if keyword.endswith("*") else ("",))]


@pytest.mark.parametrize(
    ("keyword", "text", "met"),
    [
        ("cat", "a Cat sat", True),
        ("cat", "catch", False),
        ("cat", "cat!", False),
        ("the mat", "on the mat", True),
        ("cat*", "CAtapult", True),
        ("cat*", "wildcat", False),
        ("*cat", "copyCat", True),
        ("*cat", "catch", False),
        ("*cat*", "loCAtion", True),
        ("*", "anything", False),
        ("*cat", "catcopycat x", True),
    ],
)
def test_a_keyword_is_met_as_discord_documents_it(keyword: str, text: str, met: bool) -> None:
    assert meets(keyword, text) == met


@given(st.lists(PLACE, max_size=60), st.integers(0, RULES))
def test_the_limits_are_never_broken(places: list[str], rules: int) -> None:
    found = compiled(*places, rules=rules)
    assert len(found.keywords) == len(set(found.keywords)) <= rules * KEYWORDS
    assert found.rules <= rules
    assert all(0 < len(keyword) <= KEYWORD_LENGTH for keyword in (*found.keywords, *found.allow))
    assert len(found.allow) <= ALLOWED


@given(PLACE)
def test_whatever_meets_a_keyword_would_surely_be_found_by_rowan(place: str) -> None:
    pattern = parse_pattern(place)
    for form in forms_of(pattern):
        for text in shown(form.keyword):
            assert meets(form.keyword, text)
            assert surely_found(pattern, text), (form.keyword, text)


@given(PLACE)
def test_what_is_said_to_be_blocked_is(place: str) -> None:
    found = compiled(place)
    if not found.blocked:
        return
    here = place.lstrip("=").replace(".*", ".net")
    more = "" if "/" in here else "/a"
    for text in (f"https://{here}", f"look: https://{here}{more}?b=c now", f"HTTPS://WWW.{here.upper()}/"):
        if "203." not in text or "WWW" not in text:
            assert first_met(found.keywords, text), text


@pytest.mark.parametrize("pattern", ["zqharbour.*", "listed.net"])
@pytest.mark.parametrize(
    "host", ["bit.ly", "t.me", "other.example", "notlisted.net", "zqharbour.evil.example"]
)
def test_a_host_at_which_nothing_of_the_entry_lies_is_no_keyword(pattern: str, host: str) -> None:
    """A listed place was found behind a short link: the detection names the short link, and its host is everybody's."""
    found = compile_keywords([entry(pattern, hosts=(host,))], [], RULES)
    assert found.blocked
    for text in (f"https://{host}/x", f"{host}/x", f"https://{host}", f"www.{host}"):
        assert first_met(found.keywords, text) is None, text


@pytest.mark.parametrize("host", ["zqharbour.gg", "www.zqharbour.gg", "forum.zqharbour.gg"])
def test_a_host_of_a_family_that_was_found_is_blocked(host: str) -> None:
    found = compile_keywords([entry("zqharbour.*", hosts=(host,))], [], RULES)
    assert first_met(found.keywords, f"https://{host}/x")


def test_near_misses_of_the_corpus_are_left_alone() -> None:
    every = {pattern: compiled(pattern).keywords for _, pattern, _ in INNOCENT}
    assert [text for _, pattern, text in INNOCENT if first_met(every[pattern], text)] == []


def test_if_any_sign_ended_a_word_only_addresses_that_pose_as_the_listed_one_would_be_met() -> None:
    """Discord documents that white space does. Should it not be so, nothing is blocked that people post without deceit."""
    every = {pattern: compiled(pattern).keywords for _, pattern, _ in INNOCENT}
    met = [(p, text) for _, p, text in INNOCENT if any(may_meet(each, text) for each in every[p])]
    for pattern, text in met:
        assert re.search(rf"//{re.escape(pattern.removesuffix('.*'))}(\.st)?[.@:-]\w", text), text


@given(HOST, LABEL, st.integers(1, 10**9), st.booleans())
def test_a_page_that_differs_by_its_letters_or_by_dots_is_left_alone(
    host: str, name: str, number: int, lettered: bool
) -> None:
    page = f"{host}/{name}" if lettered else f"{host}/{number}"
    found = compiled(page)
    assert bool(found.blocked) != lettered
    for text in (f"https://{page.upper()}x", f"https://{page}/../other", f"https://{page}/x/../../y"):
        assert first_met(found.keywords, text) is None
    if lettered:
        assert first_met(found.keywords, f"https://{host}/{name.upper()}") is None


def test_a_page_whose_letters_case_means_nothing_is_blocked_and_what_lies_below_is_not() -> None:
    keywords = compiled("t.me/gutterwatch").keywords
    for text in (
        "https://t.me/gutterwatch",
        "see https://t.me/GutterWatch now",
        "https://t.me/gutterwatch?x=1",
    ):
        assert first_met(keywords, text), text
    for text in ("https://t.me/gutterwatch/../other", "https://t.me/gutterwatch_bot", "https://t.me/gutter"):
        assert first_met(keywords, text) is None, text


def test_what_is_blocked_in_the_disguised_corpus_is_what_rowan_finds() -> None:
    every = {pattern: compiled(pattern).keywords for _, pattern, _ in DISGUISED}
    lines = share(DISGUISED)
    met = [(pattern, text) for _, pattern, text in lines if first_met(every[pattern], text)]
    assert met, "not even one"
    assert [line for line in met if not surely_found(parse_pattern(line[0]), line[1])] == []


@pytest.mark.parametrize(
    "text",
    [
        "me@listed.net",
        "https://notlisted.net/x",
        "https://listed.network/x",
        "https://listed.net.evil.example/x",
        "https://news.example/listed.net/about",
        "https://listed.net@good.example/",
        "listed.network",
        "https://sub-listed.net",
    ],
)
def test_what_merely_looks_like_a_listed_host_is_left_alone(text: str) -> None:
    assert first_met(compiled("listed.net", "zqlisted.*").keywords, text) is None


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("discord.gg/abc", Left.INVITE),
        ("a.example.com/x?id=5", Left.PARAMETERS),
        ("a.example.com/Page", Left.CASE),
        ("a.example.com/page", Left.CASE),
        ("t.me/gutterwatch/About", Left.CASE),
        (f"{'a' * 40}.{'b' * 30}.example", Left.LONG),
    ],
)
def test_what_has_no_keyword_says_why(place: str, why: Left) -> None:
    assert why_not(parse_pattern(place)) is why
    assert compiled(place).left == {why: [parse_pattern(place).text]}


@pytest.mark.parametrize(
    "text", ["load foo.so/ first", "codeberg.org/x/foo.so/src", "me@foo.so", "www.foo.so"]
)
def test_without_a_scheme_an_address_is_left_to_rowan(text: str) -> None:
    keywords = compiled("foo.so").keywords
    assert first_met(keywords, text) is None
    assert first_met(keywords, "load https://foo.so/ first")


def test_an_exception_inside_drops_what_could_meet_it() -> None:
    found = compiled("listed.net", "listed.net/12", allowed=["listed.net/archive"])
    assert found.left == {Left.EXCEPTION: ["listed.net"]}
    keywords = found.keywords
    assert first_met(keywords, "https://listed.net/12")
    for text in (
        "https://listed.net/archive",
        "see https://www.listed.net/archive/7?x=1",
        "listed.net/archive",
    ):
        assert first_met(keywords, text) is None, text


@given(HOST, LABEL)
def test_no_exception_is_ever_met(host: str, part: str) -> None:
    for place in (f"{host}/{part}", f"{part}.{host}"):
        found = compile_keywords(
            [entry(host, hosts=(f"{part}.{host}", f"x.{part}.{host}"))], [parse_pattern(place)], RULES
        )
        for text in (
            f"https://{place}",
            f"https://{place}/x/y",
            f"<https://{place}>",
            f"https://x.{place}/a",
        ):
            if not (text.startswith("https://x.") and "/" in place):  # that is another page
                assert first_met(found.keywords, text) is None


def test_the_allow_list_names_exceptions_that_cost_keywords_first() -> None:
    allowed = [f"other{number}.example.com" for number in range(ALLOWED)]
    found = compiled("listed.net", "listed.net/12", allowed=[*allowed, "listed.net/archive"])
    assert found.allow[:2] == ("https://listed.net/archive", "listed.net/archive")
    assert len(found.allow) == ALLOWED


def test_what_matters_most_comes_first() -> None:
    entries = [
        Entry(parse_pattern(text), tier, category, here, elsewhere)
        for text, tier, category, here, elsewhere in (
            ("quiet.net", Tier.OWN, Category.SCAM, 0, 0),
            ("seen-elsewhere.net", Tier.OWN, Category.SCAM, 0, 9),
            ("seen-here.net", Tier.OWN, Category.SCAM, 1, 0),
            ("doxxing.net", Tier.OWN, Category.DOXXING, 0, 0),
            ("shared.net", Tier.SHARED, Category.DOXXING, 99, 99),
        )
    ]
    blocked = [each.pattern.text for each in compile_keywords(entries, (), RULES).blocked]
    assert blocked == ["doxxing.net", "seen-here.net", "seen-elsewhere.net", "quiet.net", "shared.net"]


def test_what_has_no_room_is_named_and_the_heaviest_keep_theirs() -> None:
    entries = [entry(f"place{number}.net", here=number) for number in range(400)]
    found = compile_keywords(entries, (), 1)
    assert len(found.keywords) == KEYWORDS
    assert found.blocked[0].pattern.text == "place399.net"
    assert len(found.blocked) + len(found.left[Left.FULL]) == 400
    assert "place0.net" in found.left[Left.FULL]


def test_disguises_come_after_every_plain_form() -> None:
    turns = [form.turn for form in forms_of(parse_pattern("listed.net"))]
    assert turns == sorted(turns)
    assert set(turns) == set(range(TURNS))


def test_who_is_to_be_timed_out_is_left_to_rowan() -> None:
    found = compile_keywords([entry("listed.net", times_out=True)], (), RULES)
    assert (found.keywords, found.left) == ((), {Left.TIMEOUT: ["listed.net"]})


def test_a_host_at_which_a_family_was_found_comes_with_its_disguises() -> None:
    found = compile_keywords([entry("zqlisted.*", hosts=("forum.zqlisted.lol",))], (), RULES)
    assert first_met(found.keywords, "hxxps://forum.zqlisted[.]lol/x")
