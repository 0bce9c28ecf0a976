"""One page however it is written: every rule for a software's pages, what it leaves alone, and what holds for all of them."""

import pytest

from core.links import canonical, find_links
from core.links.address import PAGES, Address, read_address
from core.links.software import RULES
from core.links.software.rule import SiteRule
from core.lists.patterns import Pattern, PatternKind, Scope, parse_pattern, pattern_for

NEAR = [(rule, near) for rule in RULES for near in rule.near]


def read(text: str) -> Address:
    address = read_address(text)
    assert address is not None
    return address


def written_as(text: str) -> tuple[str, tuple[str, ...]]:
    address = read(text)
    return address.path, address.parameters


def applied(rule: SiteRule, text: str) -> tuple[str, tuple[str, ...]]:
    return rule.applied(*written_as(text))


def form(text: str) -> str:
    link = canonical(text)
    assert link is not None
    return link.canonical


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_rule(rule: SiteRule) -> None:
    written, one = rule.example
    assert any(hint in written for hint in rule.hints)
    assert applied(rule, written) != written_as(written)
    assert form("https://www." + written) == one
    assert form(one) == one


@pytest.mark.parametrize(("rule", "near"), NEAR, ids=[f"{rule.name}: {near}" for rule, near in NEAR])
def test_what_looks_alike_is_left_alone(rule: SiteRule, near: str) -> None:
    assert applied(rule, near) == written_as(near)


def test_every_rule_has_a_name_of_its_own_and_something_that_looks_alike() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.name for rule in RULES if not rule.near] == []


SAME = {
    "board.example/node/12345": [
        "https://board.example/forum/general/12345-some-title",
        "https://board.example/forum/general/12345-another-title/page3",
        "https://board.example/forum/part-one/moved-there/12345-some-title?view=stream",
        "https://board.example/forum/5-general/12345-some-title#post7",
        "https://board.example/node/12345",
    ],
    "board.example/node/12345?p=678": [
        "https://board.example/forum/general/12345-some-title?p=678#post678",
    ],
    "board.example/phpbb/viewtopic.php?t=123": [
        "https://board.example/phpbb/general-talk-f5/some-title-t123.html",
        "https://board.example/phpbb/moved-f6/another-title-t123-30.html",
        "https://board.example/phpbb/topic123.html",
        "https://board.example/phpbb/topic123-45.html#p7",
        "https://board.example/phpbb/general-f5/topic123.html",
        "https://board.example/phpbb/viewtopic.php?f=5&t=123&start=30",
    ],
    "board.example/viewtopic.php?p=456": [
        "https://board.example/post456.html#p456",
        "https://board.example/viewtopic.php?p=456",
    ],
    "board.example/threads/123": [
        "https://board.example/threads/some-title.123/",
        "http://www.board.example/threads/another-title.123/#post-5",
        "https://board.example/threads/123/",
        "https://board.example/threads/some-title.123/page-12",
        "https://board.example/threads/some-title.123/latest",
        "https://board.example/threads/some-title.123/unread?new=1"[:-6],
        "https://board.example/index.php?threads/some-title.123/",
        "https://board.example/index.php?threads/some-title.123/page-2#post-9",
        "https://board.example/index.php?threads%2Fsome-title.123%2F",
        "https://board.example/?threads/some-title.123/",
        "https://board.example/index.php/threads/some-title.123/",
        "https://board.example/threads/%D0%BF%D1%80%D0%B8.123/",
    ],
    "board.example/forum/threads/123": [
        "https://board.example/forum/index.php?threads/x.123/",
        "https://board.example/forum/threads/y.123/",
    ],
    "board.example/threads/123/post-456": [
        "https://board.example/threads/some-title.123/post-456",
        "https://board.example/index.php?threads/other.123/post-456",
    ],
    "board.example/viewtopic.php?t=123": [
        "https://board.example/viewtopic.php?f=2&t=123",
        "https://board.example/viewtopic.php?t=123&start=40&sid=0123456789abcdef0123456789abcdef",
        "https://board.example/viewtopic.php?t=123&view=unread#unread",
    ],
    "board.example/showthread.php?t=123": [
        "https://board.example/showthread.php?t=123&page=4",
        "https://board.example/showthread.php?123-title/page2",
        "https://board.example/showthread.php?123-other-title",
        "https://board.example/showthread.php/123-title",
        "https://board.example/threads/123-title/page3",
    ],
    "board.example/showthread.php?tid=123": [
        "https://board.example/showthread.php?tid=123&page=2",
        "https://board.example/thread-123.html",
        "https://board.example/thread-123-page-7.html",
        "https://board.example/showthread.php?tid=123&action=lastpost",
    ],
    "board.example/t/12345": [
        "https://board.example/t/a-title/12345",
        "https://board.example/t/-/12345",
        "https://board.example/t/other/12345?u=someone",
        "https://board.example/t/12345",
    ],
    "board.example/t/12345/7": ["https://board.example/t/a-title/12345/7", "https://board.example/t/12345/7"],
    "board.example?topic=123": [
        "https://board.example/index.php?topic=123.0",
        "https://board.example/index.php?topic=123.new#new",
        "https://board.example/index.php?topic=123.20;wap2",
        "https://board.example/index.php/topic,123.0.html",
    ],
    "board.example/topic/123": [
        "https://board.example/topic/123-title/",
        "https://board.example/topic/123-other/page/4/",
        "https://board.example/topic/123-title/?tab=comments",
        "https://board.example/index.php?/topic/123-title/",
        "https://board.example/index.php?showtopic=123",
        "https://board.example/topic/123/title",
        "https://board.example/topic/123/other-title?page=3",
    ],
    "blog.example?p=123": [
        "https://blog.example/?p=123",
        "https://blog.example/index.php?p=123&preview=true",
    ],
    "blog.example/2024/05/title": [
        "https://blog.example/2024/05/title/amp/",
        "https://blog.example/index.php/2024/05/title/",
        "https://blog.example/2024/05/title/comment-page-3/#comment-9",
        "https://blog.example/2024/05/title/?replytocom=5",
    ],
    "board.example": [
        "https://board.example/index.php",
        "https://board.example/index.html",
        "board.example/?",
    ],
}


