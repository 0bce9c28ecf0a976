"""Tying the shards of this process to its settings and its database."""

import asyncio

from cogs.base.discord_api.shards import Shards
from services.base.patience import Sleep
from services.base.ports import Storage
from services.base.settings.shards import ShardSettings
from services.base.shards.leasing import IdentifyTurns, ShardLeases
from services.base.shards.ports import ShardsTx, seconds_of_this_machine
from services.base.texts import Say


def shards_of(
    storage: Storage[ShardsTx],
    process: str,
    settings: ShardSettings,
    say: Say,
    sleep: Sleep = asyncio.sleep,
) -> tuple[ShardLeases, Shards]:
    """Make what knows which shards this process has, and what runs them."""
    leases = ShardLeases(
        storage=storage,
        process=process,
        settings=settings,
        seconds=seconds_of_this_machine,
        sleep=sleep,
        say=say,
    )
    turns = IdentifyTurns(storage=storage, leases=leases, sleep=sleep, say=say)
    return leases, Shards(leases=leases, turns=turns, say=say)
