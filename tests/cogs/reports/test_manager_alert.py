"""Who moderates and wrote what was reported cannot decide it: a manager who did not write it is told by itself."""

from typing import Any

import discord
import pytest

from tests.cogs.conftest import Stage
from tests.cogs.reports.test_case_work import more
from tests.cogs.reports.test_cases import card, send, told, work
from tests.cogs.reports.test_outcomes import inbox


@pytest.fixture(autouse=True)
async def _set_up(stage: Stage) -> None:
    await stage.set_up()


async def reported(stage: Stage, author: Any, category: str = "threats") -> None:
    """The member reports a message by this person; then the rounds look."""
    message = await author.send(stage.general, "I know where she lives, see badforum.example/x")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    await send(stage.member, form, {"category": category, "details": "it is me, the member"})
    await work(stage)
    await look(stage)


async def look(stage: Stage) -> None:
    rounds = next(one for one in stage.rowan.reports.jobs if one.job == "manager-alerts")
    await rounds.step()
    await stage.post()


async def an_hour_passes(stage: Stage) -> None:
    async with stage.rowan.base.database.bulk() as tx:
        await tx.run("UPDATE cases SET opened_at = opened_at - 3600000")


def heard(stage: Stage, person: Any) -> list[str]:
    return [str(message.components) for message in inbox(stage, person)]


async def test_the_manager_is_told_of_an_emergency_about_the_moderator(stage: Stage) -> None:
    await reported(stage, stage.moderator)
    (notice,) = heard(stage, stage.manager)
    assert "a case that nobody has claimed is about a message by somebody who moderates" in notice
    assert (
        f"[1](https://discord.com/channels/{stage.guild.id}/{stage.review.id}/{card(stage, 1).id})" in notice
    )
    assert "Threats" in notice
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
    await work(stage)
    history = told(await more(stage, 1, "history", stage.manager))
    assert "a manager was told" in history
    assert str(stage.manager.id) not in history
    claimed = await stage.manager.click(card(stage, 1), custom_id="case:1:claim")
    assert "You are handling" in told(claimed)
    await work(stage)
    await stage.manager.select(card(stage, 1), ["release"], custom_id="case:1:more")
    await look(stage)
    assert len(heard(stage, stage.manager)) == 1


async def test_what_discord_cannot_say_now_is_asked_again_and_nobody_is_told_instead(stage: Stage) -> None:
    for person in (stage.moderator, stage.manager):  # who wrote it, and who would be told
        stage.env.inject_error("GET", f"/guilds/{stage.guild.id}/members/{person.id}", status=400)
    await reported(stage, stage.moderator)
    for _ in range(2):
        assert heard(stage, stage.manager) == heard(stage, stage.guild.owner) == []
        async with stage.rowan.base.database.bulk() as tx:
            await tx.run("UPDATE outbox SET due_at = 0 WHERE kind = 'concerned_notice' AND state = 'due'")
        await stage.post()
    assert len(heard(stage, stage.manager)) == 1
    assert heard(stage, stage.guild.owner) == []


async def test_where_the_manager_takes_no_direct_messages_the_owner_is_told(stage: Stage) -> None:
    await reported(stage, stage.moderator, "hate")
    await an_hour_passes(stage)
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await look(stage)
    assert heard(stage, stage.manager) == []
    assert len(heard(stage, stage.guild.owner)) == 1


async def test_a_concerned_manager_is_left_out_and_the_owner_is_last(stage: Stage) -> None:
    await reported(stage, stage.manager)
    assert heard(stage, stage.manager) == []
    (notice,) = heard(stage, stage.guild.owner)
    assert "somebody who moderates" in notice


async def test_where_everybody_who_is_known_is_concerned_setup_by_another_manager_makes_it_theirs(
    stage: Stage,
) -> None:
    owner = stage.guild.owner
    async with stage.rowan.base.database.bulk() as tx:
        await tx.run("UPDATE servers SET set_up_by_sealed = NULL")
    await reported(stage, stage.guild.add_member(owner))
    assert heard(stage, owner) == []
    assert heard(stage, stage.manager) == []
    await stage.manager.slash(stage.general, "setup", digest=False)
    await stage.post()
    assert len(heard(stage, stage.manager)) == 1


async def test_a_members_message_and_one_that_others_took_on_are_no_managers_business(stage: Stage) -> None:
    author = stage.guild.add_member(stage.env.create_user("author"))
    await reported(stage, author)
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[stage.guild.roles["Moderators"]])
    await reported(stage, stage.moderator, "hate")
    await other.click(card(stage, 2), custom_id="case:2:claim")
    await an_hour_passes(stage)
    await look(stage)
    assert heard(stage, stage.manager) == heard(stage, stage.guild.owner) == []


async def test_by_the_live_role_and_after_an_hour(stage: Stage) -> None:
    role = stage.guild.create_role("Helpers", permissions=discord.Permissions.none())
    await stage.manager.slash(stage.general, "setup", moderator_role=role)
    helper = stage.guild.add_member(stage.env.create_user("helper"), roles=[role])
    await reported(stage, helper, "hate")
    assert heard(stage, stage.manager) == []
    await an_hour_passes(stage)
    await look(stage)
    assert len(heard(stage, stage.manager)) == 1
