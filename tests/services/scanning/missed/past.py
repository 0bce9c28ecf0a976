"""What stands in channels, as the services of catching up are told, without Discord."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId
from core.base.times import moment_of
from core.scanning.gaps import Unread
from services.scanning.missed.gap_ports import PastPlace
from services.scanning.missed.unread import Page


class Killed(BaseException):
    """The process died."""


@dataclass
class FakePast:
    """What was posted, by channel; `faults` are raised instead, call by call, and `away` names servers that are not there."""

    there: dict[ServerId, list[PastPlace]] = field(default_factory=dict)
    away: set[ServerId] = field(default_factory=set)
    faults: list[BaseException | None] = field(default_factory=list)
    silent: dict[ChannelId, DiscordSilent] = field(default_factory=dict)
    hidden: set[ChannelId] = field(default_factory=set)
    pages: dict[ChannelId, list[Page]] = field(default_factory=dict)
    read: list[Unread] = field(default_factory=list)
    asked: int = 0
    names: list[ServerId] = field(default_factory=list)
    holders: list[ChannelId] = field(default_factory=list)  # channels that hold threads
    halves: set[ServerId] = field(default_factory=set)  # servers that discord.py knows by halves

    @property
    def read_channels(self) -> list[int]:
        return [each.channel for each in self.read]

    @property
    def read_since(self) -> list[datetime]:
        return [moment_of(each.after) for each in self.read]

    def is_there(self, server: ServerId) -> bool:
        return server not in self.away

    def places(self, server: ServerId, since: datetime) -> Sequence[PastPlace]:
        if server in self.halves:
            raise AttributeError("'NoneType' object has no attribute 'roles'")
        return self.there.get(server, [])

    def thread_holders(self, server: ServerId) -> Sequence[PastPlace]:
        return [PastPlace([one], None, readable=True) for one in self.holders]

    async def read_page(self, server: ServerId, unread: Unread) -> Page | None:
        self.asked += 1
        fault = self.faults.pop(0) if self.faults else self.silent.get(unread.channel)
        if fault is not None:
            raise fault
        if unread.channel in self.hidden:
            return None
        self.read.append(unread)
        pages = self.pages.get(unread.channel)
        return pages.pop(0) if pages else Page(3, None)

    async def read_names(self, server: ServerId) -> int:
        self.names.append(server)
        return 1


def place(channel: ChannelId, *, newest: int = 2**62, readable: bool = True) -> PastPlace:
    return PastPlace([channel], newest, readable=readable)
