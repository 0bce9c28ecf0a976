"""What a card of something found says of whoever wrote it: since when they are here, what happened here, whether they moderate."""

from typing import Any

import pytest

from core.base.ids import DetectionId
from services.base.outbox import Kind
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import custom_ids, send, shown, told
from tests.wording import lines_saying, refused, said, say, unsaid

LINK = "https://badforum.example/threads/1"


@pytest.fixture
def driver() -> type[ReportsStage]:
    """With reports, since these are counted, too."""
    return ReportsStage


@pytest.fixture(autouse=True)
async def _guarded(stage: ReportsStage) -> None:
    await stage.set_up()
    await stage.policy("set", tier="own", action="review")
    await stage.blocklist("add", pattern="badforum.example", category="harassment")


async def posted(stage: ReportsStage, *authors: Any, text: str = LINK) -> None:
    for author in authors:
        await author.send(stage.general, f"join {text}")
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()


async def pressed(stage: ReportsStage, verb: str, number: int = 1, by: Any = None) -> Any:
    return await (by or stage.moderator).click(
        stage.detection(number), custom_id=f"detection:{number}:{verb}"
    )


async def decided(stage: ReportsStage, number: int = 1) -> None:
    await send(stage.manager, await pressed(stage, "dismiss", number, stage.manager), reason="no_violation")
    await stage.work()


def asked_about_members(stage: ReportsStage) -> list[str]:
    """What Discord was asked about members, call by call."""
    return [
        call
        for _, call, *_ in stage.env.backend.transcript
        if call.startswith("GET /guilds/") and "/members/" in call
    ]


def restart(stage: ReportsStage) -> None:
    """Nothing is remembered of whoever wrote something."""
    stage.rowan.scanning.members._known.clear()


async def drawn_anew(stage: ReportsStage, number: int = 1) -> str:
    """The card, brought up to date."""
    await stage.stores.outbox.arm(Kind.DETECTION_CARD, DetectionId(number), stage.server, stage.clock())
    await stage.work()
    return shown(stage.detection(number))


async def test_a_card_says_since_when_they_are_here_and_what_happened_before(stage: ReportsStage) -> None:
    author = stage.join("author")
    await posted(stage, author)
    card = shown(stage.detection(1))
    said(card, "author-joined")
    said(card, "author-past-nothing")
    await pressed(stage, "delete")
    await stage.work()
    unsaid(shown(stage.detection(1)), "author-past")  # somebody decided
    await stage.reported("something else", author=author)
    await stage.decide(1, "dismiss", reason="no_violation")
    stage.clock.forward(minutes=11)
    await posted(stage, author)
    (past,) = lines_saying(shown(stage.detection(2)), "author-past", days=90)
    said(past, "author-past-removed", count=1)
    said(past, "author-past-dismissed", count=1)
    stage.clock.forward(days=91)
    await posted(stage, author)
    said(shown(stage.detection(3)), "author-past-nothing")


async def test_a_removal_is_not_its_own_past_nor_are_those_that_share_its_card(stage: ReportsStage) -> None:
    await stage.policy("set", tier="own", action="delete")
    author = stage.join("author")
    await posted(stage, author)
    said(shown(stage.detection(1)), "author-past-nothing")
    await posted(stage, author, author)
    card = shown(stage.detection(1))
    said(card, "detection-title-group-removed")
    said(card, "author-joined")
    said(card, "author-past-nothing")
    stage.clock.forward(minutes=11)
    await posted(stage, author)
    said(shown(stage.detection(4)), "author-past-removed", count=3)


async def test_a_decided_card_shows_none_of_it(stage: ReportsStage) -> None:
    await posted(stage, stage.join("author"))
    await decided(stage)
    card = shown(stage.detection(1))
    for key in ("author-joined", "author-made", "author-past"):
        unsaid(card, key)


async def test_what_is_kept_for_ninety_days_is_shown_no_longer(stage: ReportsStage) -> None:
    await stage.policy("set", tier="own", action="delete")
    await posted(stage, stage.join("author"))
    said(shown(stage.detection(1)), "author-joined")
    stage.clock.forward(days=91)
    await stage.rowan.forgetting.purge.step()
    await stage.work()
    card = shown(stage.detection(1))
    for key in ("author-joined", "author-made", "author-past"):
        unsaid(card, key)


async def test_a_raid_asks_discord_nothing_about_its_authors(stage: ReportsStage) -> None:
    raiders = [stage.join(f"raider{number}") for number in range(12)]
    before = len(asked_about_members(stage))
    await posted(stage, *raiders)
    for number in range(3):
        await posted(stage, raiders[number], text=f"other{number}.example and {LINK}")
    assert asked_about_members(stage)[before:] == []
    card = shown(stage.detection(1))
    said(card, "detection-group-messages", count=15)
    for key in ("author-joined", "author-past"):
        unsaid(card, key)  # of several, none is said


