"""Cases for tests: reported by members, and acted on as moderators act, through the services themselves."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import Unavailable
from core.base.ids import CaseId, ChannelId, MessageId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.reports.intake import ReportedLink, ReportedMessage
from core.scanning.detections import DismissReason, Outcome
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import OutboxRow, Told
from services.base.worker import Bell
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.typed_pattern import PatternResolver
from services.reports.cases.access import CaseAccess
from services.reports.cases.finishing import Finishing
from services.reports.cases.handover import Handover
from services.reports.cases.history import CaseEvent, CaseHistories
from services.reports.cases.listing import CaseListings, ListDone, RelatedDone
from services.reports.cases.message_removal import MessageRemoval
from services.reports.cases.resting import Resting
from services.reports.cases.review import Review
from services.reports.cases.undo import Undo
from services.reports.claims import Claims
from services.reports.forms import ListForm
from services.reports.questions import Questions
from services.reports.records import Case
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.given_reports import OTHER_SERVER, SERVER, Reports, about_link, report
from tests.stores import set_up
from wiring.list_sources import list_sources

AUTHOR = UserId(9)
ANN, BEN, CAT = (caller(SERVER, number, name) for number, name in ((51, "Ann"), (52, "Ben"), (54, "Cat")))
MANAGER = caller(SERVER, 53, "Max", manager=True)
STRANGER = caller(OTHER_SERVER, 51, manager=True)
_FORM = ListForm(link="", scope="domain", category="doxxing", share="no", note="their new mirror")
_QUORUM = 2


class _OneChannel:
    """Fills ChannelTree: a channel by itself."""

    async def channels_around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        return [channel]


class Members:
    """Fills MemberSource: who is in the server."""

    def __init__(self, *here: Caller) -> None:
        self.here = {each.user: each for each in here}
        self.unknown: set[UserId] = set()  # about whom Discord says nothing

    async def caller(self, server: ServerId, user: UserId) -> Caller | None:
        if user in self.unknown:
            raise Unavailable
        found = self.here.get(user)
        return found if found is not None and found.server == server else None

    certain = caller


async def _nothing() -> None:
    """Nothing happens."""


class ModeratedCases:
    """The use cases around cases, as one process has them; `set_up` the servers first."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.reports = Reports(database, vault)
        self.storage = storage = self.reports.storage
        sources = list_sources(storage, clock, _QUORUM)
        index = LiveIndex(storage=storage, sources=sources)
        lists = ListLookup(storage=storage, sources=sources, index=index, clock=clock)
        self.outbox_bell, self.removal_bell, self.members = Bell(), Bell(), Members(ANN, BEN, CAT, MANAGER)
        self.access = access = CaseAccess(storage=storage, sleep=self._wait)
        bell = self.outbox_bell
        # What happens while somebody waits for what is not known yet.
        self.meanwhile: Callable[[], Awaitable[None]] = _nothing
        self.review = Review(storage=storage, access=access, outbox_bell=bell, clock=clock)
        self.listings = CaseListings(
            storage=storage,
            access=access,
            patterns=PatternResolver(storage=storage),
            lists=lists,
            invites=Invites(storage=storage, clock=clock, questions_bell=None),
            channels=_OneChannel(),
            outbox_bell=bell,
            removal_bell=self.removal_bell,
            clock=clock,
        )
        self.removal = MessageRemoval(
            storage=storage,
            access=access,
            outbox_bell=bell,
            removal_bell=self.removal_bell,
            clock=clock,
            sleep=self._wait,
        )
        self.finishing = Finishing(access=access, removal=self.removal, review=self.review)
        self.undoing = Undo(storage=storage, access=access, lists=lists, outbox_bell=bell, clock=clock)
        self.handing = Handover(
            storage=storage, access=access, members=self.members, outbox_bell=bell, clock=clock
        )
        self.resting = Resting(
            storage=storage, access=access, review=self.review, handover=self.handing, clock=clock
        )
        self.claims = Claims(
            storage=storage, members=self.members, lasts=timedelta(days=1), outbox_bell=bell, clock=clock
        )
        self.histories = CaseHistories(storage=storage, access=access)
        self.questions = Questions(storage=storage, access=access, outbox_bell=bell, clock=clock)

    async def _wait(self, _seconds: float) -> None:
        await self.meanwhile()

    async def set_up(self) -> None:
        """Both servers are set up, with nothing but a review channel."""
        for server in (SERVER, OTHER_SERVER):
            await set_up(self.database, self.vault, server)

    # What members do

    async def report(
        self,
        message: int | None = 100,
        link: str = "badforum.example/x",
        category: Category = Category.HARASSMENT,
        by: int = 7,
        author: UserId = AUTHOR,
    ) -> CaseId:
        """A report of somebody's message with a link, or of a link alone; returns its case."""
        if message is None:
            new = about_link(UserId(by), link, category=category)
        else:
            texts = (f"look: https://{link}",)
            about = ReportedMessage(ChannelId(10), MessageId(message), author, "mallory", texts)
            links = (ReportedLink(link),)
            new = report(UserId(by), message=about, links=links, category=category, evidence="look")
        return (await self.reports.file(replace(new, details=""), self.clock())).case

    # What moderators do

    async def dismiss(
        self, by: Caller, case: CaseId, reason: DismissReason = DismissReason.DUPLICATE, note: str = ""
    ) -> None:
        """As the form sends it."""
        await self.review.dismiss(by, case, str(reason), note)

    async def list_pattern(self, by: Caller, case: CaseId, **fields: str) -> ListDone:
        """As the form sends it: the domain of the link, as doxxing, not shared."""
        return await self.listings.list_pattern(by, case, replace(_FORM, **fields))

    async def close_covered(self, by: Caller, pattern: str = "badforum.example") -> RelatedDone:
        """As after `/blocklist add`."""
        return await self.listings.close_covered(by, parse_pattern(pattern))

    async def took_place(self, outcome: Outcome = Outcome.REMOVED) -> None:
        """As the removals' worker leaves the removals that were owed."""
        async with self.storage.bulk() as tx:
            await tx.sql.run(
                "UPDATE detections SET outcome = $1, due_at = NULL, taken_by = NULL", str(outcome)
            )

    # What there is then

    async def get(self, case: CaseId) -> Case:
        """The case as its card shows it."""
        found = await self.review.shown(case)
        assert found is not None
        return found

    async def listed(self) -> list[str]:
        """What stands on own lists."""
        rows = await self.reports.rows("own_entries")
        return [row["pattern"] for row in rows if row["removed_at"] is None]

    async def word(self) -> tuple[str, str] | None:
        """What SERVER says on the shared list, and why."""
        rows = [row for row in await self.reports.rows("current_stances") if row["server_id"] == SERVER]
        return (rows[0]["stance"], rows[0]["reason"]) if rows else None

    async def history(self, case: CaseId) -> Sequence[CaseEvent]:
        """The first page of what happened to the case."""
        return (await self.histories.page(ANN, case, 1)).events

    async def due(self) -> list[OutboxRow]:
        """What is to be posted now; taken by this."""
        async with self.storage.bulk() as tx:
            return await tx.outbox.take("p", self.clock(), 50)

    async def kinds_due(self) -> set[str]:
        """Of which kinds that is."""
        return {row.kind for row in await self.due()}

    async def post_all(self) -> list[str]:
        """As the outbox does it where Discord answers; the kinds."""
        rows = await self.due()
        async with self.storage.bulk() as tx:
            for row in rows:
                await tx.outbox.settle(row, Told(), self.clock(), self.clock())
        return [row.kind for row in rows]
