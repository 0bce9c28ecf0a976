"""`/policy` and the cards of detections, as managers, moderators and hostile hands meet them."""

from typing import Any

import discord
import pytest

from tests.cogs.conftest import Stage
from tests.cogs.reports.test_cases import send, told

LINK = "https://badforum.example/threads/x.1"


@pytest.fixture(autouse=True)
async def _guarded(stage: Stage) -> None:
    await stage.set_up()
    await stage.moderator.slash(
        stage.general, "blocklist add", pattern="badforum.example", category="harassment"
    )


async def policy(stage: Stage, verb: str, **options: object) -> str:
    answer = await stage.manager.slash(stage.general, f"policy {verb}", **options)
    assert answer.ephemeral
    return told(answer)


async def work(stage: Stage) -> None:
    """Let what is owed be removed, and what is due be posted."""
    await stage.env.settle()
    while await stage.rowan.scanning.removals.step():
        await stage.rowan.scanning.removals.finish(5)
    await stage.post()


async def post(stage: Stage, text: str = LINK) -> discord.Message:
    message: discord.Message = await stage.member.send(stage.general, text)
    await work(stage)
    return message


def stands(stage: Stage, message: discord.Message) -> bool:
    return any(each.id == message.id for each in stage.general.history())  # type: ignore[attr-defined]


def cards(stage: Stage) -> list[Any]:
    return [each for each in stage.review.history() if "detection:" in shown(each)]  # type: ignore[attr-defined]


def shown(message: Any) -> str:
    return str([part.to_dict() for part in message.components])


async def test_show_names_every_list_and_what_was_changed(stage: Stage) -> None:
    before = await policy(stage, "show")
    for part in ("gentle", "this server's list: **delete**", "the shared list: **review**", "**count only**"):
        assert part in before
    assert "from now on" in await policy(stage, "set", tier="shared", action="delete")
    assert "Doxxing" in await policy(stage, "set", tier="shared", action="timeout", category="doxxing")
    await policy(stage, "channel", channel=stage.general, mode="log")
    after = await policy(stage, "show")
    for part in (
        "the shared list: **delete** (the preset: review)",
        "Doxxing from the shared list: **delete and time out**",
        f"<#{stage.general.id}>: counted only",  # type: ignore[attr-defined]
    ):
        assert part in after
    taken = await policy(stage, "preset", name="standard")
    assert "One action that was set for a whole list gave way" in taken
    assert "Doxxing from the shared list" in taken


async def test_timeouts_without_the_right_to_them_are_warned_of(stage: Stage) -> None:
    said = await policy(stage, "set", tier="own", action="timeout")
    assert ("Timeout Members" in said) == (not stage.guild.me.guild_permissions.moderate_members)


async def test_exempt_is_a_switch_and_never_for_everyone(stage: Stage) -> None:
    role = stage.guild.create_role("Press")
    assert "not looked at any more" in await policy(stage, "exempt", role=role)
    assert f"<@&{role.id}>" in await policy(stage, "show")
    assert "looked at again" in await policy(stage, "exempt", role=role)
    assert "cannot be exempt" in await policy(stage, "exempt", role=stage.guild.default_role)


async def test_a_removal_is_shown_with_its_reason(stage: Stage) -> None:
    message = await post(stage, f"look {LINK} @everyone")
    assert not stands(stage, message)
    (card,) = cards(stage)
    for part in (
        "was removed",
        "`badforum[.]example` is on this server's list",
        "detection:1:undo",
        "reveal",
    ):
        assert part in shown(card)
    assert "@everyone" not in shown(card)
    assert LINK not in shown(card)


async def test_delete_is_pressed_once(stage: Stage) -> None:
    await policy(stage, "set", tier="own", action="review")
    message = await post(stage)
    (card,) = cards(stage)
    assert "is being removed" in told(await stage.moderator.click(card, custom_id="detection:1:delete"))
    late = await stage.manager.click(card, custom_id="detection:1:delete")
    assert "not possible any more" in told(late)
    await work(stage)
    assert not stands(stage, message)
    assert "Removal ordered by **moderator**" in shown(cards(stage)[0])


async def test_list_offers_what_each_scope_covers_and_removes_by_policy(stage: Stage) -> None:
    await policy(stage, "set", tier="own", action="review", category="harassment")
    message = await post(stage)
    await post(stage, "https://badforum.example/other")
    card = cards(stage)[0]
    form = await stage.moderator.click(card, custom_id="detection:1:list")
    for scope, seen in (("This page", 1), ("This host", 2)):
        assert f"{scope} (seen here in 30 days: {seen})" in str(form.modal)
    answer = await send(
        stage.moderator, form, {"scope": "page", "category": "doxxing", "share": "no", "note": "x"}
    )
    assert "`badforum[.]example/threads/x.1` is on this server's list" in told(answer)
    await work(stage)
    assert not stands(stage, message)


async def test_dismiss_asks_why_and_leaves_the_message(stage: Stage) -> None:
    await policy(stage, "set", tier="own", action="review")
    message = await post(stage)
    (card,) = cards(stage)
    form = await stage.moderator.click(card, custom_id="detection:1:dismiss")
    late = await stage.manager.click(card, custom_id="detection:1:dismiss")
    assert "Dismissed" in told(await send(stage.moderator, form, {"reason": "duplicate"}))
    assert "not possible any more" in told(await send(stage.manager, late, {"reason": "duplicate"}))
    await work(stage)
    assert stands(stage, message)
    assert "reported already" in shown(cards(stage)[0])


async def test_reveal_is_private_masked_and_behind_a_spoiler(stage: Stage) -> None:
    await post(stage, f"{LINK} her number is +49 170 1234567, || a@b.example")
    (card,) = cards(stage)
    answer = await stage.moderator.select(card, ["reveal"], custom_id="detection:1:more")
    assert answer.ephemeral
    text = told(answer)
    assert "hxxps://badforum[.]example" in text
    assert "1234567" not in text
    assert "a@b" not in text
