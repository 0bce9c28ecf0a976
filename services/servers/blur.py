"""Whether reported texts are blurred for a moderator until they press on one: a choice of each for themselves."""

from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.ids import ServerId, UserId
from services.base.ports import Storage
from services.servers.setup import ServerStore


class BlurStore(Protocol):
    """Table `blurred_readers`."""

    async def wanted(self, server: ServerId, user: UserId) -> bool:
        """Whether this member chose it."""
        ...

    async def choose(self, server: ServerId, user: UserId, *, blur: bool) -> None:
        """Keep the choice, under the member's keyed hash."""
        ...


class BlurTx(Protocol):
    """What a transaction offers to this choice."""

    @property
    def servers(self) -> ServerStore:
        """Table `servers`."""
        ...

    @property
    def blur(self) -> BlurStore:
        """Table `blurred_readers`."""
        ...


class Blur:
    """The use cases."""

    def __init__(self, *, storage: Storage[BlurTx]) -> None:
        self._storage = storage

    async def wanted(self, caller: Caller) -> bool:
        """Whether texts are blurred for the caller; nobody has it unless they chose so."""
        return await self._storage.glance.blur.wanted(caller.server, caller.user)

    async def choose(self, caller: Caller, *, blur: bool) -> None:
        """Choose it, or take it back. Raises UserError: no moderator."""
        async with self._storage.durable() as tx:
            require_moderator(caller, (await tx.servers.get(caller.server)).moderator_role)
            await tx.blur.choose(caller.server, caller.user, blur=blur)
