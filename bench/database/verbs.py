"""What people wait for and what holds the write lock: verbs of the stores, as they are called in the largest server."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import partial
from typing import Any

from bench.database.fill import BIG, NOW, POPULAR
from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CampaignId, CaseId, ChannelId, DetectionId, MessageId, ServerId, StanceId, UserId
from core.base.posts import PostKind
from core.base.retention import KeptFor
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from core.lists.verdicts import Decision, Match
from core.reports.cases import CaseState
from core.reports.endings import Closure
from core.reports.intake import NewReport, ReportedLink, ReportedMessage, file
from core.reports.report_limits import HeldBack, KnownMember, ReportLimits
from core.reports.stats import Period
from core.scanning.detections import DismissReason, Outcome, Person
from core.servers.policy import Action, Tier
from db.base.retention_store import RetentionRows
from db.campaigns.stores import CampaignsStores
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Posted
from services.base.retention import FIRST_PORTION
from services.base.walks import PORTION, OwedWalk, WalkStep
from services.campaigns.rounds import portion
from services.lists.own import Suggested
from services.lists.shared_list.shared_states import keep_states
from services.lists.shared_list.stances import take_stance
from services.scanning.posts import Detected, Post
from wiring.forgotten import chores

SERVER, LINK = ServerId(BIG), "site7.example/thread/1"
_BY = Person(UserId(7), "Ann")
_CALLER = Caller(server=SERVER, user=UserId(7), name="Ann")
_HITS = [f"site{number}.example" for number in range(12)]
_OPEN, _CLOSED = CaseId(20_000), CaseId(19_990)  # there in the smallest that is measured
_MODERATOR = Caller(SERVER, UserId(1), "Ann")


class EveryStore(ReportsStores, CampaignsStores):
    """The stores of all wings."""


_CHORES = chores(KeptFor())


async def _forgotten(chore: str, stores: EveryStore) -> object:
    """Forget a first portion of what is over, as a job does that does not know yet how quick the machine is."""
    kept = RetentionRows(stores.sql, _CHORES)
    return await kept.forget(chore, NOW - timedelta(days=1), NOW, FIRST_PORTION)


class Promise(Enum):
    """What a verb is held against, in milliseconds."""

    WAITED_FOR = 50
    HOLDS_THE_LOCK = 20


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb, or some that run in one transaction."""

    what: str
    promise: Promise
    ask: Callable[[EveryStore], Awaitable[Any]]
    before: Callable[[EveryStore], Awaitable[Any]] | None = (
        None  # done in the same transaction, and not measured
    )


def _read(what: str, ask: Callable[[EveryStore], Awaitable[Any]]) -> Verb:
    return Verb(what, Promise.WAITED_FOR, ask)


def _write(what: str, ask: Callable[[EveryStore], Awaitable[Any]]) -> Verb:
    return Verb(what, Promise.HOLDS_THE_LOCK, ask)


async def _detected(stores: EveryStore) -> None:
    post = Post(
        place=PostKind.MESSAGE,
        server=SERVER,
        channels=[ChannelId(5)],
        message=MessageId(99),
        texts=["a text"],
        words="a text",
        author=_BY,
        roles=frozenset(),
        author_is_member=True,
    )
    decision = Decision(Action.DELETE, Match("site7.example", Tier.OWN, Category.DOXXING, LINK), "preset")
    found = Detected(post, decision, Outcome.PENDING, "a text", "a text", NOW + timedelta(days=7), NOW)
    await stores.detections.add(found, "me")


async def _report(stores: EveryStore) -> None:
    message = ReportedMessage(ChannelId(5), MessageId(98), UserId(9), "mallory", ("look",))
    report = NewReport(
        server=SERVER,
        reporter=UserId(8),
        category=Category.DOXXING,
        details="details",
        message=message,
        links=(ReportedLink(POPULAR),),
        evidence="look",
        token="t",  # noqa: S106  # a form's
    )
    known = await stores.intake.latest_about(report)
    since = await stores.intake.reported_at(SERVER, report.reporter, NOW - timedelta(days=1), NOW, 20)
    plan = file(report, known, KnownMember(reported_at=tuple(since)), ReportLimits(), NOW)
    assert not isinstance(plan, HeldBack)
    case = await stores.intake.carry_out(plan, NOW)
    await stores.outbox.arm(Kind.CASE_CARD, case, SERVER, NOW)
    for other in await stores.case_cards.naming(case, SERVER):
        await stores.outbox.arm(Kind.CASE_CARD, other, SERVER, NOW)


