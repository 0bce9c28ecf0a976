"""Texts that hurt to read are blurred for the moderator who chose so, and for nobody else."""

import re
from typing import Any

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import custom_ids, text_of, told
from tests.wording import refused

pytestmark = pytest.mark.usefixtures("set_up")

ON, OFF = "case:1:blur:on:0", "case:1:blur:off:0"


async def read(stage: ReportsStage, by: Any = None) -> Any:
    return (await stage.press(1, "reveal", by)).response


async def test_nothing_is_blurred_unless_somebody_chose_it_for_themselves(stage: ReportsStage) -> None:
    await stage.reported("you are a slur || and worse \\", details="he called her that")
    answer = await read(stage)
    assert "||" not in text_of(answer).replace("\\|", "")
    turned = await stage.moderator.click(answer.message, custom_id=ON)
    shown = text_of(turned.response or answer)
    assert "||you are a slur \\|\\| and worse" in shown
    assert "||he called her that\n||" in shown
    assert shown.replace("\\|", "").count("||") == 4

    again = await read(stage)
    assert OFF in custom_ids(again)
    assert "||" in text_of(again).replace("\\|", "")
    other = await read(stage, stage.join("other", "Moderators"))
    assert ON in custom_ids(other)
    assert "||" not in text_of(other).replace("\\|", "")

    await stage.moderator.click(again.message, custom_id=OFF)
    plain = await read(stage)
    assert ON in custom_ids(plain)
    async with stage.stores.storage.bulk() as tx:
        assert await tx.sql.one("SELECT 1 FROM blurred_readers") is None  # nothing is kept of who went back


async def test_so_are_the_messages_around_it_and_a_removed_text(stage: ReportsStage) -> None:
    await stage.member.send(stage.general, "a neighbour")
    await stage.reported("you are a slur")
    answer = await read(stage)
    await stage.moderator.click(answer.message, custom_id=ON)
    around = told(await stage.moderator.click(answer.message, custom_id="case:1:around"))
    assert "||a neighbour\n||" in around


async def test_the_choice_is_of_moderators(stage: ReportsStage) -> None:
    with refused("error-not-moderator"):
        await stage.rowan.base.blur.choose(stage.caller(stage.member), blur=True)


async def test_so_are_the_names_of_files(stage: ReportsStage) -> None:
    files = [("you_are_a_slur.png", b"x")]
    await stage.report(await stage.author.send(stage.general, "look", attachments=files))
    await stage.moderator.click((await read(stage)).message, custom_id=ON)
    lines = text_of(await read(stage)).splitlines()
    named = [line for line in lines if "slur" in line and "KiB" not in line and " B" in line]
    assert len(named) == 1
    assert named[0].startswith("||")


LISTED = "they said:\n- you are a slur\n+ and worse\n  2. leave\n10) now\n# big\n> quoted\n||| end |"


@pytest.mark.parametrize("listed", [LISTED, f"{LISTED}\n" * 40])
async def test_no_line_of_a_text_can_end_the_blur(stage: ReportsStage, listed: str) -> None:
    """Where a list, a heading or a quote begins, Discord's clients may end a spoiler."""
    await stage.reported("badforum.example", details=listed[:1000])
    await stage.moderator.click((await read(stage)).message, custom_id=ON)
    shown = text_of(await read(stage))
    for line in shown[shown.index("they said") :].split("||")[0].splitlines():
        assert re.match(r"\s*(?:[-+*]|\d+[.)]|#+|>+|-#)(?:\s|$)", line) is None
    assert "slur" in shown
