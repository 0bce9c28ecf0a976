"""The draft that an item becomes, and what is done with what a fetch brought."""

import pytest

from core.base.ids import PictureId
from core.campaigns.feeds.drafts import (
    MOST_AT_ONCE,
    NewItems,
    Waiting,
    correction_of,
    cut,
    draft_of,
    draft_of_many,
    is_restyled,
    what_of_new,
)
from core.campaigns.feeds.items import FeedItem, keys_of
from core.campaigns.room import refuse_beyond_room
from core.campaigns.texts import UPDATE_LIMITS, CampaignText, UpdateText, update_text
from core.campaigns.versions import UpdateKind

LINK = "https://drop.example/posts/1"


def item(title: str = "The provider answers", text: str = "At last.", link: str = LINK) -> FeedItem:
    return FeedItem(title, text, link, keys_of("1", link, title, text, ""))


def as_typed(text: UpdateText) -> UpdateText:
    """What the form would make of it: raises where it would refuse it."""
    return update_text({name: str(getattr(text, name)) for name in (*UPDATE_LIMITS, "kind")})


def test_an_item_becomes_what_a_moderator_could_have_typed() -> None:
    for each in (
        item(),
        item(title=""),
        item(text=""),
        item(title="", text=""),
        item(title="", text="", link=""),
        item(title="t" * 500, text="word " * 5_000),
        item(title="\u202eover\u200f", text="a\x00b\u2066c"),
        item(text="x" * 9_000, link="https://drop.example/" + "x" * 600),
        item(title=" \n ", text="حملة\n" * 900),
        item(link="javascript:alert(1)"),
        item(link="https://name@drop.example/"),
    ):
        text = draft_of(each)
        assert as_typed(text) == text
        assert text.kind is UpdateKind.STATEMENT


def test_what_is_missing_is_taken_from_what_is_there() -> None:
    assert draft_of(item()) == UpdateText(UpdateKind.STATEMENT, "The provider answers", "At last.", LINK)
    assert draft_of(item(title="", text="First line\nsecond")).headline == "First line"
    assert draft_of(item(text="")).body == "The provider answers"
    assert draft_of(item(title="", text="")).headline == LINK


def test_a_text_is_cut_between_words() -> None:
    assert cut("one two three", 13) == "one two three"
    assert cut("one two three", 12) == "one two…"
    assert cut("x" * 20, 10) == "x" * 9 + "…"


def test_many_items_become_one_text_that_names_as_many_as_fit() -> None:
    few = [item(title=f"Headline {n}") for n in range(12)]
    text = draft_of_many(few, "12 new items", "https://drop.example/", str)
    assert text.body.count("•") == 12
    assert text.source == "https://drop.example/"
    many = [item(title=f"{n} " + "long " * 25) for n in range(400)]
    text = draft_of_many(many, "400 new items", "", lambda more: f"and {more} more")
    assert as_typed(text) == text
    shown = text.body.count("•")
    assert text.body.endswith(f"and {400 - shown} more")


def test_a_correction_leaves_what_people_chose() -> None:
    standing = UpdateText(UpdateKind.WIN, "Old", "Old text", LINK, "names a threat")
    assert correction_of(item(), standing) == UpdateText(
        UpdateKind.WIN, "The provider answers", "At last.", LINK, "names a threat"
    )
    assert correction_of(item(link=""), standing).source == LINK


def test_a_correction_keeps_the_picture_that_people_gave_the_update() -> None:
    standing = UpdateText(
        UpdateKind.WIN, "Before", "Before.", LINK, picture=PictureId(7), picture_text="Two people"
    )
    corrected = correction_of(item(), standing)
    assert (corrected.picture, corrected.picture_text) == (PictureId(7), "Two people")


@pytest.mark.parametrize("sign", ["a ", "\U0001f469", "*", "`", "||", "https://example.org/x ", "中"])
def test_a_draft_fits_into_one_message_whatever_its_signs_take_there(sign: str) -> None:
    long = item(title=sign * 300, text=sign * 4000)
    standing = UpdateText(UpdateKind.WIN, "Before", "Before.", LINK, "w" * 200)
    many = draft_of_many([long] * 300, "New", LINK, str)
    for text in (draft_of(long), correction_of(long, standing), many):
        refuse_beyond_room(text, CampaignText(title="a" * 100, link="https://" + "a" * 492))
        assert text.body


def test_how_many_new_items_become_what() -> None:
    assert what_of_new(0, Waiting(3, asks=True)) == NewItems()
    assert what_of_new(MOST_AT_ONCE, Waiting()) == NewItems(each=True)
    assert what_of_new(MOST_AT_ONCE + 1, Waiting()) == NewItems(ask=True)
    assert what_of_new(1, Waiting(MOST_AT_ONCE)) == NewItems(wait=True)
    assert what_of_new(1, Waiting(1, asks=True)) == NewItems(wait=True)
    assert what_of_new(300, Waiting(1, asks=True)) == NewItems(wait=True)


def test_a_feed_that_says_all_in_another_way_is_told_from_corrections() -> None:
    assert not is_restyled(4, 4)
    assert not is_restyled(5, 10)
    assert is_restyled(6, 10)
    assert is_restyled(5, 5)
