"""A database in which everything that says something of a person was said, through the services, all at one moment."""

from dataclasses import dataclass, replace

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ReportId, UserId
from core.base.times import to_ms
from core.campaigns.pictures import PictureOffer, PictureStep
from core.lists.holds import NEW_FOR
from core.lists.patterns import parse_pattern
from core.lists.previews import Shown
from core.reports.evidence_files import ReportedFile
from core.reports.report_form import Draft
from core.scanning.detections import DismissReason, Person
from core.scanning.sweeps import SweepState
from db.base.register import REGISTER
from db.base.stored import Personal, PersonalWhile
from db.engine.database import Database
from db.engine.dialect import POSTGRES
from db.engine.vault import Vault
from db.lists.list_question_store import ListQuestionRows
from db.lists.shorteners.short_link_store import ShortLinkRows
from services.base.polling import Tried
from services.base.worker import Bell
from services.campaigns.feeds.ports import NewFeed
from services.lists.previews.second_clicks import KEPT_FOR, Asked, KeptQuestion, Verb
from services.lists.shorteners.short_links import Asker
from services.reports.mutes import Mutes
from services.reports.outcomes import Outcomes
from services.scanning.sweeps.ports import Beginning, Found
from services.servers.blur import Blur
from services.servers.languages import Languages
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.fakes import FakeMessageLook
from tests.given_cases import ANN, ModeratedCases
from tests.given_reports import MESSAGE, SERVER, report
from tests.lists import allow_pattern, list_entry, unlist_entry
from tests.services.campaigns.driver import ANN as ANN_OF_CAMPAIGNS
from tests.services.campaigns.driver import NORA, CampaignsDriver
from tests.services.scanning.appeals.hearing import Hearing
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import SERVER as SCANNED

WORDS = "unforgettable"


@dataclass(frozen=True)
class Value:
    """What stood in a personal column."""

    table: str
    column: str
    end: Personal | PersonalWhile
    kept: bytes


