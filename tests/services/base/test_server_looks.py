"""Background looks at servers: each asked for is done once, and one that fails is done again."""

import pytest

from core.base.errors import StorageBusy
from core.base.ids import ServerId
from services.base.server_looks import ServerLooks

FIRST, SECOND = ServerId(1), ServerId(2)


class Looks(ServerLooks):
    """Notes what was looked at; `failures` looks fail before."""

    def __init__(self, failures: int = 0) -> None:
        super().__init__()
        self.failures = failures
        self.seen: list[ServerId] = []

    async def look_at_server(self, server: ServerId) -> None:
        if self.failures:
            self.failures -= 1
            raise StorageBusy
        self.seen.append(server)


async def test_a_look_that_fails_is_not_forgotten_nor_are_those_behind_it() -> None:
    looks = Looks(failures=1)
    looks.look_soon(FIRST)
    looks.look_soon(SECOND)
    with pytest.raises(StorageBusy):
        await looks.run()
    while await looks.step():  # as when the work begins again
        pass
    assert looks.seen == [FIRST, SECOND]
    assert not await looks.step()


async def test_what_is_asked_for_during_a_look_is_looked_at_again() -> None:
    class AskedMeanwhile(Looks):
        async def look_at_server(self, server: ServerId) -> None:
            await super().look_at_server(server)
            if len(self.seen) == 1:
                self.look_soon(server)

    looks = AskedMeanwhile()
    looks.look_soon(FIRST)
    while await looks.step():
        pass
    assert looks.seen == [FIRST, FIRST]