async def test_where_discord_does_not_say_the_line_says_less(stage: ReportsStage) -> None:
    author = stage.join("author")
    await posted(stage, author)
    restart(stage)
    before = len(asked_about_members(stage))
    said(await drawn_anew(stage), "author-joined")  # one card: Discord is asked
    assert len(asked_about_members(stage)) == before + 1
    restart(stage)
    member = f"/guilds/{stage.guild.id}/members/{author.id}"
    stage.env.inject_error("GET", member, status=503)
    card = await drawn_anew(stage)
    unsaid(card, "author-joined")
    said(card, "author-made")


async def test_of_a_bot_nothing_is_said(stage: ReportsStage) -> None:
    bot = stage.join("bridge", bot=True)
    await posted(stage, bot)
    card = shown(stage.detection(1))
    for key in ("author-joined", "author-made", "author-past", "detection-about-moderator"):
        unsaid(card, key)
    assert "detection:1:author" not in custom_ids((await pressed(stage, "reveal")).response)


async def test_a_card_about_a_moderator_is_marked_and_has_no_live_buttons(stage: ReportsStage) -> None:
    await posted(stage, stage.moderator)
    said(shown(stage.detection(1)), "detection-about-moderator", several="no")
    said(shown(stage.detection(1)), "detection-about-moderator-read")
    assert custom_ids(stage.detection(1)) == ["detection:1:reveal"]
    own = await pressed(stage, "reveal")
    said(told(own), "detection-own-message")
    assert not own.response.components
    read = await pressed(stage, "reveal", by=stage.manager)
    acting = [each for each in custom_ids(read.response) if each.endswith(":p")]
    assert acting == [f"detection:1:{verb}:p" for verb in ("list", "dismiss", "delete", "more")]
    form = await stage.manager.click(read.response.message, custom_id="detection:1:dismiss:p")
    await send(stage.manager, form, reason="no_violation")
    await stage.work()
    said(shown(stage.detection(1)), "detection-about-moderator", several="no")
    assert custom_ids(stage.detection(1)) == ["detection:1:reveal"]


async def test_so_is_one_of_several_of_which_they_wrote_one(stage: ReportsStage) -> None:
    await posted(stage, stage.member, stage.moderator, stage.author)
    said(shown(stage.detection(1)), "detection-about-moderator", several="yes")
    assert custom_ids(stage.detection(1)) == ["detection:1:removals"]
    read = await pressed(stage, "removals", by=stage.manager)
    assert "detection:1:delete:p" in custom_ids(read.response)
    theirs = await pressed(stage, "removals")
    assert not any(each.endswith(":p") for each in custom_ids(theirs.response))


async def test_without_a_text_the_private_answer_has_the_actions(stage: ReportsStage) -> None:
    await posted(stage, stage.moderator)
    stage.clock.forward(days=8)
    await stage.rowan.forgetting.purge.step()
    said(await drawn_anew(stage), "detection-about-moderator-act")
    said(told(await pressed(stage, "reveal")), "detection-own-message")
    answer = await pressed(stage, "reveal", by=stage.manager)
    said(told(answer), "detection-act", detection="1")
    assert "detection:1:delete:p" in custom_ids(answer.response)


async def test_whoever_becomes_a_moderator_later_is_refused_at_the_click(stage: ReportsStage) -> None:
    author, moderates = stage.joined_with_role("helper")
    await posted(stage, author)
    unsaid(shown(stage.detection(1)), "detection-about-moderator", several="no")
    moderates(now=True)
    said(told(await pressed(stage, "dismiss", by=author)), "detection-own-message")


async def test_the_authors_cases_stand_behind_a_button(stage: ReportsStage) -> None:
    author = stage.join("author", "Moderators")
    await stage.reported("one", author=author)
    await posted(stage, author)
    read = await pressed(stage, "reveal")
    answer: Any = await stage.moderator.click(read.response.message, custom_id="detection:1:author")
    assert answer.ephemeral
    said(told(answer), "author-title-found", detection="1")
    (line,) = lines_saying(told(answer), "author-case")
    assert "[1](" in line
    cases = stage.services.author_cases
    with refused("detection-own-message"):
        await cases.of_found(stage.caller_who_moderates(author), DetectionId(1))
    with refused("error-not-moderator"):
        await cases.of_found(stage.caller(stage.member), DetectionId(1))


async def test_one_of_several_says_who_wrote_it_when_it_is_read(stage: ReportsStage) -> None:
    await posted(stage, *(stage.join(f"raider{number}") for number in range(3)))
    each = await pressed(stage, "removals")
    assert "detection:1:author" not in custom_ids(each.response)
    read: Any = await stage.moderator.select(each.response.message, ["2"], custom_id="detection:1:read")
    said(told(read), "author-joined")
    assert "detection:2:author" in custom_ids(read.response)
    answer: Any = await stage.moderator.click(read.response.message, custom_id="detection:2:author")
    said(told(answer), "author-none-found")
    assert say("author-title-found", detection="2") in told(answer)
