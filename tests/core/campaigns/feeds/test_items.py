"""Which items are known again, whatever a feed does to its ids, addresses and dates."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns.feeds.items import FeedItem, Keys, keys_of, known_again, once_each

SITE = "https://drop.example/"


@dataclass(frozen=True)
class Item:
    id: str
    link: str
    title: str
    text: str = ""

    @property
    def keys(self) -> Keys:
        return keys_of(self.id, self.link, self.title, self.text, SITE)


def posts(*numbers: int) -> list[Item]:
    return [
        Item(f"tag:{n}", f"https://drop.example/posts/{n}", f"Headline {n}", f"What happened, part {n}")
        for n in numbers
    ]


def again(known: list[Item], items: list[Item]) -> list[int | None]:
    return known_again([one.keys for one in known], [one.keys for one in items])


KNOWN = posts(1, 2, 3, 4)


@pytest.mark.parametrize(
    "change",
    [
        lambda n, it: it,
        lambda n, it: replace(it, id=f"urn:new:{it.id}"),  # numbered anew
        lambda n, it: replace(it, id=str(n)),  # ids are places in the feed
        lambda n, it: replace(it, link=it.link.replace("https://", "http://www.")),
        lambda n, it: replace(it, link=f"{it.link}/"),
        lambda n, it: replace(it, link=f"{it.link}?utm_source=feed&utm_medium=rss"),
        lambda n, it: replace(it, link=f"{it.link}#xtor=RSS-1"),
        lambda n, it: replace(it, link=f"https://elsewhere.example/{n}"),  # moved
        lambda n, it: replace(
            it, id=f"new:{n}", link=f"https://elsewhere.example/{n}"
        ),  # moved, numbered anew
        lambda n, it: replace(it, link=""),
        lambda n, it: replace(it, id=""),
        lambda n, it: replace(it, title=it.title.upper(), text=f"  {it.text} "),
        lambda n, it: replace(it, text=it.text.replace(",", " –")),
        lambda n, it: replace(it, text="Said in quite another way"),
        lambda n, it: replace(it, id=f"new:{n}", text="Said in another way", title=it.title),
        lambda n, it: replace(it, link=f"https://elsewhere.example/{n}", text="Another text"),
        lambda n, it: replace(it, title="A better headline", text=it.text),
    ],
)
def test_no_change_of_one_kind_makes_items_new(change: object) -> None:
    items = [change(n, it) for n, it in enumerate(KNOWN)]  # type: ignore[operator]  # a lambda of the table
    assert again(KNOWN, items) == [0, 1, 2, 3]
    assert again(KNOWN, list(reversed(items))) == [3, 2, 1, 0]


def test_ids_that_count_places_pull_no_text_along() -> None:
    known = [replace(it, id=str(n)) for n, it in enumerate(posts(4, 3, 2, 1))]
    now = [replace(it, id=str(n)) for n, it in enumerate(posts(5, 4, 3, 2))]
    assert again(known, now) == [None, 0, 1, 2]


def test_an_id_that_is_always_the_same_makes_no_item_known() -> None:
    assert again([Item("latest", "", "Monday")], [Item("latest", "", "Tuesday")]) == [None]
    same = [replace(it, id="0") for it in posts(1, 2, 3)]
    assert again(same, [replace(it, id="0") for it in posts(4, 1, 2)]) == [None, 0, 1]


def test_a_page_that_all_items_lead_to_makes_none_known() -> None:
    for link in (SITE, "https://drop.example", "https://drop.example/news"):
        known = [replace(it, link=link) for it in posts(1, 2)]
        assert again(known, [replace(it, link=link) for it in posts(3, 1)]) == [None, 0]


def test_a_page_with_many_items_tells_them_apart_by_their_marks() -> None:
    known = [Item("", f"https://drop.example/log#{n}", f"Day {n}") for n in (1, 2)]
    now = [replace(it, title=f"{it.title} (mended)") for it in known]
    assert again(known, now) == [0, 1]


def test_a_headline_is_corrected_where_the_id_is_the_address() -> None:
    known = [replace(it, id=it.link) for it in KNOWN]
    now = [replace(it, id=it.link, title=f"Mended {n}", text="All said anew") for n, it in enumerate(KNOWN)]
    assert again(known, now) == [0, 1, 2, 3]


def test_new_items_are_new_and_each_known_one_is_met_once() -> None:
    assert again(KNOWN, posts(5, 1, 6)) == [None, 0, None]
    twin = replace(KNOWN[0], id="twin", link="https://drop.example/posts/twin")
    assert again(KNOWN, [KNOWN[0], twin]) == [0, None]
    assert again([], posts(1)) == [None]
    assert again(KNOWN, []) == []
    empty = Item("", "", "", "")
    assert again([empty], [empty]) == [None]


def test_what_a_feed_says_twice_is_said_once() -> None:
    def made(one: Item) -> FeedItem:
        return FeedItem(one.title, one.text, one.link, one.keys)

    first, second = posts(1, 2)
    assert once_each([made(first), made(second), made(first)]) == [made(first), made(second)]
    assert len(once_each([made(first), made(replace(first, link="https://drop.example/other"))])) == 1
    other = replace(first, id="x", link="https://drop.example/other")  # as two pages say the same
    assert len(once_each([made(first), made(other)])) == 2


KEYS = st.builds(Keys, *(st.sampled_from(["", "a", "b", "c"]) for _ in range(4)))


@given(st.lists(KEYS, max_size=8), st.lists(KEYS, max_size=8))
def test_each_known_item_is_met_at_most_once(known: list[Keys], items: list[Keys]) -> None:
    met = [found for found in known_again(known, items) if found is not None]
    assert len(met) == len(set(met))
    assert all(0 <= found < len(known) for found in met)


@given(
    st.lists(st.integers(0, 30), unique=True, max_size=12),
    st.lists(st.integers(0, 30), unique=True, max_size=12),
)
def test_of_honest_feeds_just_what_came_is_new(before: list[int], after: list[int]) -> None:
    found = again(posts(*before), posts(*after))
    assert found == [before.index(n) if n in before else None for n in after]