async def _stood(stores: EveryStore) -> None:
    case = await stores.cases.in_server(_OPEN, _CALLER)
    assert case is not None
    await stores.cases.stand(case, case.standing, _BY, NOW)


async def _share(stores: EveryStore) -> None:
    pattern, words = parse_pattern("forum5.example.org"), EntryWords(Category.DOXXING, "a note")
    await take_stance(stores, SERVER, pattern, StanceKind.CONFIRM, words, "", UserId(7), NOW)


async def _recount(stores: EveryStore) -> None:
    await stores.shared_states.word_changed(SERVER)
    await keep_states(stores, await stores.shared_states.next_to_count(NOW, 100), NOW)


async def _round(stores: EveryStore) -> None:
    found = await stores.rounds.next()
    assert found is not None
    await portion(stores, found, NOW)


_WALK = OwedWalk(SERVER, 1, moves=True)
_found: list[WalkStep] = []


async def _moved(stores: EveryStore) -> None:
    """What moves with a review channel is found outside of the transaction that moves a portion of it."""
    await stores.sql.run("UPDATE servers SET review_channel_id = 4 WHERE id = $1", SERVER)
    _found[:] = _found or await stores.walks.steps(_WALK, NOW)


async def _sent(stores: EveryStore) -> None:
    rows = await stores.outbox.take("me", NOW, 8)
    for row in rows:
        await stores.outbox.settle(row, Posted(ChannelId(5), MessageId(77)), NOW, NOW)


async def _deleted_card(stores: EveryStore) -> None:
    row = await stores.outbox.row_at(MessageId(3_000_000_000_000_020_000))
    row = row or await stores.outbox.row_at(MessageId(3_000_000_000_000_000_000 + _OPEN))
    if row is not None:
        await stores.outbox.make_anew(row, NOW)


