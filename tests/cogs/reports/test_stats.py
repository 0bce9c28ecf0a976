"""`/stats`, as moderators and others meet it."""

import asyncio
import io
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFont, ImageOps, features

from cogs.base.drawing import pictures
from cogs.base.drawing.lettering import CARD, EDGE, FAINT, INK, NotShapedError
from cogs.reports.stats import command as stats
from cogs.reports.stats import picture as stats_picture
from cogs.reports.stats.picture import BARS, UNDONE, draw
from cogs.reports.stats.words import Picture, Row, Tile, as_picture, described, picture_description
from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.reports.stats import Activity, ClosedCase, Figures, Period, TierCount, Waits, figures
from core.servers.policy import Tier
from tests.cogs.seen import told
from tests.cogs.stage import Stage
from tests.wording import said, say

ROOT = Path(__file__).parents[3]


def busy(days: int = 30, times: int = 1) -> Figures:
    """Figures of a server where something happened."""
    period = Period.ending(datetime(2026, 3, 1, 12, 30, tzinfo=UTC), days)
    minutes = [timedelta(minutes=number) for number in (4, 12, 80)]
    happened = Activity(
        reports={period.last: 3 * times, period.first: 5 * times},
        claim_waits=minutes,
        decisions=[ClosedCase(wait * 10, upheld=wait > minutes[0]) for wait in minutes],
        detections={Tier.OWN: TierCount(40 * times, 2), Tier.SHARED: TierCount(7, 0)},
        waiting=2,
    )
    return figures(happened, period)


async def reported(stage: Stage, link: str = "https://badforum.example/x") -> None:
    form = await stage.member.slash(stage.general, "report", link=link)
    answer = await stage.member.submit_modal(
        form, {"link": link, "category": "harassment", "details": "my own words"}
    )
    said(answer.response.content, "report-thanks")


def shown(answer: Any) -> Any:
    """The one message of a deferred answer."""
    return answer.followups[0] if answer.followups else answer.response


async def test_an_empty_server_gets_a_sentence_and_no_picture(stage: Stage) -> None:
    await stage.set_up()
    answer = await stage.moderator.slash(stage.general, "stats")
    assert answer.ephemeral
    said(answer.response.content, "stats-empty", days=30)
    assert not answer.response.message.attachments


async def test_figures_stand_in_words_beside_a_described_picture(stage: Stage) -> None:
    await stage.set_up()
    await reported(stage)
    await stage.post()
    card = next(message for message in stage.review.history() if "case:1:" in str(message.components))
    await stage.moderator.click(card, custom_id="case:1:claim")
    answer = await stage.moderator.slash(stage.general, "stats", days=7)
    assert answer.ephemeral
    words = told(answer)
    said(words, "stats-title", days=7)
    said(words, "stats-reports", count=1)
    said(words, "stats-waiting", count=1)
    said(words, "stats-first-claim", count=1, median=say("stats-typical-moments"))
    said(words, "stats-picture-description", days=7, reports=1)
    files = shown(answer).message.attachments
    assert [file.filename for file in files] == ["stats.png"]


async def test_it_never_tells_who_reported_or_what(stage: Stage) -> None:
    await stage.set_up()
    await reported(stage)
    everything = str(shown(await stage.moderator.slash(stage.general, "stats")).components)
    for secret in (str(stage.member.id), stage.member.name, "my own words", "badforum"):
        assert secret not in everything


async def test_who_does_not_moderate_is_refused(stage: Stage) -> None:
    await stage.set_up()
    statistics = stage.rowan.reports.statistics
    stranger = Caller(ServerId(stage.guild.id), UserId(stage.member.id), "member")
    with pytest.raises(UserError, match="error-not-moderator"):
        await statistics.look(stranger, 30)
    with pytest.raises(UserError, match="stats-days-unknown"):
        await statistics.look(replace(stranger, manage_messages=True), 36_500)


async def test_a_server_that_is_not_set_up_hears_so(stage: Stage) -> None:
    answer = await stage.moderator.slash(stage.general, "stats")
    assert "/setup" in answer.response.content


async def test_without_a_picture_the_figures_are_still_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_picture: Picture) -> bytes:
        raise MemoryError

    monkeypatch.setattr(stats_picture, "draw", broken)
    await stage.set_up()
    await reported(stage)
    answer = await stage.moderator.slash(stage.general, "stats")
    said(told(answer), "stats-reports", count=1)
    said(told(answer), "stats-no-picture")
    assert "picture of /stats" in caplog.text


