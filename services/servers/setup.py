"""What a server has chosen: `/setup`, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller, require_manager
from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId, UserId
from services.base.outbox import ChannelProblem, OutboxStore
from services.base.ports import Clock
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
    LIST_NAME = "list_name"


@dataclass(frozen=True, slots=True)
class SetupChanges:
    """What one `/setup` names; None leaves a setting as it is. An empty `list_name` takes the name back."""

    review_channel: ChannelId | None = None
    moderator_role: RoleId | None = None
    alert_role: RoleId | None = None
    campaign_channel: ChannelId | None = None
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
        """The server's settings; defaults where it is not known yet."""
        ...

    async def set_up(self) -> list[ServerId]:
        """Every server that has been set up."""
        ...

    async def save(self, settings: ServerSettings, by: UserId, *, review_channel_named: bool) -> None:
        """Write what `/setup` may change, mark the server as set up, remember who did it; what waits is due.

        A review channel that was named takes every open card to it, in the same transaction.
        """
        ...

    async def set_review_problem(self, server: ServerId, problem: ChannelProblem | None) -> bool:
        """Note (or clear) the problem; a new one also makes the managers' notice due. True if it changed."""
        ...

    async def set_up_by(self, server: ServerId) -> UserId | None:
        """Who ran `/setup` last."""
        ...


class Servers:
    """The use cases of `/setup`."""

    def __init__(
        self,
        *,
        store: ServerStore,
        outbox_store: OutboxStore,
        outbox_bell: Bell,
        clock: Clock,
        changed: Callable[[ServerId], None],
    ) -> None:
        """`changed` is called after each commit, so that what remembers a server forgets it."""
        self._store = store
        self._outbox_store = outbox_store
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._changed = changed

    async def get(self, server: ServerId) -> ServerSettings:
        """The server's settings."""
        return await self._store.get(server)

    async def language(self, server: ServerId) -> str:
        """The language in which the server is answered."""
        return (await self._store.get(server)).language

    async def set_up(self) -> list[ServerId]:
        """Every server that has been set up."""
        return await self._store.set_up()

    async def configure(
        self, caller: Caller, changes: SetupChanges, *, review_channel_is_public: bool
    ) -> ServerSettings:
        """Apply what a manager named; a partial `/setup` keeps the rest.

        Raises UserError: not a manager, a review channel that everyone can read, none named yet, a bad name.
        """
        require_manager(caller)
        # The role @everyone has the server's own id. It would make everyone a moderator, or ping them all.
        if RoleId(caller.server) in (changes.moderator_role, changes.alert_role):
            raise UserError("setup-role-everyone")
        before = await self._store.get(caller.server)
        if not changes.any:
            return before
        after = _merged(before, changes)
        if changes.review_channel is not None and review_channel_is_public:
            raise UserError("setup-review-public", channel=f"<#{changes.review_channel}>")
        if after.review_channel is None:
            raise UserError("setup-review-missing")
        await self._store.save(after, caller.user, review_channel_named=changes.review_channel is not None)
        self._changed(caller.server)
        self._outbox_bell.ring()
        return await self._store.get(caller.server)

    async def retry_waiting(self, server: ServerId) -> None:
        """Something about the server's channels or roles changed: what waited may be possible now."""
        await self._outbox_store.wake_waiting(server, self._clock())
        self._outbox_bell.ring()

    async def review_channel_failed(self, server: ServerId, problem: ChannelProblem) -> None:
        """Cards wait; the managers are told once for each problem."""
        if await self._store.set_review_problem(server, problem):
            self._outbox_bell.ring()

    async def review_channel_works(self, settings: ServerSettings) -> None:
        """A post arrived: an earlier problem is over."""
        if settings.review_problem is not None:
            await self._store.set_review_problem(settings.server, None)

    async def set_up_by(self, server: ServerId) -> UserId | None:
        """Who ran `/setup` last, to be told when the review channel fails."""
        return await self._store.set_up_by(server)


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
        case Clearable.LIST_NAME:
            return replace(settings, list_name=None)
