"""What is posted of hostile texts: the whole message, read as Discord reads it, in every state that shows them."""

from dataclasses import replace

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.campaigns import cards
from cogs.campaigns.screen_pages import picture_files, screen_view
from core.base.units import units
from core.campaigns.pictures import PICTURE_FILE
from core.campaigns.room import ROOM, posted_units
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS, field_text, written_in
from core.campaigns.versions import VersionState
from services.campaigns.deliveries import ShownVersion
from services.campaigns.screening import is_clean
from tests.cogs.campaigns.samples import ACTIONS, campaign, ids_in, shown_of, texts_in, update, version
from tests.core.campaigns.discord_markdown import active_links, list_items, outside_spoilers, specials
from tests.core.campaigns.hostile_texts import HOSTILE
from tests.core.campaigns.test_screen import held_in
from tests.wording import said, say

SECRET = "unspeakable"


def shown_with(written: str, *, warning: str = "", picture: bytes | None = None) -> ShownVersion:
    """A draft that has this text in each of its fields, as far as the form takes it."""
    fields = {
        name: field_text(name, written[:limit] + " x", limit + 2)[:limit]
        for name, limit in UPDATE_LIMITS.items()
        if name in ("headline", "body")
    }
    if warning:
        fields["warning"] = warning
    title = field_text("title", written[: CAMPAIGN_LIMITS["title"] - 2] + " x", 200)
    draft = version(1, VersionState.DRAFT, **fields, picture_text=fields["body"][:900])
    shown = shown_of(update(draft, campaign=campaign(title=title)))
    held = held_in("\n".join([*written_in(draft.text).values(), title]))
    return replace(shown, held=held, picture=picture)


def copy_of(shown: ShownVersion) -> list[str]:
    return texts_in(cards.copy_view(say, shown, None, ACTIONS))


def items_of(view: discord.ui.LayoutView) -> list[discord.MediaGalleryItem]:
    return [
        item
        for each in view.walk_children()
        if isinstance(each, discord.ui.MediaGallery)
        for item in each.items
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:40]))
def test_a_message_with_hostile_texts_opens_nothing_and_hides_what_it_warns_of(text: str) -> None:
    shown = shown_with(f"{text} {SECRET} {text}", warning="threats", picture=b"picture")
    view = cards.copy_view(say, shown, None, ACTIONS)
    for each in texts_in(view):
        assert active_links(each) == []
        # The heading is Rowan's own, and its time.
        assert [one for one in specials(each) if one != "### " and not one.startswith("<t:")] == []
    (body,) = [each for each in texts_in(view) if each.startswith("||")]
    assert body.endswith("||")
    assert body.count("||") in (2, 3)  # a body that ends in a bar has its last one beside the end
    assert SECRET not in outside_spoilers(body)
    assert list_items(body.removeprefix("||")) == []
    (item,) = items_of(view)
    assert item.spoiler
    assert item.description
    assert "https://" not in item.description
    assert units(item.description) <= 1024


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4), st.sampled_from(["", " ", "\n"]))
def test_what_is_posted_is_what_the_draft_showed(texts: list[str], between: str) -> None:
    shown = shown_with(between.join(text[:200] for text in texts))
    if posted_units(shown.version.text, shown.update.campaign.text) > ROOM:
        return  # refused before it is a draft
    copy = copy_of(shown)
    card = texts_in(cards.draft_view(say, shown, ACTIONS, second=True, reaches=3))
    assert sum(map(units, copy)) <= 4000
    assert sum(map(units, card)) <= 4000
    whole = "update:12:whole:1" not in ids_in(cards.draft_view(say, shown, ACTIONS, second=True, reaches=3))
    if whole:
        assert card[-len(copy) :] == copy
    else:  # the button shows just the copy
        assert card[-len(copy) : -2] == copy[:-2]
    assert "…" not in copy[-2] or "…" in shown.version.text.body


def test_what_the_screen_changed_is_shown_behind_spoilers_with_field_and_reason() -> None:
    shown = shown_with("Call +44 20 7946 0958 of listed.example.com, @everyone")
    text = "\n".join(texts_in(screen_view(say, shown, 0)))
    for field in ("update-field-headline", "update-field-body", "campaign-field-title"):
        said(text, "screen-was-masked", field=say(field), what=say("screen-masked-phone"))
        said(text, "screen-was-held", field=say(field), why=say("screen-held-shared"))
        said(text, "screen-was-mention", field=say(field))
    assert "7946" not in outside_spoilers(text)
    assert active_links(text) == []
    card = cards.draft_view(say, shown, ACTIONS, second=False, reaches=3)
    said("\n".join(texts_in(card)), "draft-held", count=4)
    assert "update:12:screen:1" in ids_in(card)


def test_nothing_changed_is_said_too() -> None:
    said("\n".join(texts_in(screen_view(say, shown_with("Good news"), 0))), "screen-nothing")


def test_a_picture_goes_with_draft_copy_and_approval_and_is_blurred_only_with_a_warning() -> None:
    for warning in ("", "threats"):
        shown = shown_with("Good news", warning=warning, picture=b"picture")
        for view in (
            cards.copy_view(say, shown, None, ACTIONS),
            cards.draft_view(say, shown, ACTIONS, second=False, reaches=3),
        ):
            (item,) = items_of(view)
            assert item.media.url == f"attachment://{PICTURE_FILE}"
            assert item.spoiler is bool(warning)
        assert [file.filename for file in picture_files(shown)] == [PICTURE_FILE]
    assert items_of(cards.copy_view(say, shown_with("Good news"), None, ACTIONS)) == []


def test_a_picture_that_is_not_there_any_more_is_said_on_the_draft() -> None:
    shown = shown_with("Good news")
    text = replace(shown.version.text, picture=7)
    shown = replace(shown, version=replace(shown.version, text=text))
    said(
        "\n".join(texts_in(cards.draft_view(say, shown, ACTIONS, second=False, reaches=3))),
        "draft-picture-gone",
    )


@pytest.mark.parametrize(
    "address", ["https://listed.example.com/a", "https://good.example.org/?u=https://listed.example.com"]
)
def test_an_address_that_leads_to_or_carries_a_held_place_cannot_be_clicked(address: str) -> None:
    assert not is_clean(address, held_in(address))
    assert is_clean("https://good.example.org/a", held_in(address))
    assert not is_clean("", {})
