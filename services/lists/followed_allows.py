"""Exceptions of other servers: who publishes them, who follows them.

What a followed server lets through, shared and subscribed entries do not act on here; own entries do. Only servers that the
operator trusts can be followed: the look-up asks for that at each hit, so that it ends with the trust, with a ban and when
Rowan leaves the publisher.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from core.base.authority import Caller, require_manager
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import ServerId
from core.base.well_formed import well_formed
from services.base.ports import Audit, Clock, Storage
from services.servers.setup import ServerStore

MOST_FOLLOWED: Final = 25
"""Publishers that one server can follow; so many choices fit into a menu, too."""
_NAME_LENGTH: Final = 100


@dataclass(frozen=True, slots=True)
class Publisher:
    """A server that publishes its exceptions. `pseudonym` is its alone; `name` is how other servers see it."""

    server: ServerId
    pseudonym: str
    name: str


class FollowedAllowStore(Protocol):
    """Whose exceptions may be followed, and who follows them."""

    async def publish(self, server: ServerId, now: datetime) -> bool:
        """Let others follow the server's exceptions. False: they could already."""
        ...

    async def unpublish(self, server: ServerId) -> bool:
        """Let nobody follow them any more. False: nobody could."""
        ...

    async def publishers(self, needle: str, most: int) -> list[Publisher]:
        """Find trusted servers that publish their exceptions, and whose name holds the needle."""
        ...

    async def named(self, name: str) -> list[Publisher]:
        """Find such servers by their pseudonym or full name: two at most."""
        ...

    async def follow(self, server: ServerId, publisher: ServerId, now: datetime) -> bool:
        """Follow. False: it did already."""
        ...

    async def unfollow(self, server: ServerId, publisher: ServerId) -> bool:
        """Follow no more. False: it did not."""
        ...

    async def followed(self, server: ServerId) -> list[Publisher]:
        """Give everyone whom the server follows, whether they still publish or not."""
        ...


class FollowedAllowsTx(Protocol):
    """What a transaction offers to followed exceptions."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def followed_allows(self) -> FollowedAllowStore:
        """Whose exceptions may be followed, and who follows them."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


class FollowedAllows:
    """The use cases of managers. Raise UserError, Unavailable."""

    def __init__(self, *, storage: Storage[FollowedAllowsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def publish(self, caller: Caller, *, on: bool) -> bool:
        """Let other servers follow this one's exceptions, or no more. False: it was so already."""
        require_manager(caller)
        server, now = caller.server, self._clock()
        async with self._storage.durable() as tx:
            await tx.servers.ensure(server)
            changed = await (
                tx.followed_allows.publish(server, now) if on else tx.followed_allows.unpublish(server)
            )
            if changed:
                action = "allows-publish" if on else "allows-unpublish"
                await tx.audit.note(server, caller.user, action, f"server/{server}", now)
        return changed

    async def follow(self, caller: Caller, typed: str) -> tuple[str, bool]:
        """Follow the exceptions of the server with this name; returns its name, and False where that was so already."""
        require_manager(caller)
        server, now = caller.server, self._clock()
        async with self._storage.durable() as tx:
            await tx.servers.ensure(server)
            publisher = _only(await tx.followed_allows.named(_name(typed)), typed)
            if publisher.server == server:
                raise UserError("allows-own")
            followed = await tx.followed_allows.followed(server)
            if len(followed) >= MOST_FOLLOWED and publisher not in followed:
                raise UserError("allows-many", limit=MOST_FOLLOWED)
            changed = await tx.followed_allows.follow(server, publisher.server, now)
            if changed:
                await tx.audit.note(
                    server, caller.user, "allows-follow", f"server/{server}", now, after=publisher.pseudonym
                )
        return publisher.name, changed

    async def unfollow(self, caller: Caller, typed: str) -> str:
        """Follow the exceptions of that server no more, whether it still publishes them or not; returns its name."""
        require_manager(caller)
        server, now, name = caller.server, self._clock(), _name(typed)
        async with self._storage.durable() as tx:
            followed = await tx.followed_allows.followed(server)
            publisher = _only([each for each in followed if name in (each.pseudonym, each.name)], typed)
            await tx.followed_allows.unfollow(server, publisher.server)
            await tx.audit.note(
                server, caller.user, "allows-unfollow", f"server/{server}", now, before=publisher.pseudonym
            )
        return publisher.name

    async def suggest(self, caller: Caller, typed: str, *, followed: bool) -> Sequence[Publisher]:
        """Offer servers while a manager types: those that can be followed, or are; nothing to anybody else."""
        if not caller.is_manager():
            return []
        needle, reading = _name(typed).casefold(), self._storage.read.followed_allows
        if followed:
            return [each for each in await reading.followed(caller.server) if needle in each.name.casefold()]
        found = await reading.publishers(needle, MOST_FOLLOWED)
        return [each for each in found if each.server != caller.server]


def _name(typed: str) -> str:
    return well_formed(typed).strip()[:_NAME_LENGTH]


def _only(found: Sequence[Publisher], typed: str) -> Publisher:
    if len(found) == 1:
        return found[0]
    raise UserError("allows-several" if found else "allows-unknown", name=defang(_name(typed)))
