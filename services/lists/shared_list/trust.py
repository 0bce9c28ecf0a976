"""The operator's use cases at the command line: which servers are there, which to trust, which to shut out.

It works beside a running bot: stances are counted when a list is asked, so a change of trust acts at the next hit. The
states that pages go by are counted anew right afterwards; should the command die meanwhile, the bot does the rest.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from core.base.errors import UserError
from core.base.ids import LARGEST, ServerId
from services.base.ports import Audit, Clock, Storage
from services.lists.shared_list.shared_states import SharedStatesTx, recount
from services.servers.setup import ServerStore

GROUP_LENGTH = 60
OPERATOR_GROUP: Final = "operator"
"""The group in which the operator's own word stands, of what `import --shared` brought."""
_ID_DIGITS = range(15, 20)  # Discord's snowflakes since 2015, and what the databases hold


@dataclass(frozen=True, slots=True)
class KnownServer:
    """One server in the answer of `servers`."""

    server: ServerId
    name: str  # as other servers see it
    set_up: bool
    group: str | None  # None: not trusted
    banned: bool
    entries: int  # on its own list
    stances: int  # its standing stances on the shared list


class TrustStore(Protocol):
    """Trust and ban in table `servers`."""

    async def servers(self) -> list[KnownServer]:
        """Give every server with a row."""
        ...

    async def trust(self, server: ServerId, group: str | None) -> str:
        """Trust the server in this group (None: the one it is in, else its own), which ends a ban; returns the group."""
        ...

    async def untrust(self, server: ServerId) -> bool:
        """Trust the server no more. False: it was not trusted."""
        ...

    async def ban(self, server: ServerId, now: datetime) -> bool:
        """Ban the server: its stances count no more, and it can take no new one. False: it was banned already."""
        ...


class TrustTx(SharedStatesTx, Protocol):
    """What a transaction offers to the operator's commands."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def trust(self) -> TrustStore:
        """Trust and ban in table `servers`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


class Trust:
    """The use cases of the operator. Each change is audited, without an actor.

    They raise UserError with a sentence for the operator.
    """

    def __init__(self, *, storage: Storage[TrustTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def servers(self) -> Sequence[KnownServer]:
        """Give every server that did anything, trusted ones first."""
        known = await self._storage.read.trust.servers()
        return sorted(known, key=lambda each: (each.group is None, each.group, each.server))

    async def trust(self, typed: str, group: str | None) -> tuple[ServerId, str]:
        """Let a server's stances count; it may be one that Rowan has not met yet. Returns the group it is in."""
        server, now = server_of(typed), self._clock()
        wanted = None if group is None else _group(group)
        async with self._storage.durable() as tx:
            await tx.servers.ensure(server)
            if wanted is not None:
                wanted = _as_known(wanted, await tx.trust.servers())
            given = await tx.trust.trust(server, wanted)
            await tx.shared_states.word_changed(server)
            await tx.audit.note(server, None, "trust", f"server/{server}", now, after=given)
        await recount(self._storage, now)
        return server, given

    async def mates(self, server: ServerId, group: str) -> int:
        """Count the other servers that speak with one voice in this group."""
        known = await self._storage.read.trust.servers()
        return sum(each.group == group and each.server != server and not each.banned for each in known)

    async def untrust(self, typed: str) -> tuple[ServerId, bool]:
        """Count a server's stances no more; what it said stays and is shown."""
        server, now = server_of(typed), self._clock()
        async with self._storage.durable() as tx:
            changed = await tx.trust.untrust(server)
            if changed:
                await tx.shared_states.word_changed(server)
                await tx.audit.note(server, None, "untrust", f"server/{server}", now)
        await recount(self._storage, now)
        return server, changed

    async def ban(self, typed: str) -> tuple[ServerId, bool]:
        """Shut a server out of the shared list; its own list goes on working."""
        server, now = server_of(typed), self._clock()
        async with self._storage.durable() as tx:
            await tx.servers.ensure(server)
            changed = await tx.trust.ban(server, now)
            if changed:
                await tx.shared_states.word_changed(server)
                await tx.audit.note(server, None, "ban", f"server/{server}", now)
        await recount(self._storage, now)
        return server, changed


def server_of(typed: str) -> ServerId:
    """Read a server's id. Raises UserError."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) in _ID_DIGITS and int(text) <= LARGEST):
        raise UserError("trust-bad-id", typed=printable(text)[:40])
    return ServerId(int(text))


def _group(typed: str) -> str:
    text = typed.strip()
    if not text or len(text) > GROUP_LENGTH or printable(text) != text:
        raise UserError("trust-bad-group", limit=GROUP_LENGTH)
    return text


def _as_known(group: str, known: Sequence[KnownServer]) -> str:
    """The group as it is spelt already: a team that were two groups for a capital letter would have two voices."""
    spelt = {each.group for each in known if each.group} | {OPERATOR_GROUP}
    return next((each for each in sorted(spelt) if _folded(each) == _folded(group)), group)


def _folded(group: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", group).casefold().split())


def printable(text: str) -> str:
    """Leave out what would steer a terminal: names come from other people."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")
