"""What the services of campaigns ask, played: lists, open cases, Discord's files, the maker of pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.base.categories import Category
from core.base.files import FileRead
from core.base.ids import ServerId
from core.campaigns.pictures import PictureFault
from core.links import Link
from core.lists.verdicts import Match
from core.servers.policy import Tier


@dataclass
class FakeLists:
    """What lists hold: hosts by server."""

    held: dict[ServerId, set[str]] = field(default_factory=dict)
    allowed: bool = False

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        return [
            Match(link.host, Tier.OWN, Category.HARASSMENT, link.canonical, allowed=self.allowed)
            for link in links
            if link.host in self.held.get(server, set())
        ]


@dataclass(frozen=True)
class FakeCase:
    server: ServerId
    links: Sequence[str]


@dataclass
class FakeReports:
    """What open cases are about: canonical addresses by server; and cases that changed just now."""

    about: dict[ServerId, set[str]] = field(default_factory=dict)
    changes: list[FakeCase] = field(default_factory=list)

    async def changed(self, most: int) -> Sequence[FakeCase]:
        return self.changes[:most]

    async def looked_at(self, changes: Sequence[FakeCase]) -> None:
        self.changes = [each for each in self.changes if each not in changes]

    async def reported_here(self, server: ServerId, links: Sequence[Link]) -> set[str]:
        return {link.canonical for link in links} & self.about.get(server, set())


@dataclass
class FakeFiles:
    """What Discord keeps, by address; whatever else is asked for is gone."""

    kept: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileRead:
        self.asked.append(url)
        data = self.kept.get(url)
        if data is None:
            return FileRead.GONE
        if len(data) > most:
            return FileRead.LARGE
        take(data)
        return FileRead.WHOLE


class FakeMaker:
    """Writes a picture anew by turning its bytes around; what is empty is none."""

    async def remade(self, data: bytes) -> bytes | PictureFault:
        return data[::-1] or PictureFault.KIND
