"""What is remembered of servers, where another process changed one."""

import asyncio
from types import SimpleNamespace
from typing import Any

from core.base.errors import StorageBusy
from core.base.ids import ServerId
from services.servers.cache import ServerCache

SERVER = ServerId(1)


class Changing:
    """The stores: how often a server was read, and what each look at changes finds."""

    def __init__(self, *looks: Exception | ServerId) -> None:
        self.reads = 0
        self.losses = 0
        self.looks = list(looks)
        self.all_seen = asyncio.Event()
        policies = SimpleNamespace(get=self.get, servers_changed_since=self.changed)
        self.read = SimpleNamespace(policies=policies)
        self.glance = SimpleNamespace(servers=SimpleNamespace(get=self.get))

    async def get(self, server: ServerId) -> Any:
        self.reads += 1
        return server

    async def hinted(self, _seconds: float) -> None:
        await asyncio.sleep(0)

    async def changed(self, revision: int) -> tuple[int, list[ServerId]]:
        if not self.looks:
            self.all_seen.set()
            return revision, []
        found = self.looks.pop(0)
        if isinstance(found, Exception):
            raise found
        return revision + 1, [found]


async def test_it_goes_on_looking_for_changes_though_one_look_failed() -> None:
    stores: Any = Changing(StorageBusy(), SERVER)
    cache = ServerCache(storage=stores)
    await cache.get(SERVER)
    await cache.get(SERVER)
    assert stores.reads == 2, "the settings and the policy, once"
    looking = asyncio.create_task(cache.run())
    await stores.all_seen.wait()
    looking.cancel()
    await cache.get(SERVER)
    assert stores.reads == 4, "once more, since another process changed it"


async def test_after_a_crash_of_the_server_all_is_read_anew() -> None:
    """What was read may be lost, and the number of a change be given once more."""
    stores: Any = Changing()
    cache = ServerCache(storage=stores)
    await cache.get(SERVER)
    stores.losses = 1
    await cache.catch_up()
    await cache.get(SERVER)
    assert stores.reads == 4