@pytest.mark.parametrize(("one", "written"), [(one, each) for one, all_ in SAME.items() for each in all_])
def test_one_page_has_one_form(one: str, written: str) -> None:
    assert form(written) == one
    assert one in [link.canonical for link in find_links(f"see {written} now")]


@pytest.mark.parametrize(
    ("one", "written"),
    [
        ("x.example/a:b", "x.example/a%3Ab"),
        ("x.example/a:b", "x.example/a%3ab"),
        ("x.example?u=https://y.example/z", "x.example/?u=https%3A%2F%2Fy.example%2Fz"),
        ("x.example?u=https://y.example/z", "x.example/?u=https%3a%2f%2fy.example%2fz"),
        ("x.example?q=two+words", "x.example/?q=two%20words"),
        ("x.example?q=a%2Bb", "x.example/?q=a%2bb"),
        ("x.example?a[]=1", "x.example/?a%5B%5D=1"),
        ("x.example?k=ab==", "x.example/?k=ab%3D%3D"),
        ("x.example/%C3%A9", "x.example/%c3%a9"),
        ("x.example/%C3%A9", "x.example/é"),
        ("x.example/a/b", "x.example/a/./c/../b/"),
        ("x.example/a", "x.example/a?"),
        ("x.example/a", "x.example/a/?#top"),
    ],
)
def test_one_address_has_one_form(one: str, written: str) -> None:
    assert form("https://" + written) == one
    assert form(one) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x.example/?q=a%26b=1", "x.example/?q=a&b=1"),
        ("x.example/?q=a%2Bb", "x.example/?q=a+b"),
        ("x.example/?q=a%23b", "x.example/?q=a"),
        ("x.example/?a%3Db=c", "x.example/?a=b=c"),
        ("x.example/a%2Fb", "x.example/a/b"),
        ("x.example/a%3Fb=c", "x.example/a?b=c"),
        ("x.example/files/index.html", "x.example/files"),
        ("github.com/a/b/threads/x.1", "github.com/a/b/threads/y.1"),
        ("board.example/threads/x.1", "other.example/threads/x.1"),
        ("board.example/threads/x.1", "board.example/forum/threads/x.1"),
        ("board.example/viewtopic.php?t=1", "board.example/viewtopic.php?p=1"),
    ],
)
def test_different_addresses_stay_different(one: str, other: str) -> None:
    assert form("https://" + one) != form("https://" + other)


