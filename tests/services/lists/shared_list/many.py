"""Several servers on one database, in which a shared entry removes messages."""

from dataclasses import replace
from datetime import timedelta

from core.base.ids import ChannelId, DetectionId, MessageId, ServerId, UserId
from core.lists.shared_standing import StanceKind, standing
from core.lists.stances import SharedEntry
from core.scanning.detections import Outcome, Person, UndoScope
from core.servers.policy import Preset
from services.lists.shared_list.shared import SharedList
from services.lists.shared_list.trust import Trust
from services.lists.typed_pattern import PatternResolver
from services.scanning.removal_ports import MessageNow
from tests.kept import audit
from tests.lists import list_entry
from tests.people import manager, moderator
from tests.services.lists.process import A as LISTING
from tests.services.lists.process import B as ALSO
from tests.services.lists.process import Process
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import post
from tests.stores import set_up

SITE = "new-forum.example"
LINK = f"https://{SITE}/t/1"
LONG, FRESH = timedelta(days=31), timedelta(days=29)
# Two servers that stand for the entry, and others that merely have it on the shared list.
FIRST, SECOND, C, D, E, F = (ServerId(number * 10**16) for number in range(51, 57))


class ManyServers:
    """What happens in them."""

    def __init__(self, process: ScanningProcess, first_message: int = 1000) -> None:
        self.process, self.clock, self.storage = process, process.clock, process.storage
        self.trust = Trust(storage=process.storage, clock=process.clock)
        self.shared = SharedList(
            storage=process.storage,
            patterns=PatternResolver(storage=process.storage),
            lookup=process.lists,
            clock=process.clock,
            quorum=2,
        )
        self._message = first_message

    async def server(self, server: ServerId, group: str | None = None, *, trusted: bool = True) -> None:
        """A server that is set up, and trusted."""
        await set_up(self.process.database, self.process.vault, server, review_channel=ChannelId(server + 7))
        if trusted:
            await self.trust.trust(str(server), group)
        await self.process.policies.take_preset(manager(server), Preset.STANDARD)

    async def listed(self) -> None:
        """Two trusted servers stand for the entry."""
        for server, group in ((FIRST, "first"), (SECOND, "second")):
            await self.server(server, group)
            await list_entry(self.storage, server, SITE, now=self.clock(), share=True)
        await self.process.indexing.load()

    async def removed(
        self, server: ServerId, member: int, *, joined: timedelta | None = LONG, text: str = LINK
    ) -> DetectionId:
        """Somebody posts the link; returns what was found."""
        self._message += 1
        seen = replace(
            post(text, self._message, server=server, author=Person(UserId(member), "m")),
            joined_at=None if joined is None else self.clock() - joined,
        )
        self.process.remover.standing[MessageId(self._message)] = MessageNow(texts=list(seen.texts))
        found = await self.process.pipeline.scan(seen, self.process.pipeline.suspects(seen.texts))
        assert found is not None
        return found

    async def undone(self, server: ServerId) -> None:
        """A message is removed, and moderators undo that."""
        found = await self.removed(server, self._message, joined=None)  # by somebody else each time
        assert await self.process.outcome(found) is Outcome.REMOVED
        card = (await self.process.detection(found)).lead or found
        await self.process.moderation.undo(moderator(server), card, UndoScope.MESSAGE)

    async def acts(self, server: ServerId) -> Outcome:
        """What becomes of a message in this server now."""
        return await self.process.outcome(await self.removed(server, self._message, joined=None))

    async def is_held(self) -> bool:
        watched = await self.storage.read.holds.watched(SITE)
        return watched is not None and watched.held

    async def entry(self) -> SharedEntry:
        found = await self.storage.read.shared.get(SITE)
        assert found is not None
        return found

    async def state(self) -> str:
        entry = await self.entry()
        return standing((stance for _, stance in entry.stances), 2, self.clock()).state

    async def says(self, server: ServerId, kind: StanceKind, reason: str = "") -> None:
        """A server confirms or disputes the entry."""
        await self.shared.stand(moderator(server), SITE, kind, reason)

    async def audited(self) -> list[str]:
        lines = await audit(self.process.database, self.process.vault)
        return [f"{line.action} {line.after}".strip() for line in lines if line.action.startswith("hold")]

    async def signs(self) -> int:
        """How many things are noted of new entries."""
        row = await self.process.database.read.one("SELECT count(*) AS n FROM hold_signs")
        assert row is not None
        return int(row["n"])


async def listed_hosts(rowan: Process, count: int) -> list[str]:
    """So many hosts for which two trusted servers stand, with notes; returns them."""
    hosts = [f"listed-{number:03}.example" for number in range(count)]
    await rowan.trusted(LISTING, ALSO)
    for server in (LISTING, ALSO):
        for host in hosts:
            await rowan.add(server, host, share=True, note=f"secret note of {server}")
    return hosts
