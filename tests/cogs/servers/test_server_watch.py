"""What waits is tried when what it waits for may have come; a server that was left owes nothing until Rowan is back."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from simcord.backend import serializers

from core.base.ids import ServerId
from services.base.outbox import Kind, Later, Presence
from tests.cogs.stage import Stage
from tests.stores import set_up, walk


@pytest.fixture
async def waiting(stage: Stage) -> Stage:
    """A card of the server waits, an hour from now."""
    await stage.set_up()
    await stage.post()
    await wait(stage)
    return stage


async def wait(stage: Stage) -> None:
    await stage.stores.outbox.arm(Kind.CASE_CARD, 1, stage.server, stage.clock())
    now = stage.clock()
    (row,) = await stage.stores.outbox.take(stage.rowan.base.process, now, 10)
    await stage.stores.outbox.settle(row, Later("review channel: public"), now, now + timedelta(hours=1))
    assert not await is_due(stage)


async def is_due(stage: Stage) -> bool:
    """Whether anything is, once what the server owes was gone through."""
    await walk(stage.stores.storage, stage.clock)
    due: bool = await stage.stores.outbox.any_due(stage.clock())
    return due


async def state(stage: Stage) -> str:
    """What the outbox keeps of the one card."""
    (kept,) = await stage.rowan.base.database.read.all(
        "SELECT state FROM outbox WHERE kind = $1", Kind.CASE_CARD
    )
    return str(kept["state"])


async def tell(stage: Stage, event: str, payload: Any) -> None:
    """The gateway says so."""
    stage.env.backend.emit(event, payload)
    await stage.env.settle()


def arrival(stage: Stage, **more: Any) -> dict[str, Any]:
    backend = stage.env.backend
    return {**serializers.guild_create_payload(backend, backend.get_guild(stage.guild.id)), **more}


async def test_a_server_that_arrives_has_what_waits_tried(waiting: Stage) -> None:
    await tell(waiting, "GUILD_CREATE", arrival(waiting, unavailable=False))
    assert await is_due(waiting)


async def test_a_changed_review_channel_has_what_waits_tried(waiting: Stage) -> None:
    waiting.env.backend.announce_channel_update(waiting.general.id)
    await waiting.env.settle()
    assert not await is_due(waiting)
    waiting.env.backend.announce_channel_update(waiting.review.id)
    await waiting.env.settle()
    assert await is_due(waiting)


async def test_a_role_that_rowan_gets_has_what_waits_tried(waiting: Stage) -> None:
    # Discord tells of a bot's own roles without the intent for members; simcord does not.
    guild = waiting.rowan.client.get_guild(waiting.server)
    assert guild is not None
    before, after = (SimpleNamespace(id=guild.me.id, guild=guild, roles=roles) for roles in ([], [1]))
    waiting.rowan.client.dispatch("member_update", after, after)
    await waiting.env.settle()
    assert not await is_due(waiting)
    waiting.rowan.client.dispatch("member_update", before, after)
    async with asyncio.timeout(60):
        while not await is_due(waiting):
            await asyncio.sleep(0.01)


async def test_a_role_of_rowans_that_changes_has_what_waits_tried(waiting: Stage) -> None:
    everyone = waiting.guild.default_role
    waiting.env.backend.edit_role(waiting.guild.id, everyone.id, {"mentionable": True})
    await waiting.env.settle()
    assert await is_due(waiting)


async def test_what_is_due_for_a_left_server_ends_and_goes_on_when_rowan_is_let_in_again(
    waiting: Stage,
) -> None:
    back = arrival(waiting)
    back.pop("unavailable", None)
    presence = waiting.rowan.base.presence
    await tell(waiting, "GUILD_DELETE", {"id": str(waiting.guild.id)})
    assert presence.of(waiting.server) is Presence.LEFT
    assert await state(waiting) == "dropped"
    await tell(waiting, "GUILD_CREATE", back)
    assert presence.of(waiting.server) is Presence.HERE
    assert await is_due(waiting)


async def test_what_becomes_due_for_a_left_server_is_not_due_for_ever(waiting: Stage) -> None:
    await tell(waiting, "GUILD_DELETE", {"id": str(waiting.guild.id)})
    await waiting.stores.outbox.arm(Kind.CASE_CARD, 1, waiting.server, waiting.clock())  # a purge
    await waiting.post()
    assert await state(waiting) == "dropped"
    waiting.clock.forward(days=30)
    assert not await is_due(waiting)


async def test_an_unavailable_server_is_not_a_left_one(waiting: Stage) -> None:
    await tell(waiting, "GUILD_DELETE", {"id": str(waiting.guild.id), "unavailable": True})
    assert waiting.rowan.base.presence.of(waiting.server) is Presence.AWAY
    waiting.clock.forward(hours=1)
    await waiting.post()
    assert await state(waiting) == "due"
    assert not await is_due(waiting)
    await tell(waiting, "GUILD_CREATE", arrival(waiting, unavailable=False))
    assert await is_due(waiting)


async def test_a_server_that_rowan_is_removed_from_is_noted_and_emptied_unless_it_comes_back(
    waiting: Stage,
) -> None:
    left_servers, servers = waiting.rowan.forgetting.left_servers, waiting.rowan.base.servers
    back = arrival(waiting)
    back.pop("unavailable", None)
    await tell(waiting, "GUILD_DELETE", {"id": str(waiting.guild.id)})
    assert await servers.has_left(waiting.server)
    waiting.clock.forward(days=31)
    await tell(waiting, "GUILD_CREATE", back)
    assert not await servers.has_left(waiting.server)
    assert await left_servers.look(waiting.clock()) == 0
    await tell(waiting, "GUILD_DELETE", {"id": str(waiting.guild.id)})
    assert await left_servers.look(waiting.clock()) == 0
    waiting.clock.forward(days=31)
    assert await left_servers.look(waiting.clock()) == 1
    assert not (await servers.get(waiting.server)).set_up


async def test_a_server_that_was_left_while_rowan_was_down_is_found_at_the_start(waiting: Stage) -> None:
    gone = ServerId(77 * 10**16)
    await set_up(waiting.rowan.base.database, waiting.rowan.base.vault, gone)
    await waiting.rowan.forgetting.left_servers.look(waiting.clock())
    servers = waiting.rowan.base.servers
    assert (await servers.has_left(gone), await servers.has_left(waiting.server)) == (True, False)