def covers(typed: str, written: str) -> bool:
    pattern, link = parse_pattern(typed), canonical(written)
    assert link is not None
    return pattern.key in link.keys and pattern.covers(link)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("board.example/threads/a.123", "https://board.example/threads/b.123/post-9"),
        ("board.example/threads/a.123/page-4", "https://board.example/threads/b.123/"),
        ("board.example/index.php?threads/a.123/", "https://board.example/threads/b.123/page-2"),
        ("board.example/threads/a.123/post-9", "https://board.example/index.php?threads/b.123/post-9"),
        ("board.example/viewtopic.php?t=123", "https://board.example/viewtopic.php?f=1&t=123&p=9#p9"),
        ("board.example/t/a-title/12345", "https://board.example/t/b/12345/6"),
        ("board.example/topic/123-a/", "https://board.example/topic/123-b/?do=findComment&comment=9"),
        ("board.example/index.php?topic=123.0", "https://board.example/index.php?topic=123.msg9#msg9"),
        ("board.example/forum/index.php", "https://board.example/forum/"),
        ("board.example/forum/index.php", "https://board.example/forum/index.php"),
        ("board.example/index.html", "https://board.example"),
        ("board.example/index.html", "https://board.example/index.php"),
    ],
)
def test_an_entry_of_a_thread_covers_its_posts_and_pages(typed: str, written: str) -> None:
    assert covers(typed, written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("board.example/threads/a.123/post-9", "https://board.example/threads/a.123/"),
        ("board.example/threads/a.123/post-9", "https://board.example/threads/a.123/post-8"),
        ("board.example/threads/a.123", "https://board.example/threads/a.124"),
        ("board.example/threads/a.123", "https://board.example/threads/a.1234"),
        ("board.example/viewtopic.php?p=9&t=123", "https://board.example/viewtopic.php?t=123"),
        ("board.example/t/a-title/12345/6", "https://board.example/t/a-title/12345"),
        ("board.example/forum/index.php", "https://board.example/forum/thread"),
        ("board.example/index.html", "https://board.example/login"),
        ("board.example/src/main/index.php", "https://board.example/src/main"),
    ],
)
def test_an_entry_of_a_post_covers_that_post_and_one_of_a_front_page_no_other(
    typed: str, written: str
) -> None:
    assert not covers(typed, written)


# Patterns as an earlier version filed them: text, which was the key, too.
OLD = {
    "board.example/threads/a-title.123": "https://board.example/threads/a-title.123/page-4",
    "board.example/threads/a-title.123/page-2": "https://board.example/threads/a-title.123/page-2",
    "board.example/threads/123-title": "https://board.example/threads/123-title/page2",
    "board.example/t/title/12345": "https://board.example/t/title/12345/9",
    "board.example/topic/123-title": "https://board.example/topic/123-title/",
    "board.example/index.php": "https://board.example/index.php?topic=1",
    "board.example/forum/index.php": "https://board.example/forum/index.php",
    "board.example/index.php?topic=123.0": "https://board.example/index.php?topic=123.0",
    "board.example/viewtopic.php?f=2&t=123": "https://board.example/viewtopic.php?f=2&t=123",
    "x.example/?u=https%3A%2F%2Fy.example": "https://x.example/?u=https%3A%2F%2Fy.example",
    "x.example/?q=two%20words": "https://x.example/?q=two%20words",
    "x.example/%c3%a9": "https://x.example/%c3%a9",
}


@pytest.mark.parametrize(("text", "written"), OLD.items())
def test_what_an_earlier_version_filed_goes_on_matching(text: str, written: str) -> None:
    place, mark, query = text.partition("?")
    telling = max(query.split("&"), key=lambda each: (len(each), each))
    old = Pattern(PatternKind.QUERY if mark else PatternKind.PATH, text, f"{place}{mark}{telling}")
    for held in ({old.key}, {old.key, PAGES, text.partition("/")[0] + PAGES}):
        found = find_links(f"see {written} now", held.__contains__)
        assert [link for link in found if old.key in link.keys and old.covers(link)] != []


def test_a_scope_of_a_thread_is_its_number() -> None:
    (link,) = find_links("https://board.example/threads/a-title.123/page-4")
    assert pattern_for(link, Scope.PAGE).text == "board.example/threads/123"
