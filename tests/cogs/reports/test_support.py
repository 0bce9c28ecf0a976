"""Help is there at once, for who reports an emergency and for who asks."""

import pytest

from tests.cogs.conftest import Stage
from tests.cogs.reports.test_cases import card, reported, send, told, work

ADVICE = "https://findahelpline.com"


@pytest.fixture(autouse=True)
async def _set_up(stage: Stage) -> None:
    await stage.set_up()


@pytest.mark.parametrize("category", ["doxxing", "threats", "self_harm"])
async def test_the_reporter_of_an_emergency_sees_help_at_once(stage: Stage, category: str) -> None:
    message = await stage.manager.send(stage.general, "see badforum.example")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    answer = await send(stage.member, form, {"category": category})
    assert f"<{ADVICE}>" in answer.response.content
    assert "local emergency services" in answer.response.content
    assert answer.response.flags.suppress_embeds
    assert answer.response.flags.ephemeral
    assert len(answer.response.content) < 2000


async def test_another_reporter_is_not_bothered_and_anybody_may_ask(stage: Stage) -> None:
    message = await stage.manager.send(stage.general, "see badforum.example")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    assert ADVICE not in (await send(stage.member, form, {})).response.content
    shown = told(await stage.member.slash(stage.general, "support"))
    for part in (f"<{ADVICE}>", "private details were posted", "is threatened", "hurt themselves"):
        assert part in shown


async def test_a_flood_of_emergencies_pings_once(stage: Stage) -> None:
    alert = stage.guild.create_role("Alert")
    await stage.manager.slash(stage.general, "setup", alert_role=alert)
    for number in range(3):
        await reported(stage, f"see badforum.example/{number}", category="threats")
    assert [pinged(stage, number) for number in (1, 2, 3)] == [{alert.id}, set(), set()]
    # Ten minutes later those that nobody took on are told, in one ping.
    async with stage.rowan.base.database.bulk() as tx:
        await tx.run("UPDATE alerts SET pinged_at = pinged_at - 600000")
        await tx.run("UPDATE outbox SET due_at = due_at - 600000")
    await work(stage)
    loud = [number for number in (1, 2, 3) if pinged(stage, number)]
    assert len(loud) == 2
    assert "one more emergency" in str([part.to_dict() for part in card(stage, loud[1]).components])


def pinged(stage: Stage, number: int) -> set[int]:
    """Roles that the card was allowed to mention, which simcord does not look for in layouts."""
    shown = card(stage, number)
    return set(stage.env.backend.get_message(shown.channel.id, shown.id).allowed_mentions.roles)