VERBS: Sequence[Verb] = (
    _read(
        "option of `/blocklist`: shared, what many hold",
        lambda s: s.shared.suggest("forum", listed_only=False, limit=25),
    ),
    _read("option: shared, what none holds", lambda s: s.shared.suggest("zzqq", listed_only=False, limit=25)),
    _read(
        "option: listed ones alone, what none holds",
        lambda s: s.shared.suggest("zzqq", listed_only=True, limit=25),
    ),
    _read("option: own entries, what none holds", lambda s: s.own.suggest(SERVER, Suggested.OWN, "zzqq", 25)),
    _read(
        "option: own stances, what none holds", lambda s: s.own.suggest(SERVER, Suggested.STANCES, "zzqq", 25)
    ),
    _read("`/blocklist search`, what none holds", lambda s: s.own.search(SERVER, "zzqq", 0, 10)),
    _read("`/blocklist search`, the last page of all", lambda s: s.own.search(SERVER, "", 19_990, 10)),
    _read("`/blocklist pending`, first page", lambda s: s.shared.page(listed=False, start=0, limit=5)),
    _read(
        "`/blocklist pending`, the thousandth page",
        lambda s: s.shared.page(listed=False, start=5_000, limit=5),
    ),
    _read("`/blocklist show`: the entry", lambda s: s.shared.get("forum1000.com")),
    _read("`/blocklist show`: hits", lambda s: s.sightings.hits(SERVER, "site7.example")),
    _read("looking up the keys of a message", lambda s: s.lookup.candidates(SERVER, _HITS, NOW)),
    _read(
        "form of *Block link*: found here in 30 days",
        lambda s: s.sightings.find(SERVER, [parse_pattern("site7.example")], NOW - timedelta(days=30), 400),
    ),
    _read(
        "form of *Block link*: reported here in 30 days",
        lambda s: s.case_sightings.find(
            SERVER, [parse_pattern("site7.example")], NOW - timedelta(days=30), 400
        ),
    ),
    _read("`/queue`", lambda s: s.case_reader.queue(_MODERATOR, [CaseState.OPEN, CaseState.CLAIMED], 1, 8)),
    _read(
        "`/queue`, the last page",
        lambda s: s.case_reader.queue(_MODERATOR, [CaseState.OPEN, CaseState.CLAIMED], 9999, 8),
    ),
    _read("`/queue state:closed`", lambda s: s.case_reader.queue(_MODERATOR, [CaseState.CLOSED], 1, 8)),
    _read(
        "`/queue state:closed`, the last page",
        lambda s: s.case_reader.queue(_MODERATOR, [CaseState.CLOSED], 99999, 8),
    ),
    _read(
        "`/queue state:quiet`", lambda s: s.case_reader.queue(_MODERATOR, [CaseState.OPEN], 1, 8, quiet=True)
    ),
    _read("`/queue`: the next case", lambda s: s.case_reader.next_free(_MODERATOR)),
    _read("a case's card", lambda s: s.case_reader.get(_OPEN)),
    _read("a case's card, with a link that is everywhere", lambda s: s.case_reader.get(CaseId(10_007 * 20))),
    _read("*Read message*", lambda s: s.case_reader.revealed(_OPEN)),
    _read(
        "open cases that a pattern covers",
        lambda s: s.case_reader.related_to(_MODERATOR, parse_pattern("popular.example"), None),
    ),
    _read("a case's history", lambda s: s.history.page(SERVER, _OPEN, Category.DOXXING, 1, 10)),
    _read("`/stats` of 90 days", lambda s: s.stats.activity(SERVER, Period.ending(NOW, 90))),
    _read("the weekly digest", lambda s: s.digest.open_work(SERVER)),
    _read("a detection's card", lambda s: s.moderation.get(DetectionId(90_000))),
    _read("option: campaigns", lambda s: s.campaigns.visible(SERVER)),
    _read("option: a server's updates", lambda s: s.updates.choices(ServerId(2))),
    _read("`/updates list`", lambda s: s.timelines.newest(SERVER, 25)),
    _read("what changed on lists", lambda s: s.list_changes.since(999_900)),
    _write("a detection", _detected),
    _write("taking removals", lambda s: s.detections.take_due("me", NOW + timedelta(hours=2), 8)),
    _write(
        "a portion of the 2,000 forbidden removals after a role or channel changed",
        lambda s: s.detections.retry_forbidden(SERVER, NOW, PORTION),
    ),
    _write("a report", _report),
    _write("a case claimed", _stood),
    _write(
        "a case closed",
        lambda s: s.cases.close(_OPEN, Closure.dismissed(DismissReason.NO_VIOLATION, "n"), NOW),
    ),
    _write(
        "messages were deleted", lambda s: s.cases.messages_gone(SERVER, [MessageId(2 * 10**18 + _OPEN)], NOW)
    ),
    _write("what an undone case had taken along", lambda s: s.cases.closed_along_with(_OPEN, _MODERATOR)),
    _write("who held back their pings", lambda s: s.pings.tell_of_those_held_back(SERVER, _OPEN)),
    _write("mutes that ran out", lambda s: s.mutes.heard(NOW, 100)),
    _write("emergencies that wait", lambda s: s.reminders.servers_due(NOW, NOW)),
    _write("cases for managers", lambda s: s.manager_alerts.overdue(NOW - timedelta(hours=1), NOW, 20)),
    _write(
        "an entry of the own list",
        lambda s: s.own.add(SERVER, parse_pattern("new.example"), Category.SCAM, "", None, None, NOW),
    ),
    *(_write(f"forgetting: {chore}", partial(_forgotten, chore)) for chore in _CHORES),
    _write("a stance, with the state", _share),
    _write("the stance before", lambda s: s.stances.newest(SERVER, StanceId(401))),
    _write("a hundred states after a change of trust", _recount),
    _write("messages taken and posted", _sent),
    _write("Rowan's roles changed: what waits is tried", lambda s: s.walks.begin(SERVER)),
    _write("the review channel moves", lambda s: s.walks.begin(SERVER, moves=True)),
    Verb(
        "a portion of the 8,000 cards that move with it",
        Promise.HOLDS_THE_LOCK,
        lambda s: s.walks.go(_WALK, _found[:PORTION], NOW),
        before=_moved,
    ),
    _write("a card that somebody deleted", _deleted_card),
    _write("a server is left", lambda s: s.outbox.leave(SERVER)),
    _write("a portion of an update for 9,000 followers", _round),
    _write("the end of a follow", lambda s: s.deliveries.of_campaign(CampaignId(1), SERVER)),
)
