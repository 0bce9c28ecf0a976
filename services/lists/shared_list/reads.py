"""How much of the shared list a server that is not trusted is shown: nobody installs Rowan to read it.

A list of such places is an address book for those who look for them. What acts on messages is not touched by this.
"""

from datetime import datetime
from typing import Protocol

from core.base.ids import ServerId
from services.base.ports import Storage
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore

READ_A_DAY = 200  # listed patterns that a server which is not trusted is shown within a day (UTC)
OFFERED, NEEDLE = 5, 3  # suggestions at a time, and how much must be typed for them


class ReadStore(Protocol):
    """The store of table `shared_reads`."""

    async def spend(self, server: ServerId, patterns: int, now: datetime, most: int) -> bool:
        """Note that the server is shown so many more patterns today. False: they would be too many, and nothing was noted."""
        ...


class ReadsTx(Protocol):
    """What a transaction offers to whoever shows the list."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def reads(self) -> ReadStore:
        """The store of table `shared_reads`."""
        ...


async def may_show(storage: Storage[ReadsTx], settings: ServerSettings, patterns: int, now: datetime) -> bool:
    """Whether the server may be shown so many listed patterns now; they are counted. A trusted server may always."""
    if settings.trusted or patterns == 0:
        return True
    async with storage.relaxed() as tx:
        await tx.servers.ensure(settings.server)  # one that was never set up is counted, too
        return await tx.reads.spend(settings.server, patterns, now, READ_A_DAY)
