"""What a server has chosen: `/setup`, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller, require_manager
from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId, UserId
from core.servers.review_readers import MOST_READERS, ChannelRights, Readers, RoleRights, named, readers_of
from services.base.outbox import ChannelProblem, Kind, OutboxStore
from services.base.ports import Audit, Clock, Storage
from services.base.worker import Bell

LIST_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """One server's choices; the defaults are those of a server that has not been set up."""

    server: ServerId
    pseudonym: str = ""
    list_name: str | None = None
    language: str = "en"
    review_channel: ChannelId | None = None
    moderator_role: RoleId | None = None
    alert_role: RoleId | None = None
    campaign_channel: ChannelId | None = None
    second_approval: bool = False
    digest: bool = False
    set_up: bool = False
    review_readers: frozenset[RoleId] = frozenset()
    review_problem: str | None = None
    trust_group: str | None = None
    banned: bool = False

    @property
    def trusted(self) -> bool:
        """Whether the operator lets its stances count."""
        return self.trust_group is not None and not self.banned


class Clearable(StrEnum):
    """What `/setup clear` takes back. The review channel is not among it: Rowan needs one."""

    MODERATOR_ROLE = "moderator_role"
    ALERT_ROLE = "alert_role"
    CAMPAIGN_CHANNEL = "campaign_channel"
    REVIEW_READERS = "review_readers"
    LIST_NAME = "list_name"


@dataclass(frozen=True, slots=True)
class SetupChanges:
    """What one `/setup` names; None leaves a setting as it is. An empty `list_name` takes the name back."""

    review_channel: ChannelId | None = None
    moderator_role: RoleId | None = None
    alert_role: RoleId | None = None
    campaign_channel: ChannelId | None = None
    review_reader: RoleId | None = None  # one more role
    language: str | None = None
    second_approval: bool | None = None
    digest: bool | None = None
    list_name: str | None = None
    clear: Clearable | None = None

    @property
    def any(self) -> bool:
        """Whether anything is to change."""
        return self != SetupChanges()


class ServerStore(Protocol):
    """Table `servers`."""

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
        """Table `servers`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """Table `audit`."""
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
            _require_few(review_reader)
        if not changes.any:
            return await self.get(caller.server)
        async with self._storage.bulk() as tx:
            before = await tx.servers.get(caller.server)
            after = _merged(before, changes)
            if review_channel is not None and changes.review_channel is not None:
                _require_private(changes.review_channel, readers_in(review_channel, after))
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
            server, caller.user, "setup", subject, now, before=_told(before), after=_told(after)
        )
        if changes.review_channel is None or after.review_channel is None:
            await tx.outbox.wake(server, now)
        else:
            await tx.servers.set_review_problem(server, None)
            await tx.outbox.follow_review_channel(server, after.review_channel, now)

    async def retry_waiting(self, server: ServerId) -> None:
        """Make due what waited for a permission, since the server's channels or roles changed."""
        if not await self._storage.glance.outbox.owes(server):
            return
        async with self._storage.bulk() as tx:
            await tx.outbox.wake(server, self._clock())
        self._outbox_bell.ring()

    async def came(self, server: ServerId) -> None:
        """Make due what waits for a server that arrived, and what ended when Rowan had left it.

        All that is kept of it stays, from now on.
        """
        glance = self._storage.glance
        has_left = await glance.servers.has_left(server)
        if not has_left and not await glance.outbox.owes(server):
            return
        async with self._storage.bulk() as tx:
            await tx.servers.come_back(server)
            await tx.outbox.come_back(server, self._clock())
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
        async with self._storage.bulk() as tx:
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


def readers_in(channel: ChannelRights, settings: ServerSettings) -> Readers:
    """Who reads a channel of the server besides moderators, bots and the roles that managers accepted."""
    return readers_of(channel, settings.moderator_role, settings.review_readers)


def _require_private(channel: ChannelId, readers: Readers) -> None:
    where = f"<#{channel}>"
    if readers.everyone:
        raise UserError("setup-review-public", channel=where)
    if not readers.private:
        raise UserError("setup-review-open", channel=where, **named(readers.roles))


def _require_few(role: RoleRights) -> None:
    """A role that many have is no exception. Where Discord does not say how many, the manager's word counts."""
    if role.members is not None and role.members > MOST_READERS:
        raise UserError(
            "setup-reader-many", role=f"<@&{role.role}>", members=role.members, limit=MOST_READERS
        )


def _told(settings: ServerSettings) -> str:
    """The settings as the audit keeps them."""
    return (
        f"review={settings.review_channel} moderators={settings.moderator_role} alert={settings.alert_role} "
        f"campaign={settings.campaign_channel} language={settings.language} "
        f"second={int(settings.second_approval)} digest={int(settings.digest)} "
        f"readers={','.join(map(str, sorted(settings.review_readers)))}"
    )


def _merged(before: ServerSettings, changes: SetupChanges) -> ServerSettings:
    list_name = before.list_name
    if changes.list_name is not None:
        list_name = changes.list_name.strip() or None
        if list_name is not None and len(list_name) > LIST_NAME_LENGTH:
            raise UserError("setup-list-name-long", limit=LIST_NAME_LENGTH)
    merged = replace(
        before,
        list_name=list_name,
        review_channel=changes.review_channel or before.review_channel,
        moderator_role=changes.moderator_role or before.moderator_role,
        alert_role=changes.alert_role or before.alert_role,
        campaign_channel=changes.campaign_channel or before.campaign_channel,
        review_readers=before.review_readers | ({changes.review_reader} if changes.review_reader else set()),
        language=changes.language or before.language,
        second_approval=before.second_approval
        if changes.second_approval is None
        else changes.second_approval,
        digest=before.digest if changes.digest is None else changes.digest,
        set_up=True,
    )
    return merged if changes.clear is None else _cleared(merged, changes.clear)


def _cleared(settings: ServerSettings, what: Clearable) -> ServerSettings:
    match what:
        case Clearable.MODERATOR_ROLE:
            return replace(settings, moderator_role=None)
        case Clearable.ALERT_ROLE:
            return replace(settings, alert_role=None)
        case Clearable.CAMPAIGN_CHANNEL:
            return replace(settings, campaign_channel=None)
        case Clearable.REVIEW_READERS:
            return replace(settings, review_readers=frozenset())
        case Clearable.LIST_NAME:
            return replace(settings, list_name=None)
