"""What a server has chosen: `/setup`, and what is wrong with it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller, require_manager
from core.base.errors import UserError
from core.base.ids import RoleId, ServerId, UserId
from core.servers.review_readers import (
    ChannelRights,
    RoleRights,
    require_few,
    require_private,
)
from services.base.outbox import ChannelProblem, Kind, OutboxStore
from services.base.ports import Audit, Clock, Storage
from services.base.walks import WalkStore
from services.base.worker import Bell
from services.servers.settings import ServerSettings, SetupChanges, merged, told


class ServerStore(Protocol):
    """The store of table `servers`."""

    async def get(self, server: ServerId) -> ServerSettings:
        """Give the server's settings; defaults where it is not known yet."""
        ...

    async def all_set_up(self) -> list[ServerId]:
        """Give every server that has been set up."""
        ...

    async def ensure(self, server: ServerId) -> None:
        """Give the server its row, and its pseudonym, before another row refers to it."""
        ...

    async def save(self, settings: ServerSettings, by: UserId, now: datetime) -> None:
        """Write what `/setup` may change, mark the server as set up, and remember who did it."""
        ...

    async def leave(self, server: ServerId, now: datetime) -> None:
        """Note that Rowan was removed from the server: what it stands for on the shared list counts no more."""
        ...

    async def has_left(self, server: ServerId) -> bool:
        """Whether it is noted that Rowan was removed from the server."""
        ...

    async def come_back(self, server: ServerId) -> None:
        """Note that Rowan is in the server (again): everything is as it was."""
        ...

    async def set_review_problem(self, server: ServerId, problem: ChannelProblem | None) -> bool:
        """Note (or clear) what is wrong with the review channel; returns whether that changed."""
        ...

    async def set_up_by(self, server: ServerId) -> UserId | None:
        """Give the person who ran `/setup` last."""
        ...


class ServersTx(Protocol):
    """What a transaction offers to `/setup`."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...

    @property
    def walks(self) -> WalkStore:
        """Table `outbox_walks`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