class Lives:
    """The lives of some people with Rowan, in one database."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.cases = ModeratedCases(database, vault, clock)
        self.scanning = ScanningProcess(database, vault, clock, "a")
        self.campaigns = CampaignsDriver(database, vault, clock)

    async def lead(self) -> None:
        """Everything is said and done, and closed."""
        await self.cases.set_up()
        await self.scanning.begin()
        await self.campaigns.begin()
        await self._reports()
        await self._detections()
        await self._lists()
        await self._import()
        await self._campaigns()
        await self._sweep()
        await self._orphan()
        await self._wish()

    async def _orphan(self) -> None:
        """As an upgrade leaves a row that referred to none."""
        async with self.database.bulk() as tx:
            await tx.run(
                "INSERT INTO set_aside_rows (source, parent, named, server_id, row, emptied, version, at) "
                "VALUES ('reports', 'cases', 'id=1', $1, $2, 0, 9, $3)",
                SERVER,
                WORDS,
                to_ms(self.clock()),
            )

    async def _wish(self) -> None:
        """As a wish to be erased leaves it that waits until a case is closed which no moderator holds any more."""
        async with self.database.bulk() as tx:
            await tx.run(
                "INSERT INTO erasure_wishes (part, row_id, server_id, about_key, made_at) VALUES ('case_holder', 1, $1, $2, $3)",
                SERVER,
                b"whose wish it is",
                to_ms(self.clock()),
            )

    async def _reports(self) -> None:
        cases, now = self.cases, self.clock()
        file = ReportedFile(1, f"{WORDS}.png", 12, f"https://cdn.example/{WORDS}.png")
        await cases.reports.keep_draft(SERVER, "token", Draft(MESSAGE), now)
        about = replace(MESSAGE, files=(file,))
        new = replace(report(message=about, details=WORDS, evidence=WORDS), files=(file,))
        case = (await cases.reports.file(new, now)).case
        name = (await cases.storage.read.questions.reachable(case))[0]
        moderator = caller(SERVER)
        asked = await cases.questions.ask(moderator, case, name, f"{WORDS}?")
        await cases.questions.answer(asked.id, new.reporter, f"{WORDS}!")
        mutes = Mutes(storage=cases.storage, access=cases.access, outbox_bell=Bell(), clock=self.clock)
        await mutes.mute(ANN, case, str(ReportId(1)), "false_reports")
        await Outcomes(storage=cases.storage, messages=FakeMessageLook()).choose(moderator, notices=False)
        await Blur(storage=cases.storage).choose(moderator, blur=True)
        await Languages(storage=cases.storage, spoken=("en",)).choose(moderator.user, "en")
        await cases.resting.choose(moderator, offered=False)
        await cases.dismiss(ANN, case, DismissReason.NO_VIOLATION, WORDS)
        await self._leave(case)

    async def _leave(self, case: CaseId) -> None:
        """As a case that was handed over leaves it, and a file that was hashed."""
        async with self.database.bulk() as tx:
            await tx.run(
                "UPDATE cases SET given_by_key = $2, freed_from_sealed = $2 WHERE id = $1",
                case,
                b"who gave it",
            )
            await tx.run(
                "UPDATE case_files SET sha256_sealed = $2 WHERE case_id = $1", case, b"hash of a file"
            )

    async def _detections(self) -> None:
        found = await self.scanning.see(f"{WORDS} https://listed-forum.net/threads/x.1")
        assert found is not None
        await self.scanning.work_off()
        moderator = caller(SCANNED, 77, "Mo")
        # Of somebody else elsewhere: what one person wrote shares a card.
        other = await self.scanning.see(
            "https://listed-forum.net/threads/x.2", 2, author=Person(UserId(78), WORDS), channels=(61,)
        )
        assert other is not None
        async with self.database.bulk() as tx:  # as where a moderator decides
            await tx.run(
                "UPDATE detections SET outcome = 'review', due_at = NULL, taken_by = NULL WHERE id = $1",
                other,
            )
        await self.scanning.moderation.dismiss(moderator, other, DismissReason.DUPLICATE, WORDS)
        hearing = Hearing(self.scanning)
        await hearing.send(1)
        appeal = await hearing.objects(1, WORDS)
        await hearing.decisions.uphold(moderator, appeal, WORDS, author_moderates=False)

    async def _lists(self) -> None:
        storage, now = self.cases.storage, self.clock()
        for pattern in ("gone.example", "stays.example"):
            await list_entry(storage, SERVER, pattern, now=now, share=True)
            await allow_pattern(storage, SERVER, f"fine.{pattern}", now=now)
        await unlist_entry(storage, SERVER, "gone.example", now=now, reason=WORDS)
        async with storage.bulk() as tx:  # as where the new shared entry removed somebody's message
            watched = await tx.holds.watched("stays.example")
            assert watched is not None
            await tx.holds.note_removed(watched.entry, SERVER, UserId(79), now, now + NEW_FOR, 1)
        async with self.database.bulk() as tx:
            question = KeptQuestion(Asked(Verb.ADD, f"{WORDS}.example", {"note": WORDS}), Shown((), 0, 0))
            token, until = "token", now + KEPT_FOR
            await ListQuestionRows(tx, self.vault).keep(SERVER, ANN.user, token, question, now, until)
            asker = Asker(SERVER, ANN.user)
            await ShortLinkRows(tx, self.vault).ask(f"bit.ly/{WORDS}", "bit.ly", asker, now, now)
            await tx.run("UPDATE allows SET removed_at = added_at WHERE pattern = 'fine.gone.example'")

    async def _sweep(self) -> None:
        """A sweep that found a message and is being taken back."""
        now, by = self.clock(), Person(ANN.user, WORDS)
        beginning = Beginning(SERVER, parse_pattern("swept.example"), 7, Category.OTHER, 1, by, None)
        async with self.cases.storage.bulk() as tx:
            sweep, _ = await tx.sweeps.begin(beginning, now)
            found = Found(MessageId(9001), ChannelId(61), UserId(78), sure=True)
            await tx.sweeps.add_found(sweep.id, SERVER, [found])
            await tx.sweeps.step(sweep.id, [SweepState.LOOKING], SweepState.STOPPED, now)
            await tx.sweeps.begin_undo(sweep.id, by, now)

    async def _import(self) -> None:
        """As a list that a manager brought in leaves its row."""
        async with self.database.bulk() as tx:
            await tx.run(
                "INSERT INTO imports (id, server_id, digest, form, category, by_sealed, state, entries, refused,"
                " began_at, changed_at) VALUES (1, $1, 'of a file', 'plain', 'scam', $2, 'done', 1, 0, $3, $3)",
                SERVER,
                b"who imported",
                to_ms(self.clock()),
            )

    async def _campaigns(self) -> None:
        campaigns = self.campaigns
        made = await campaigns.campaign()
        await campaigns.follow(made.id, NORA, approve=True)
        await campaigns.notify.listen(NORA, made.id)
        update = await campaigns.publish(made.id)
        await campaigns.settle(update, 1, NORA)
        url = "https://cdn.example/a.png"
        campaigns.files.kept[url] = WORDS.encode()
        await campaigns.pictures.offer(
            ANN_OF_CAMPAIGNS, "pictured", PictureOffer(PictureStep.NEW, "Two people", url, len(WORDS))
        )
        await campaigns.withdraw(await campaigns.publish(made.id, "pictured"))
        now, url = self.clock(), "https://drop.example/feed"
        async with campaigns.storage.durable() as tx:
            key = self.vault.member_key(made.server, NORA.user)
            new = NewFeed(made.id, url, "drop.example", "", Tried(now), key)
            await tx.feeds.add(new, made.server, now)

    async def personal(self) -> list[Value]:
        """Whatever stands in a personal column now."""
        found = []
        for name, table in REGISTER.items():
            rows = await self.database.read.all(f"SELECT * FROM {name}")  # noqa: S608  # a name of the register
            for column, end in table.personal.items():
                for row in rows:
                    value = row[column]
                    if value is not None:
                        kept = value.encode() if isinstance(value, str) else bytes(value)
                        found.append(Value(name, column, end, kept))
        return found

    async def raw(self) -> bytes:
        """The database's files, its log and its copies, as somebody with the disk reads them; of a server, all its rows."""
        if self.database.dialect is POSTGRES:
            rows = [
                row
                for name in REGISTER
                for row in await self.database.read.all(f"SELECT * FROM {name}")  # noqa: S608
            ]
            return b"".join(
                value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
            )
        path = self.database.path
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
