"""What was posted while Rowan was away and is never looked at."""

from datetime import timedelta
from typing import Any

from core.base.ids import ChannelId, ServerId
from core.scanning.gaps import NeverRead, Why
from services.base.outbox import Kind
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()


async def _told(stage: DeskStage, *parts: NeverRead) -> Any:
    await stage.set_up()
    server, now = ServerId(stage.guild.id), stage.clock()
    await stage.stores.never_read.note(server, parts, now)
    await stage.stores.outbox.arm(Kind.NEVER_READ, server, server, now)
    await stage.post()
    return stage.review.history()[-1]


def _many(stage: DeskStage, hours: int = 5) -> NeverRead:
    until = stage.clock() - timedelta(hours=hours)
    return NeverRead(ChannelId(stage.general.id), until - timedelta(hours=3), until, Why.MANY)


def _old(stage: DeskStage) -> NeverRead:
    until = stage.clock() - timedelta(days=1)
    return NeverRead(None, until - timedelta(days=2), until, Why.OLD)


@SCENES.add("Never checked", "a channel in which much was posted, and what is long ago")
async def both(stage: DeskStage) -> Any:
    return await _told(stage, _many(stage), _old(stage))


@SCENES.add("Never checked", "more than is named")
async def more(stage: DeskStage) -> Any:
    return await _told(stage, *(_many(stage, hours) for hours in range(20)))
