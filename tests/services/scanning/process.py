"""The services of scanning as one process has them, over a real database, with a Discord that is not there."""

from collections.abc import Sequence
from typing import Self

import pytest

from core.base.categories import Category
from core.base.errors import StorageBusy
from core.base.ids import ChannelId, DetectionId, MessageId, ServerId
from core.lists.patterns import parse_pattern
from core.lists.shorteners.hosts import Shorteners
from core.scanning.detections import Detection, Outcome
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.fetching import Stepper
from services.base.leases import Leases
from services.base.outbox import Kind, Posted
from services.base.worker import Bell
from services.lists.invite_questions import InviteQuestions, WaitingPost
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.typed_pattern import PatternResolver
from services.reports.reported_places import ReportedPlaces
from services.scanning.brigades.counting import BrigadeCounting
from services.scanning.brigades.notes import BrigadeNotes
from services.scanning.detections.group_pages import GroupPages
from services.scanning.detections.moderation import DetectionModeration
from services.scanning.detections.undo_notices import AuthorReturns
from services.scanning.missed.waiting_posts import WaitingPosts
from services.scanning.pipeline import ScanPipeline
from services.scanning.policy_effects import PolicyEffects
from services.scanning.posts import Post, Suspects
from services.scanning.removal_ports import MessageNow, OrderedRemoval
from services.scanning.removals import Removals
from services.scanning.rule_recheck import RuleRecheck
from services.scanning.slow_texts import SlowTexts
from services.scanning.standing import StandingMessages
from services.scanning.standing_looks import StandingLooks
from services.scanning.unanswered import Unanswered
from services.servers.cache import ServerCache
from services.servers.policy import Policies
from services.servers.setup import Servers
from tests.conftest import StandingClock
from tests.fakes import FakeInvites, FakeReader, FakeRemover
from tests.kept import audit, owed, removal_due_at
from tests.lists import list_entry
from tests.services.scanning.samples import LINK, LISTED, REVIEW, SERVER, post
from tests.services.scanning.shorteners.services import ShortenersOf
from tests.stores import Committing, set_up, storage_of
from wiring.list_sources import list_sources


