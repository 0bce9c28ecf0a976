"""Which patterns cover a link: by what they name, and by the server behind an invite."""

from core.base.ids import ServerId
from core.links import Link, canonical
from core.lists.covering import Filed
from core.lists.invites import Leads
from core.lists.patterns import parse_pattern

FORUM, ELSEWHERE = ServerId(1), ServerId(2)


def link(text: str) -> Link:
    found = canonical(text)
    assert found is not None
    return found


def covering(text: str, *typed: str, leads: Leads | None = None) -> list[str]:
    filed = Filed((parse_pattern(each), each) for each in typed)
    return filed.covering(link(text), leads or {})


def test_what_a_pattern_names_is_covered() -> None:
    found = covering("www2.forum.example/a/b", "forum.example", "www2.forum.example/a", "other.example")
    assert set(found) == {"forum.example", "www2.forum.example/a"}


def test_a_shared_key_alone_covers_nothing() -> None:
    pages = ("forum.example/page?id=5&x=1", "forum.example/page?id=5")
    assert covering("forum.example/page?id=5", *pages) == ["forum.example/page?id=5"]
    assert covering("sub.pages.example", "=pages.example") == []


def test_the_order_is_that_of_the_links_keys_however_the_patterns_came() -> None:
    patterns = ["kiwifarms.net", "kiwifarms.net/a", "=kiwifarms.net", "kiwifarms.*"]
    found = covering("kiwifarms.net/a", *patterns)
    assert sorted(found) == sorted(patterns)
    assert covering("kiwifarms.net/a", *reversed(patterns)) == found


def test_another_invite_to_the_same_server_is_covered() -> None:
    leads = {"abc": FORUM, "xyz": FORUM, "games": ELSEWHERE, "gone": None}
    assert covering("discord.gg/xyz", "discord.gg/abc", "discord.gg/games", leads=leads) == ["discord.gg/abc"]
    assert covering("discord.gg/xyz", "discord.gg/abc") == []
    assert covering("discord.gg/gone", "discord.gg/abc", leads=leads) == []


def test_several_things_may_have_one_pattern() -> None:
    pattern = parse_pattern("forum.example")
    assert Filed([(pattern, 1), (pattern, 2)]).covering(link("forum.example"), {}) == [1, 2]
    assert Filed[int]([]).covering(link("forum.example"), {}) == []
