"""No card stands before members who do not moderate, and none is lost meanwhile, in whatever order a server is changed."""

import itertools
import random
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import said

VIEW = discord.Permissions(view_channel=True).value
LINK = "https://badforum.example/x"


class Room:
    """What people do to the review channel and to the roles that read it."""

    def __init__(self, stage: ReportsStage) -> None:
        self.stage = stage
        self.backend = stage.env.backend
        self.verified = stage.guild.create_role("Verified")
        self.gone, self.public, self.verified_read = False, False, False
        self.bot_role = stage.env.backend.get_guild(stage.guild.id).members[stage.env.bot.user.id].role_ids[0]

    @property
    def is_open(self) -> bool:
        """Whether members read it who do not moderate."""
        return self.public or self.verified_read

    async def tell(self, role: Any, view: bool | None) -> None:
        """Change what the review channel says of a role."""
        said_of = Overwrite(role.id, OverwriteType.ROLE, VIEW * (view is True), VIEW * (view is False))
        self.backend.set_overwrite(self.stage.review.id, said_of)
        await self.stage.work()

    async def open_to_verified(self) -> None:
        self.verified_read = True
        await self.tell(self.verified, view=True)

    async def make_public(self) -> None:
        self.public = True
        await self.tell(self.stage.guild.default_role, view=True)

    async def make_private(self) -> None:
        await self.tell(self.verified, view=None)
        await self.tell(self.stage.guild.default_role, view=False)
        self.public = self.verified_read = False

    async def delete_role(self) -> None:
        self.backend.delete_role(self.stage.guild.id, self.verified.id)
        await self.stage.work()
        self.verified, self.verified_read = self.stage.guild.create_role("Verified"), False

    async def take_rowans_rights(self) -> None:
        self.backend.edit_role(self.stage.guild.id, self.bot_role, {"permissions": 0})
        await self.stage.work()

    async def give_rowans_rights(self) -> None:
        rights = discord.Permissions.all()
        rights.administrator = False
        self.backend.edit_role(self.stage.guild.id, self.bot_role, {"permissions": rights.value})
        await self.stage.work()

    async def delete_channel(self) -> None:
        self.backend.delete_channel(self.stage.review.id)
        self.gone, self.public, self.verified_read = True, False, False
        await self.stage.work()

    async def name_another(self) -> None:
        """`/setup` with a channel that is private."""
        hidden, seen = (
            discord.PermissionOverwrite(view_channel=False),
            discord.PermissionOverwrite(view_channel=True),
        )
        roles = self.stage.guild.roles
        team = (roles["Moderators"], roles["Managers"], self.stage.env.bot.user)
        self.stage.review = self.stage.guild.create_text_channel(
            "another", overwrites={self.stage.guild.default_role: hidden} | dict.fromkeys(team, seen)
        )
        await self.stage.set_up(review_channel=self.stage.review)
        self.gone = self.public = self.verified_read = False
        await self.stage.work()


@pytest.fixture
async def room(stage: ReportsStage) -> Room:
    await stage.set_up()
    return Room(stage)


async def give_manage_messages(room: Room) -> None:
    rights = discord.Permissions(manage_messages=True)
    room.backend.edit_role(room.stage.guild.id, room.verified.id, {"permissions": rights.value})
    await room.stage.work()


async def name_as_moderators(room: Room) -> None:
    await room.stage.set_up(moderator_role=room.verified)
    await room.stage.work()


async def accept(room: Room) -> None:
    await room.stage.set_up(review_reader=room.verified)
    await room.stage.work()


@pytest.mark.parametrize(
    "mend",
    [
        Room.make_private,
        Room.delete_role,
        Room.name_another,
        give_manage_messages,
        name_as_moderators,
        accept,
    ],
)
async def test_no_card_stands_before_verified_members_and_it_comes_as_soon_as_that_is_mended(
    room: Room, mend: Callable[[Room], Awaitable[None]]
) -> None:
    stage = room.stage
    await room.open_to_verified()
    await stage.reported(f"look {LINK}")
    assert stage.cards(1) == []
    (notice,) = [shown(each) for each in stage.inbox(stage.manager)]
    said(notice, "notice-review-open", roles="**Verified** (0)", more=0)
    said(told(await stage.queue()), "queue-problem-public")
    answer = await stage.set_up(digest=True)
    said(answer, "setup-review-is-open", roles=f"<@&{room.verified.id}> (0)", more=0)
    await stage.work()
    assert stage.cards(1) == []
    await mend(room)
    assert len(stage.cards(1)) == 1


async def test_a_card_that_stands_is_not_brought_up_to_date_before_others(room: Room) -> None:
    stage = room.stage
    await stage.reported(f"look {LINK}")
    before = shown(stage.card(1))
    await room.open_to_verified()
    await stage.claim(1)
    assert shown(stage.card(1)) == before
    await room.make_private()
    assert shown(stage.card(1)) != before


async def test_an_hour_passes_while_nobody_tells_of_anything(room: Room) -> None:
    """What was mended while the gateway was silent is seen at the next look, an hour later at most."""
    stage = room.stage
    await room.open_to_verified()
    await stage.reported(f"look {LINK}")
    channel = stage.rowan.client.get_channel(stage.review.id)
    assert isinstance(channel, discord.TextChannel)
    channel._overwrites = [each for each in channel._overwrites if each.id != room.verified.id]
    stage.clock.forward(hours=1)
    await stage.work()
    assert len(stage.cards(1)) == 1


EVENTS = (
    Room.open_to_verified,
    Room.make_public,
    Room.make_private,
    Room.delete_role,
    Room.take_rowans_rights,
    Room.give_rowans_rights,
    Room.delete_channel,
    Room.name_another,
)
OF_A_CHANNEL = (Room.open_to_verified, Room.make_public, Room.make_private, Room.delete_channel)
ORDERS = random.Random(7).sample(list(itertools.permutations(EVENTS, 5)), 60)


@pytest.mark.long
async def test_no_order_of_events_loses_a_card_or_shows_one_to_others(room: Room) -> None:
    """Whenever it was reported: no card comes while the channel is open, and at the end there is one, where it is private."""
    stage = room.stage
    for number, order in enumerate(ORDERS, 1):
        names = [event.__name__ for event in order]
        for step, event in enumerate(order):
            if step == number % len(order):
                await stage.reported(f"look {LINK}{number}")
                assert not (room.is_open and stage.cards(number)), names
            if not (room.gone and event in OF_A_CHANNEL):
                await event(room)
        await room.give_rowans_rights()
        await (room.name_another() if room.gone else room.make_private())
        assert len(stage.cards(number)) == 1, names
        said(told(await stage.decide(number, "dismiss", reason="duplicate")), "case-dismissed")