class Servers:
    """The use cases of `/setup`, and what other topics ask about a server."""

    def __init__(
        self,
        *,
        storage: Storage[ServersTx],
        outbox_bell: Bell,
        clock: Clock,
        changed: Callable[[ServerId], None],
    ) -> None:
        """`changed`: called after each commit, so that what remembers a server forgets it."""
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._changed = changed
        self._moving = (
            asyncio.Lock()
        )  # what is heard of servers that go and come is written down in its order

    async def get(self, server: ServerId) -> ServerSettings:
        """Give the server's settings."""
        return await self._storage.glance.servers.get(server)

    async def language(self, server: ServerId) -> str:
        """Give the language in which the server is answered."""
        return (await self.get(server)).language

    async def set_up(self) -> list[ServerId]:
        """Give every server that has been set up."""
        return await self._storage.read.servers.all_set_up()

    async def configure(
        self,
        caller: Caller,
        changes: SetupChanges,
        *,
        review_channel: ChannelRights | None = None,
        review_reader: RoleRights | None = None,
    ) -> ServerSettings:
        """Apply what a manager named; a partial `/setup` keeps the rest. What waits in the server is due at once.

        `review_channel`, `review_reader`: what is known of those that `changes` names. Raises UserError: not a manager, a
        review channel that is not private, none named yet, a role that too many have, a bad name.
        """
        require_manager(caller)
        # The role @everyone has the server's own id. It would make everyone a moderator, or ping them all.
        if RoleId(caller.server) in (changes.moderator_role, changes.alert_role, changes.review_reader):
            raise UserError("setup-role-everyone")
        if review_reader is not None:
            require_few(review_reader)
        if not changes.any:
            return await self.get(caller.server)
        async with self._storage.bulk() as tx:
            before = await tx.servers.get(caller.server)
            after = merged(before, changes)
            if review_channel is not None and changes.review_channel is not None:
                require_private(changes.review_channel, after.readers(review_channel))
            if after.review_channel is None:
                raise UserError("setup-review-missing")
            await self._save(tx, caller, changes, before, after)
            # Read before the commit: who is told "saved" must not hang on a later look that fails.
            saved = await tx.servers.get(caller.server)
        self._changed(caller.server)
        self._outbox_bell.ring()
        return saved

    async def _save(
        self,
        tx: ServersTx,
        caller: Caller,
        changes: SetupChanges,
        before: ServerSettings,
        after: ServerSettings,
    ) -> None:
        server, now = caller.server, self._clock()
        await tx.servers.save(after, caller.user, now)
        subject = f"server/{server}"
        await tx.audit.note(
            server, caller.user, "setup", subject, now, before=told(before), after=told(after)
        )
        redraws = _said_on_cards(before) != _said_on_cards(after)
        await tx.walks.begin(server, moves=changes.review_channel is not None, redraws=redraws)
        if changes.review_channel is not None:
            await tx.servers.set_review_problem(server, None)

    async def retry_waiting(self, server: ServerId) -> None:
        """Make due what waited for a permission, since the server's channels or roles changed."""
        if not await self._storage.glance.outbox.owes(server):
            return
        async with self._storage.durable() as tx:
            await tx.walks.begin(server)
        self._outbox_bell.ring()

    async def role_deleted(self, server: ServerId, role: RoleId) -> None:
        """Make due what waited for a permission; where the server had chosen the role, its open cards say so."""
        settings = await self.get(server)
        if role not in (settings.alert_role, settings.moderator_role):
            await self.retry_waiting(server)
            return
        async with self._storage.durable() as tx:
            await tx.walks.begin(server, redraws=True)
        self._outbox_bell.ring()

    async def came(self, server: ServerId) -> None:
        """Make due what waits for a server that arrived, and what ended when Rowan had left it.

        All that is kept of it stays, from now on.
        """
        glance = self._storage.glance
        async with self._moving:
            has_left = await glance.servers.has_left(server)
            if not has_left and not await glance.outbox.owes(server):
                return
            async with self._storage.bulk() as tx:
                await tx.servers.come_back(server)
                await tx.walks.begin(server)
        if has_left:
            self._changed(server)
        self._outbox_bell.ring()

    async def has_left(self, server: ServerId) -> bool:
        """Whether it is noted that Rowan was removed from the server."""
        return await self._storage.glance.servers.has_left(server)

    async def left(self, server: ServerId) -> None:
        """End what is due for a server from which Rowan was removed, until it comes back.

        What it stands for on the shared list counts no more; what is kept of it is deleted when its time is over
        (services/servers/left_servers.py).
        """
        async with self._moving, self._storage.bulk() as tx:
            await tx.servers.leave(server, self._clock())
            await tx.outbox.leave(server)
        self._changed(server)

    async def review_channel_failed(self, settings: ServerSettings, problem: ChannelProblem) -> None:
        """Note that cards wait for the review channel, and have the managers told once for each problem. A channel that
        `/setup` replaced while the post was under way is nobody's concern.
        """
        server, changed = settings.server, False
        async with self._storage.durable() as tx:
            if (await tx.servers.get(server)).review_channel == settings.review_channel:
                changed = await tx.servers.set_review_problem(server, problem)
            if changed:  # a message of its own: an edit of the last one would be seen by nobody
                await tx.outbox.arm_anew(Kind.MANAGER_NOTICE, server, server, self._clock())
        if changed:
            self._outbox_bell.ring()

    async def review_channel_works(self, settings: ServerSettings) -> None:
        """Note that a post arrived in the review channel, so that an earlier problem is over."""
        if settings.review_problem is not None:
            async with self._storage.durable() as tx:
                await tx.servers.set_review_problem(settings.server, None)

    async def set_up_by(self, server: ServerId) -> UserId | None:
        """Give the person who ran `/setup` last, to be told when the review channel fails."""
        return await self._storage.read.servers.set_up_by(server)


def _said_on_cards(settings: ServerSettings) -> tuple[object, ...]:
    """What open cards say: the alert role, whose message is a moderator's, who may approve a draft, each in a language."""
    return settings.alert_role, settings.moderator_role, settings.second_approval, settings.language
