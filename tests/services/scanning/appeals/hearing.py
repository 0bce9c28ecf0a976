"""The services of notices and appeals as one process has them, beside those of scanning."""

from core.base.ids import AppealId, DetectionId, NoticeId, UserId
from core.scanning.appeals import Appeal, AppealState
from core.scanning.author_notices import MOST
from core.scanning.detections import Detection, Person, UndoScope
from services.base.outbox import Kind
from services.lists.typed_pattern import PatternResolver
from services.scanning.appeals.answers import AppealAnswers
from services.scanning.appeals.deciding import AppealDecisions, Overturned
from services.scanning.appeals.notices import AuthorNotices, NotYet, Telling
from services.scanning.appeals.objections import Objections
from services.scanning.appeals.reminders import AppealReminders
from tests.kept import messages
from tests.people import moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, SERVER

WHY = "It was a quote."
OTHER_MODERATOR = moderator(SERVER, 77, "Other")


class Hearing:
    """Verbs for what authors and moderators do."""

    def __init__(self, process: ScanningProcess) -> None:
        self.process = process
        storage, clock = process.storage, process.clock
        self.notices = AuthorNotices(storage=storage, clock=clock)
        self.objections = Objections(storage=storage, outbox_bell=process.outbox_bell, clock=clock)
        self.decisions = AppealDecisions(
            storage=storage,
            patterns=PatternResolver(storage=storage),
            lists=process.lists,
            outbox_bell=process.outbox_bell,
            clock=clock,
        )
        self.reminders = AppealReminders(storage=storage)
        self.answers = AppealAnswers(storage=storage)

    async def planned(self) -> list[tuple[int, float]]:
        """Every notice, with the seconds until it may be sent."""
        rows = await self.process.database.read.all("SELECT id, planned_at FROM author_notices ORDER BY id")
        now = self.process.clock().timestamp()
        return [(row["id"], round(row["planned_at"] / 1000 - now, 3)) for row in rows]

    async def owed(self, kind: Kind) -> list[int]:
        """The subjects of the messages of this kind that are owed still."""
        kept = await messages(self.process.database, kind)
        return [message.subject for message in kept if message.state == "due"]

    async def send(self, notice: int) -> Telling | NotYet | None:
        """As cogs/scanning/appeals/notices.py, with a Discord that takes every message."""
        telling = await self.notices.begin(NoticeId(notice))
        if isinstance(telling, Telling):
            await self.notices.sent(NoticeId(notice))
        return telling

    async def told_of(self, notice: int) -> list[DetectionId]:
        """What a notice tells of when it is sent."""
        telling = await self.send(notice)
        assert isinstance(telling, Telling)
        return [removal.id for removal in telling.removals]

    async def objects(self, notice: int, text: str = WHY, by: Person = ALICE) -> AppealId:
        """An author objects."""
        found = await self.objections.notice(by.id, NoticeId(notice), None)
        return await self.objections.object(found, text)

    async def removed(
        self, message: int = 1, by: Person = ALICE, text: str | None = None, **more: object
    ) -> DetectionId:
        """A message of theirs is removed."""
        shown = text or f"https://listed-forum.net/{message}"
        found = await self.process.see(shown, message, author=by, **more)
        assert found is not None
        return found

    async def five_were_sent(self, by: Person = ALICE) -> None:
        """The author of messages 1 to 5 was told of each: what is removed next is told of in ten minutes."""
        for message in range(1, MOST + 1):
            found = await self.removal(await self.removed(message, by))
            assert await self.told_of(found.notice or 0) == [found.id]

    async def objected(self, message: int = 1, by: Person = ALICE) -> AppealId:
        """A message of theirs is removed, they are told of it, and object."""
        found = await self.removal(await self.removed(message, by))
        assert found.notice is not None
        await self.send(found.notice)
        return await self.objects(found.notice, by=by)

    async def removal(self, detection: DetectionId) -> Detection:
        """A removal as it stands."""
        return await self.process.detection(detection)

    async def appeal(self, appeal: AppealId) -> Appeal:
        """An appeal as it stands."""
        found = await self.process.storage.read.appeals.get(appeal)
        assert found is not None
        return found

    async def state(self, appeal: AppealId) -> AppealState:
        """How it stands."""
        return (await self.appeal(appeal)).state

    async def uphold(self, appeal: AppealId, caller: object = OTHER_MODERATOR, **more: bool) -> None:
        """Somebody lets the removal stand."""
        about = {"author_moderates": False, **more}
        await self.decisions.uphold(caller, appeal, "it was right", **about)  # type: ignore[arg-type]

    async def overturn(
        self, appeal: AppealId, caller: object = OTHER_MODERATOR, scope: UndoScope = UndoScope.MESSAGE
    ) -> Overturned:
        """Somebody takes the removal back."""
        return await self.decisions.overturn(
            caller,  # type: ignore[arg-type]
            appeal,
            "it was news",
            scope,
            author_moderates=False,
        )


def person(number: int) -> Person:
    """One of many."""
    return Person(UserId(50 * 10**16 + number), f"person{number}")
