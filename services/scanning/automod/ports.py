"""What keeping Discord's AutoMod is given and asks: values, and the ports that the database and Discord fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.errors import RowanError
from core.base.ids import ChannelId, MessageId, RoleId, ServerId, UserId
from core.base.shards import ALL_SHARDS, Ours
from core.lists.patterns import Pattern
from core.scanning.automod.arranging import RuleText
from services.base.ports import Audit
from services.servers.setup import ServerStore


class Problem(StrEnum):
    """Why Discord's AutoMod does not hold what it should."""

    NONE = ""
    PERMISSION = "permission"  # Rowan lacks Manage Server
    CHANNELS = "channels"  # more channels are only counted in, or left out, than a rule can exempt
    ROLES = "roles"  # more roles are exempt than a rule can exempt
    ROOM = "room"  # others made all the rules that a server may have
    REFUSED = "refused"  # Discord refused a rule


class State(StrEnum):
    """What a server wants."""

    ON = "on"
    OFF = "off"  # what stands is still to be deleted


class AutomodForbidden(RowanError):
    """Discord does not let Rowan read or change the rules of a server."""


class AutomodRefused(RowanError):
    """Discord refused a rule, for a reason that another try does not change."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A server whose AutoMod Rowan keeps."""

    server: ServerId
    state: State
    enable: bool
    due_at: datetime
    asked: int
    applied_at: datetime | None
    mended_at: datetime | None
    problem: Problem
    keywords: int
    entries: int


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that Rowan made. `digest`: of what it last made it say; `off`: people switched it off."""

    rule: int
    digest: str
    off: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look at Discord. `again_in`: when it is looked at next."""

    problem: Problem
    again_in: timedelta
    changed: bool = False
    mended: bool = False
    keywords: int | None = None  # that stand now; None: as many as before
    entries: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of a list that may be blocked. `here`, `elsewhere`: in how many messages it was found lately."""

    pattern: Pattern
    here: int = 0
    elsewhere: int = 0
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """The entries that are weighed. `more`: some kind of list holds others besides, which are not."""

    entries: Sequence[Candidate]
    more: bool = False


class AutomodStore(Protocol):
    """The store of tables `automod_servers` and `automod_rules`."""

    async def get(self, server: ServerId) -> Kept | None:
        """Give the server; None: its AutoMod was never asked for, or all is gone from there."""
        ...

    async def rules(self, server: ServerId) -> Sequence[OwnRule]:
        """Give the rules that Rowan made there."""
        ...

    async def turn_on(self, server: ServerId, now: datetime) -> None:
        """Keep the server's AutoMod from now on; rules that people switched off are switched on again."""
        ...

    async def turn_off(self, server: ServerId, now: datetime) -> bool:
        """Have all deleted that Rowan made there. False: nothing is kept there."""
        ...

    async def look_at(self, server: ServerId, at: datetime, quiet: timedelta) -> None:
        """Have a server looked at no later than that, or than `quiet` after its last change, if it is kept."""
        ...

    async def look_at_all(self, at: datetime, quiet: timedelta, limit: int) -> int:
        """Have some servers that are on looked at no later than that, and not within `quiet` of their last change; returns
        how many were brought forward.
        """
        ...

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether `take` would find a row."""
        ...

    async def take(self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> Sequence[Kept]:
        """Take servers of these shards that are due and that no living process is at, and mark them as this process's."""
        ...

    async def settle(self, kept: Kept, process: str, looked: Looked, now: datetime) -> None:
        """Save what came of a look. What was asked for meanwhile stays due at once."""
        ...

    async def finish_off(self, kept: Kept, process: str) -> None:
        """Forget a server that is off and in which nothing stands any more, unless it was turned on meanwhile."""
        ...

    async def note_rule(self, server: ServerId, rule: int, digest: str, now: datetime) -> None:
        """Write down a rule of Rowan's, and what it says."""
        ...

    async def note_off(self, rule: int, *, off: bool) -> None:
        """Note whether people switched a rule off."""
        ...

    async def drop_rule(self, rule: int) -> None:
        """Forget a rule that is gone."""
        ...

    async def is_own(self, server: ServerId, rule: int) -> bool:
        """Whether Rowan made the rule."""
        ...

    async def candidates(self, server: ServerId, found_since: datetime, limit: int) -> Candidates:
        """Give at most so many entries of each kind of list that may act in the server, with how often each was found since
        then.
        """
        ...

    async def exceptions(self, server: ServerId, limit: int) -> Sequence[Pattern]:
        """Give what may stand in the server: its own exceptions, and those that it follows."""
        ...

    async def number_for(self, about: str, now: datetime) -> MessageId | None:
        """Give a number to a message that nobody saw. None: the same was blocked within the last minute, and has one."""
        ...


class AutomodTx(Protocol):
    """What a transaction offers here."""

    @property
    def automod(self) -> AutomodStore:
        """The store of tables `automod_servers` and `automod_rules`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


@dataclass(frozen=True, slots=True)
class SeenRule:
    """A rule with keywords as Discord has it. `mine`: Rowan's own account made it; `others`: it also says what Rowan never
    says.
    """

    rule: int
    text: RuleText
    enabled: bool
    mine: bool
    others: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, or a thread in one. `channel`: what a rule exempts; `inside_out`: what the policy is asked about."""

    channel: ChannelId
    inside_out: Sequence[ChannelId]


class AutomodDiscord(Protocol):
    """The rules at Discord. Each raises AutomodForbidden, AutomodRefused where a rule is not taken, and DiscordSilent where
    Discord does not answer.
    """

    async def rules(self, server: ServerId) -> Sequence[SeenRule]:
        """Give every rule with keywords of the server."""
        ...

    async def make(self, server: ServerId, name: str, text: RuleText, reason: str) -> int:
        """Make a rule that blocks messages; returns its id."""
        ...

    async def change(self, server: ServerId, rule: int, text: RuleText, reason: str) -> bool:
        """Make a rule say this, switched on. False: it is gone."""
        ...

    async def delete(self, server: ServerId, rule: int, reason: str) -> None:
        """Delete a rule; nothing where it is gone."""
        ...

    async def places(self, server: ServerId) -> Sequence[Place]:
        """Give every channel of the server, and the threads that are open."""
        ...

    async def roles(self, server: ServerId) -> frozenset[int]:
        """Give every role of the server."""
        ...


@dataclass(frozen=True, slots=True)
class Blocked:
    """That AutoMod kept a message from being posted."""

    server: ServerId
    rule: int
    channels: Sequence[ChannelId]  # from the inside out
    user: UserId
    name: str
    content: str  # empty where Rowan may not read messages
    keyword: str
    roles: frozenset[RoleId] = frozenset()