async def test_a_picture_that_takes_too_long_is_left_out(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Over before the picture is begun, however quick the machine.
    monkeypatch.setattr(pictures, "DRAWN_WITHIN", 0)
    monkeypatch.setattr(stats_picture, "draw", lambda _picture: b"late")
    await stage.set_up()
    await reported(stage)
    said(told(await stage.moderator.slash(stage.general, "stats")), "stats-no-picture")


def test_less_than_a_minute_is_said_in_words() -> None:
    quick = replace(busy(), first_claim=Waits(3, timedelta(seconds=5), timedelta(seconds=20)))
    words = described(quick, say)
    said(
        words,
        "stats-first-claim",
        count=3,
        median=say("stats-typical-moments"),
        p90=say("stats-within-moments"),
    )
    assert "<" not in words


def test_words_say_every_figure() -> None:
    words = described(busy(), say)
    minutes, hours = "stats-span-minutes", "stats-span-hours"
    said(words, "stats-reports", count=8, most=5, day="31 Jan")
    said(words, "stats-first-claim", count=3, median=say(minutes, n=12), p90=say(minutes, n=80))
    said(words, "stats-decision", count=3, median=say(hours, n=2), p90=say(hours, n=13))
    said(words, "stats-upheld", upheld=2, closed=3, percent=67)
    said(words, "stats-tier", tier=say("tier-own"), count=40, undone=2)
    said(words, "stats-waiting", count=2)
    assert len(picture_description(busy(90, 10**9), say)) <= 1024


def pixels(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(draw(picture)))


def arabic() -> Picture:
    """As Arabic will word it: isolated values in sentences that are read from the right."""
    return replace(
        as_picture(busy(), say),
        tiles=(Tile("أول استلام، الوسيط", "\u206821\u2069 دقيقة", "9 من 10: \u206880\u2069 دقيقة"),) * 3,
        rows=(Row("قائمة الخادم", 40, 12, "\u206840\u2069 (\u206812\u2069)"),) * 4,
        part_name="(أُلغيت)",
        right_to_left=True,
    )


@pytest.mark.parametrize("days", [7, 90])
def test_the_picture_is_opaque_and_of_one_size(days: int) -> None:
    drawn = pixels(as_picture(busy(days, 10**6), say))
    assert drawn.size == (1100, 700)
    assert drawn.mode == "RGB"


def test_hostile_and_arabic_words_are_drawn() -> None:
    worded = as_picture(busy(), say)
    assert draw(arabic()) != draw(worded)
    assert draw(replace(worded, tiles=(Tile("$x^{$", "<b>", "\0"),) * 3, days=())) != draw(worded)


def test_every_letter_has_a_glyph() -> None:
    worded = [as_picture(busy(), say), arabic()]
    letters = {
        letter
        for picture in worded
        for tile in picture.tiles
        for text in (tile.name, tile.number, tile.remark, *(row.name + row.told for row in picture.rows))
        for letter in f"■{text}{picture.days_name}{picture.part_name}٪"
    }
    for path in sorted((ROOT / "cogs/base/drawing/fonts").glob("*.ttf")):
        font = ImageFont.truetype(path, 40)
        missing = bytes(font.getmask("\U0010fffd"))
        assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == [], path


def test_isolation_marks_order_the_words_and_are_not_seen() -> None:
    def drawn(words: str) -> bytes:
        return draw(replace(arabic(), rows=(Row("قائمة الخادم", 40, 12, words),) * 4))

    # One reads the whole first and what of it was undone behind it, from the right; the last is in the order of the eye.
    assert drawn("\u206840\u2069 (\u206812\u2069)") == drawn("40 (12)") == drawn("\u202d(12) 40\u202c")


def test_from_the_right_everything_is_mirrored() -> None:
    worded = as_picture(busy(), say)
    bare = replace(
        worded,
        tiles=(),
        days_name="",
        most="",
        first="",
        last="",
        rows_name="",
        part_name="",
        rows=tuple(replace(row, name="", told="", part=0) for row in worded.rows),
    )
    mirrored = ImageOps.mirror(pixels(replace(bare, right_to_left=True)))
    assert draw(bare) != draw(replace(bare, right_to_left=True))
    assert ImageChops.difference(pixels(bare), mirrored).getbbox() is None


def test_without_raqm_only_what_needs_no_shaping_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", {"raqm": False}.__getitem__)
    worded = as_picture(busy(), say)
    isolated = tuple(replace(tile, number=f"\u2068{tile.number}\u2069") for tile in worded.tiles)
    assert draw(replace(worded, tiles=isolated)) == draw(worded)
    assert pixels(worded).size == (1100, 700)
    with pytest.raises(NotShapedError):
        draw(arabic())


async def test_arabic_without_raqm_is_told_in_words_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "check", {"raqm": False}.__getitem__)
    monkeypatch.setattr(stats, "as_picture", lambda _figures, _say: arabic())
    await stage.set_up()
    await reported(stage)
    answer = await stage.moderator.slash(stage.general, "stats")
    said(told(answer), "stats-reports", count=1)
    said(told(answer), "stats-no-picture")
    assert not shown(answer).message.attachments


def test_the_pinned_pillow_shapes() -> None:
    assert features.check("raqm")


def _light(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_can_be_told_from_the_card() -> None:
    for text in (INK, FAINT, UNDONE):
        assert _contrast(text, CARD) >= 4.5  # WCAG 1.4.3
    for shape in (BARS, UNDONE):
        assert _contrast(shape, CARD) >= 3  # WCAG 1.4.11
    # Discord's light mode, dark mode and its darkest one: the card's edge shows on each.
    for behind in ("#ffffff", "#313338", "#1a1a1e"):
        assert _contrast(EDGE, behind) >= 1.5


@pytest.mark.long
async def test_nothing_is_loaded_before_the_first_picture() -> None:
    code = "import sys, bot, wiring.rowan; sys.exit('PIL' in sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)
    assert await process.wait() == 0


def test_it_says_what_counts_as_a_detection_where_there_are_any() -> None:
    assert say("stats-what-counts") in described(busy(), say)
    nothing = Activity(reports={}, claim_waits=[], decisions=[], detections={}, waiting=0)
    quiet = figures(nothing, Period.ending(datetime(2026, 3, 1, tzinfo=UTC), 7))
    assert say("stats-what-counts") not in described(quiet, say)
