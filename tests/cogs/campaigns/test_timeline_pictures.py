"""A campaign's timeline as a picture, with its text beside it, and as JSON."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image, ImageFont, features

from cogs.base.drawing.lettering import (
    BOLD,
    CARD,
    FAINT,
    INK,
    PLAIN,
    Lettering,
    NotShapedError,
    drawable,
    reads_from_the_right,
)
from cogs.campaigns.timelines import picture, words
from cogs.campaigns.timelines.json_file import as_files
from cogs.campaigns.timelines.picture import GREY, SIGNS, WIDTH, draw
from cogs.campaigns.timelines.pictures import _beside
from cogs.campaigns.timelines.words import ON_A_PICTURE, TimelinePicture, as_picture, described
from core.base.ids import CampaignId, UpdateId
from core.base.redact import MASK
from core.campaigns.screen import WhyHeld
from core.campaigns.versions import UpdateKind
from services.campaigns.records import Campaign
from services.campaigns.timelines import TimelineEntry, entries
from tests.cogs.campaigns.samples import HOSTILE, NOW, campaign, texts_in, update, version
from tests.cogs.reports.test_stats import _contrast
from tests.cogs.seen import custom_ids, told
from tests.cogs.stage import Stage
from tests.desk.scenes.campaigns.updates import begin, publish
from tests.wording import said, say

ARABIC = "الشركة تقول إنها ستقرر قبل 13 مارس بشأن المنتدى"
CLEAN = "https://news.example.org/1"
LISTED = "https://bad.example.com/thread/1"
HELD = {"bad.example.com/thread/1": WhyHeld.OWN, "bad.example.com": WhyHeld.OWN}


def entry(number: int = 1, at: datetime = NOW, **fields: Any) -> TimelineEntry:
    record = replace(update(version(**fields), published_at=at), id=UpdateId(number))
    (made,) = entries([(record, None)])
    return made


def gone(number: int = 2, reason: str = "It was not true") -> TimelineEntry:
    record = update(withdrawn_at=NOW, withdrawn_reason=reason)
    (made,) = entries([(replace(record, id=UpdateId(number)), None)])
    return made


def worded(*shown: TimelineEntry, page: int = 0, **fields: Any) -> TimelinePicture:
    return as_picture(say, replace(campaign(), **fields), shown, page, held=HELD)


async def in_file(of: Campaign, shown: Sequence[TimelineEntry]) -> Any:
    """What stands in the file of a timeline."""
    (part,) = await as_files(of, shown, HELD)
    return json.loads(part)


def pixels(picture: TimelinePicture) -> Image.Image:
    return Image.open(io.BytesIO(draw(picture)))


def everything(picture: TimelinePicture) -> str:
    """All that stands in a picture."""
    rows = [" ".join((row.day, row.word, row.headline, row.source, *row.marks)) for row in picture.rows]
    return "\n".join((picture.title, *picture.about, *(month.name for month in picture.months), *rows))


def test_it_reads_month_by_month_in_order() -> None:
    shown = [entry(n, NOW + timedelta(days=20 * n), headline=f"News {n}") for n in range(5)]
    picture = worded(*shown)
    assert [month.name for month in picture.months] == [
        "March 2026",
        "April 2026",
        "May 2026",
    ]
    assert [row.headline for row in picture.rows] == [f"News {n}" for n in range(5)]


def test_a_year_later_the_same_month_is_another() -> None:
    picture = worded(entry(1), entry(2, NOW.replace(year=2027)))
    assert len(picture.months) == 2


def test_what_was_withdrawn_or_corrected_says_so_and_no_more() -> None:
    corrected = update(version(1, headline="Wrong"), version(2, headline="Right"))
    (made,) = entries([(corrected, None)])
    picture = worded(made, gone())
    day = "1 March 2026"
    first, second = picture.rows
    assert first.marks == (say("timeline-picture-corrected", day=day),)
    assert second.kind is None
    assert second.headline == say("timeline-picture-withdrawn", number=2, day=day)
    assert second.marks == (say("timeline-picture-why", reason="It was not true"),)
    assert "listened" not in everything(picture)
    assert "Wrong" not in everything(picture)


def test_two_hundred_updates_are_paged_and_none_is_lost() -> None:
    shown = [entry(n, NOW + timedelta(days=n), headline=f"News {n}.") for n in range(200)]
    pages = [worded(*shown, page=number) for number in range(25)]
    assert [row.headline for page in pages for row in page.rows] == [f"News {n}." for n in range(200)]
    assert {page.pages for page in pages} == {25}
    assert worded(*shown, page=999) == pages[-1]
    for page in pages:
        view = _beside(say, CampaignId(5), page, "x.png")
        assert sum(map(len, texts_in(view))) <= 4000
        assert len(described(say, page)) <= 1024


def test_the_fullest_page_is_within_discords_limits_and_counts_what_is_left_out() -> None:
    full = [
        entry(n, NOW + timedelta(days=31 * n), headline=HOSTILE * 3, warning=HOSTILE * 4, source=LISTED)
        for n in range(ON_A_PICTURE)
    ]
    picture = worded(*full)
    description = described(say, picture)
    assert len(description) <= 1024
    assert description.count("\n") + 1 < len(full) + 1
    said(description.splitlines()[-1], "timeline-picture-more")
    view = _beside(say, CampaignId(5), picture, "x.png")
    assert sum(map(len, texts_in(view))) <= 4000
    assert sum(1 for _ in view.walk_children()) <= 40
    assert pixels(picture).size[0] == WIDTH


@pytest.mark.parametrize(
    "written",
    [
        "see https://bad.example.com/x now",
        "see bad.example.com/x now",
        "write to jane@example.org or +1 212 555 0147",
        "@everyone <@123456789012345678>",
        "[click](https://bad.example.com)",
    ],
)
async def test_nothing_leaves_clickable_or_unmasked_in_picture_description_or_file(written: str) -> None:
    shown = [
        entry(headline=written, body=written, warning=written, source=LISTED),
        gone(reason=written),
    ]
    text = replace(campaign().text, title=written, summary=written, demand=written, link=LISTED)
    picture = worded(*shown, text=text, closed_at=NOW, outcome=written, publisher=written)
    made = replace(campaign(), text=text, closed_at=NOW, outcome=written, publisher="name")
    out = [everything(picture), described(say, picture), json.dumps(await in_file(made, shown))]
    for each in out:
        for bad in ("bad.example.com", "https://bad", "jane@example.org", "555 0147", "@everyone", "]("):
            assert bad not in each
    if "jane" in written:
        assert all(MASK in each or "\\u2588" in each for each in out)


async def test_a_clean_source_stays_whole_and_a_listed_one_does_not() -> None:
    picture = worded(entry(source=CLEAN), entry(2, source=LISTED))
    assert [row.source for row in picture.rows] == [CLEAN, "hxxps://bad[.]example[.]com/thread/1"]
    found = await in_file(campaign(), [entry(source=CLEAN), entry(2, source=LISTED)])
    assert [(one["source"], one["source_listed"]) for one in found["updates"]] == [
        (CLEAN, False),
        ("hxxps://bad[.]example[.]com/thread/1", True),
    ]


def arabic() -> TimelinePicture:
    return replace(worded(entry(headline=ARABIC)), right_to_left=True)


def test_pictures_are_opaque_and_as_high_as_they_must_be() -> None:
    none, one, long = worded(), worded(entry()), worded(*[entry(n, headline="Word " * 30) for n in range(8)])
    heights = [pixels(each).size[1] for each in (none, one, long)]
    assert heights == sorted(heights)
    assert pixels(one).mode == "RGB"
    assert heights[-1] < picture._TALLEST


def test_arabic_is_shaped_and_begins_at_its_own_side() -> None:
    from_left, from_right = worded(entry(headline=ARABIC)), arabic()
    assert draw(from_left) != draw(from_right)
    # The letters of an Arabic headline end at the right margin, in a picture that is read from the left, too.
    inked = pixels(from_left).convert("RGB")
    right = [
        x
        for x in range(WIDTH // 2, WIDTH - 30)
        if any(inked.getpixel((x, y)) == _rgb(INK) for y in range(150, inked.size[1]))
    ]
    assert max(right) > WIDTH - 80


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def test_lines_are_no_wider_than_their_room_and_lose_nothing_before_the_last() -> None:
    lettering = Lettering(None)  # type: ignore[arg-type]  # it measures only
    for text in ("word " * 60, "x" * 400, ARABIC * 4, "a\u0301" * 200, "ш" * 90 + " " + ARABIC):
        lines = lettering.lines(text, 26, 600, 99, bold=True)
        right = reads_from_the_right(text)
        assert all(lettering.length(line, 26, bold=True, from_the_right=right) <= 600 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
        short = lettering.lines(text, 26, 600, 2, bold=True)
        assert len(short) == 2
        assert short[-1].endswith("…")


@pytest.mark.parametrize(
    ("written", "shown", "lost"),
    [
        ("They listened 🎉🏳️‍⚧️", "They listened", False),
        ("🔥", "[…]", True),
        ("漢字 news 漢", "[…] news […]", True),
        (ARABIC, ARABIC, False),
        ("Привет", "Привет", False),
    ],
)
def test_what_has_no_shape_is_left_out_and_letters_that_are_missing_are_said(
    written: str, shown: str, lost: bool
) -> None:
    assert drawable(written)[0].rstrip("⚧♀ ") == shown
    assert drawable(written)[1] is lost


def test_every_sign_has_a_shape_and_can_be_told_from_the_card() -> None:
    assert set(SIGNS) == set(UpdateKind)
    for path in (PLAIN, BOLD):
        font = ImageFont.truetype(path, 40)
        missing = bytes(font.getmask("\U0010fffd"))
        assert all(bytes(font.getmask(sign)) != missing for sign, _ in SIGNS.values())
    for colour in (INK, FAINT, GREY, *(colour for _, colour in SIGNS.values())):
        assert _contrast(colour, CARD) >= 4.5


def test_without_raqm_arabic_is_not_drawn_in_broken_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", {"raqm": False}.__getitem__)
    draw(worded(entry()))
    with pytest.raises(NotShapedError):
        draw(arabic())


async def test_members_get_the_picture_described_and_the_file(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    empty = await stage.member.slash(stage.general, "updates timeline", **{"campaign": "1", "as": "picture"})
    assert empty.ephemeral
    said(told(empty), "timeline-empty")
    await publish(stage)
    answer = await stage.member.slash(stage.general, "updates timeline", **{"campaign": "1", "as": "picture"})
    shown = answer.followups[0] if answer.followups else answer.response
    assert [file.filename for file in shown.message.attachments] == ["timeline-1-1.png"]
    assert "The provider answers" in told(answer)
    assert "555" not in told(answer)
    file = await stage.member.slash(stage.general, "updates timeline", **{"campaign": "1", "as": "json"})
    said(told(file), "timeline-file", count=1)


async def test_where_no_picture_can_be_drawn_the_words_stand(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_picture: TimelinePicture) -> bytes:
        raise MemoryError

    monkeypatch.setattr(picture, "draw", broken)
    await stage.set_up()
    await begin(stage)
    await publish(stage)
    answer = await stage.member.slash(stage.general, "updates timeline", **{"campaign": "1", "as": "picture"})
    said(told(answer), "timeline-no-picture")
    assert "The provider answers" in told(answer)


async def test_buttons_turn_to_the_next_picture(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "ON_A_PICTURE", 1)
    await stage.set_up()
    await begin(stage)
    await publish(stage)
    await publish(stage)
    answer = await stage.member.slash(stage.general, "updates timeline", **{"campaign": "1", "as": "picture"})
    first = answer.followups[0] if answer.followups else answer.response
    turned = await stage.member.click(first, custom_id="campaign:1:picture:1")
    shown = turned.response or turned.followups[0]
    assert [file.filename for file in shown.message.attachments] == ["timeline-1-2.png"]
    assert "campaign:1:picture:0" in custom_ids(shown)