class ScanningProcess:
    """The services of one process, by its name; several may stand on one database."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: StandingClock,
        process: str = "first",
        stepper: Stepper | None = None,
    ) -> None:
        """`stepper`: what asks shorteners; None: they are switched off."""
        self.database, self.vault, self.clock, self.process = database, vault, clock, process
        self.remover = FakeRemover()
        self.storage = storage_of(database, vault)
        self.stores = Committing(database, vault)
        self.leases = Leases(storage=self.storage, clock=clock, process=process)
        self.outbox_bell = Bell()
        self.server_cache = ServerCache(storage=self.storage)
        self.servers = Servers(
            storage=self.storage,
            outbox_bell=self.outbox_bell,
            clock=clock,
            changed=self.server_cache.forget,
        )
        self.policies = Policies(
            storage=self.storage,
            outbox_bell=Bell(),
            clock=clock,
            changed=self.server_cache.forget,
            effects=PolicyEffects(storage=self.storage, clock=clock),
        )
        self.policy_rows = self.storage.read.policies
        waiting_bell = Bell()
        self._with_lists([] if stepper is None else Shorteners().keys)
        self.short = ShortenersOf(self, stepper, waiting_bell)
        self.reader = FakeReader()
        self.slow_texts = SlowTexts(reader=self.reader, index=self.indexing)
        self.counting = BrigadeCounting(storage=self.storage, outbox_bell=self.outbox_bell, clock=clock)
        self.notes = BrigadeNotes(
            storage=self.storage,
            counting=self.counting,
            reported=ReportedPlaces(storage=self.storage),
            surroundings=self.remover,
            clock=clock,
        )
        self.removals = Removals(
            storage=self.storage,
            remover=self.remover,
            rules=RuleRecheck(
                server_cache=self.server_cache, lists=self.short.source_of_before, surroundings=self.remover
            ),
            messages=self.remover,
            apart=self.slow_texts,
            brigades=self.notes,
            outbox_bell=self.outbox_bell,
            waiting_bell=waiting_bell,
            clock=clock,
            process=process,
            bell=Bell(),
        )
        self.waiting = WaitingPosts(
            storage=self.storage, source=self, clock=clock, process=process, bell=waiting_bell
        )
        self.pipeline = ScanPipeline(
            storage=self.storage,
            server_cache=self.server_cache,
            lists=self.short.source,
            index=self.indexing,
            unanswered=Unanswered(invites=self.invites, short_posts=self.short.posts),
            surroundings=self.remover,
            removals=self.removals,
            slow_texts=self.slow_texts,
            brigades=self.notes,
            outbox_bell=self.outbox_bell,
            waiting_bell=self.waiting.bell,
            clock=clock,
            process=process,
        )
        self.messages = StandingMessages(
            storage=self.storage,
            removals=self.removals,
            outbox_bell=self.outbox_bell,
            waiting_bell=waiting_bell,
            clock=clock,
        )
        self.looks = StandingLooks(storage=self.storage, reader=self.remover, standing=self.messages)
        self.moderation = DetectionModeration(
            storage=self.storage,
            patterns=PatternResolver(storage=self.storage),
            lists=self.lists,
            invites=self.invites,
            looks=self.looks,
            removals_bell=self.removals.bell,
            outbox_bell=self.outbox_bell,
            waiting_bell=self.waiting.bell,
            clock=clock,
        )
        self.returns = AuthorReturns(storage=self.storage, clock=clock)
        self.group_pages = GroupPages(storage=self.storage)

    def _with_lists(self, always: Sequence[str]) -> None:
        storage, clock = self.storage, self.clock
        sources = list_sources(storage, clock, 2)
        self.indexing = LiveIndex(storage=storage, sources=sources, always=always)
        self.lists = ListLookup(storage=storage, sources=sources, index=self.indexing, clock=clock)
        invite_bell = Bell()
        self.invites = Invites(storage=storage, clock=clock, questions_bell=invite_bell)
        self.discord = FakeInvites()
        self.standing: dict[int, Post] = {}  # what stands in channels, for whoever looks again
        self.asking = InviteQuestions(
            storage=storage,
            source=self.discord,
            reader=self,
            index=self.indexing,
            leases=self.leases,
            clock=clock,
            bell=invite_bell,
        )

    async def live(self) -> None:
        """The process is alive from now on, for a lease."""
        await self.leases.renew()

    async def begin(self) -> Self:
        """A server that is set up, with one place on its list."""
        await self.live()
        await self.indexing.load()
        await set_up(self.database, self.vault, SERVER, review_channel=REVIEW)
        await self.list_place(LISTED)
        return self

    async def list_place(self, pattern: str, server: ServerId = SERVER) -> None:
        await list_entry(self.storage, server, pattern, Category.HARASSMENT, now=self.clock())
        self.lists.changed([parse_pattern(pattern).key])

    async def see(self, text: str = LINK, message: int = 1, **more: object) -> DetectionId | None:
        """A post goes by."""
        seen = self.standing[message] = post(text, message, **more)
        self.remover.standing[MessageId(message)] = MessageNow(texts=list(seen.texts))
        return await self._look_at(seen)

    async def _look_at(self, seen: Post) -> DetectionId | None:
        suspects = self.pipeline.suspects(seen.texts)
        return await self.pipeline.scan(seen, suspects) if suspects.any else None

    async def hear_again(self, waiting: WaitingPost) -> bool:
        """As cogs/scanning/missed/posts_again.py, from what stands there now."""
        seen = self.standing.get(waiting.message)
        if seen is not None:
            await self._look_at(seen)
        return True

    async def look_at(self, waiting: WaitingPost) -> None:
        """As cogs/scanning/missed/posts_again.py, where the post is kept."""
        seen = self.standing.get(waiting.message)
        suspects = Suspects([]) if seen is None else self.pipeline.suspects(seen.texts)
        if seen is not None and suspects.any:
            await self.pipeline.look_again(seen, suspects)

    async def look_at_waiting(self) -> None:
        """Look at every post that waits and is due."""
        while await self.waiting.step():
            await self.waiting.finish(5)

    async def waiting_for(self) -> list[tuple[int, float]]:
        """The messages that wait, and in how many seconds each is due."""
        rows = await self.database.read.all("SELECT * FROM waiting_posts ORDER BY message_id")
        now = self.clock().timestamp()
        return [(row["message_id"], row["due_at"] / 1000 - now) for row in rows]

    async def ask(self, times: int = 50) -> None:
        """Let the questions about invites be asked and what waits for them be looked at, for some time."""
        for _ in range(times):
            while await self.asking.step():
                await self.asking.finish(5)
            self.clock.forward(seconds=1)

    async def work_off(self) -> None:
        """Do every removal that is due."""
        while await self.removals.step():
            await self.removals.finish(5)

    async def detection(self, detection: DetectionId | None) -> Detection:
        """The detection as it stands."""
        assert detection is not None
        found = await self.moderation.get(detection)
        assert found is not None
        return found

    async def detections(self) -> list[Detection]:
        """Every detection, in the order of their numbers."""
        found: list[Detection] = []
        while one := await self.moderation.get(DetectionId(len(found) + 1)):
            found.append(one)
        return found

    async def returned_text(self, detection: DetectionId) -> str | None:
        """What goes back to the author of this one."""
        texts = await self.returns.texts_of([await self.detection(detection)])
        return texts.get(detection)

    async def outcome(self, detection: DetectionId | None) -> Outcome:
        return (await self.detection(detection)).outcome

    async def seconds_until_due(self, detection: DetectionId) -> float:
        """How long it is until the removal that is owed is tried again."""
        return (await removal_due_at(self.database, detection) - self.clock()).total_seconds()

    async def audited(self) -> list[str]:
        """What was done with detections as the audit says it, in order."""
        lines = await audit(self.database, self.vault)
        return [line.action for line in lines if line.subject.startswith("detection/")]

    async def posted(self, channel: ChannelId, message: MessageId) -> None:
        """The one message that is owed was posted there."""
        (row,) = await self.stores.outbox.take(self.process, self.clock(), 2)
        await self.stores.outbox.settle(row, Posted(channel, message), self.clock(), self.clock())

    def busy(self, way: str, monkeypatch: pytest.MonkeyPatch, times: int = 2) -> None:
        """The database is busy when the next transactions of this kind begin."""
        begin, failures = getattr(self.storage, way), [StorageBusy() for _ in range(times)]

        def busy() -> object:
            if failures:
                raise failures.pop()
            return begin()

        monkeypatch.setattr(self.storage, way, busy)

    async def order(self, ordered: OrderedRemoval) -> DetectionId | None:
        """A moderator has a message removed from a case."""
        async with self.storage.durable() as tx:
            await tx.sql.run(
                "INSERT INTO cases (id, server_id, category, state, opened_at) VALUES ($1, $2, 'other', 'open', 0) "
                "ON CONFLICT DO NOTHING",
                ordered.case,
                ordered.server,
            )
            found = await tx.detections.order_removal(ordered, self.clock())
        self.removals.bell.ring()
        return found

    async def armed(self, kind: Kind = Kind.DETECTION_CARD) -> list[int]:
        """The subjects of the messages of a kind that were ever owed."""
        return await owed(self.database, kind)
