"""Who moderates and wrote what was reported cannot decide it: a manager who did not write it is told by itself."""

from typing import Any

import discord
import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import lines_saying, said

pytestmark = pytest.mark.usefixtures("set_up")


async def reported(stage: ReportsStage, author: Any, category: str = "threats") -> None:
    """The member reports a message by this person; then the bot looks who must be told."""
    message = await author.send(stage.general, "I know where she lives, see badforum.example/x")
    await stage.report(message, category=category, details="it is me, the member")
    await look(stage)


async def look(stage: ReportsStage) -> None:
    await stage.look("manager-alerts")
    await stage.work()


def heard(stage: ReportsStage, person: Any) -> list[str]:
    return [shown(message) for message in stage.inbox(person)]


async def test_the_manager_is_told_of_an_emergency_about_the_moderator(stage: ReportsStage) -> None:
    await reported(stage, stage.moderator)
    (notice,) = heard(stage, stage.manager)
    said(notice, "concerned-title", count=1)
    assert f"[1]({stage.link_to(stage.card(1))})" in notice
    said(notice, "reminder-line", category="Threats")
    for hidden in (
        "where she lives",
        "badforum",
        stage.member.name,
        str(stage.member.id),
        stage.moderator.name,
    ):
        assert hidden not in notice
    for person in (stage.moderator, stage.guild.owner, stage.member):
        assert heard(stage, person) == []
    await look(stage)
    assert len(heard(stage, stage.manager)) == 1
    history = told(await stage.choose(1, "history", stage.manager))
    (line,) = lines_saying(history, "history-managers-told")
    assert str(stage.manager.id) not in line
    said(told(await stage.claim(1, stage.manager)), "case-claimed")
    await stage.choose(1, "release", stage.manager)
    await look(stage)
    assert len(heard(stage, stage.manager)) == 1


async def test_what_discord_cannot_say_now_is_asked_again_and_nobody_is_told_instead(
    stage: ReportsStage,
) -> None:
    # Who wrote it, whom the card asks for, too; and who would be told.
    for person in (stage.moderator, stage.moderator, stage.manager):
        stage.env.inject_error("GET", f"/guilds/{stage.guild.id}/members/{person.id}", status=400)
    await reported(stage, stage.moderator)
    for _ in range(2):
        assert heard(stage, stage.manager) == heard(stage, stage.guild.owner) == []
        stage.clock.forward(minutes=15)
        await stage.post()
    assert len(heard(stage, stage.manager)) == 1
    assert heard(stage, stage.guild.owner) == []


async def test_where_the_manager_takes_no_direct_messages_the_owner_is_told(stage: ReportsStage) -> None:
    await reported(stage, stage.moderator, "hate")
    stage.clock.forward(hours=1)
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await look(stage)
    assert heard(stage, stage.manager) == []
    assert len(heard(stage, stage.guild.owner)) == 1


async def test_a_concerned_manager_is_left_out_and_the_owner_is_last(stage: ReportsStage) -> None:
    await reported(stage, stage.manager)
    assert heard(stage, stage.manager) == []
    (notice,) = heard(stage, stage.guild.owner)
    said(notice, "concerned-title", count=1)


async def test_where_everybody_who_is_known_is_concerned_setup_by_another_manager_makes_it_theirs(
    stage: ReportsStage,
) -> None:
    owner = stage.guild.add_member(stage.guild.owner)
    await owner.slash(stage.general, "setup", review_channel=stage.review)  # the one who set it up now
    await reported(stage, owner)
    assert heard(stage, owner) == []
    assert heard(stage, stage.manager) == []
    await stage.set_up(digest=False)
    await stage.work()
    assert len(heard(stage, stage.manager)) == 1


async def test_a_members_message_and_one_that_others_took_on_are_no_managers_business(
    stage: ReportsStage,
) -> None:
    await reported(stage, stage.join("author"))
    await reported(stage, stage.moderator, "hate")
    await stage.press(2, "claim", stage.join("other", "Moderators"))
    stage.clock.forward(hours=1)
    await look(stage)
    assert heard(stage, stage.manager) == heard(stage, stage.guild.owner) == []


async def test_by_the_live_role_and_after_an_hour(stage: ReportsStage) -> None:
    role = stage.guild.create_role("Helpers", permissions=discord.Permissions.none())
    await stage.set_up(moderator_role=role)
    await reported(stage, stage.join("helper", "Helpers"), "hate")
    assert heard(stage, stage.manager) == []
    stage.clock.forward(hours=1)
    await look(stage)
    assert len(heard(stage, stage.manager)) == 1
