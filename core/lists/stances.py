"""Planning what a server's stance changes on the shared list: what is to be written, or why nothing is. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import EntryId, ServerId, StanceId
from core.base.redact import redact
from core.lists.holds import Held
from core.lists.patterns import Pattern
from core.lists.shared_standing import STANCE_LASTS, Stance, StanceKind, stance_lasts
from core.lists.sites import NO_SITE, SiteWords

UNTRUSTED_STANCES = 500  # that a server which the operator does not trust may hold at a time
STANCES_A_DAY = 300  # that the people of any server may take, so that nobody turns the list over in a night


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What an entry says about its pattern."""

    category: Category
    note: str
    site: SiteWords = NO_SITE


NO_WORDS = EntryWords(Category.OTHER, "")  # of a proposal by a server that does not list the pattern itself


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """One entry of the shared list with every server's newest stance; a server that took its stance back has none.

    `held`: that it is, and why; None: it is not. `silenced`: whoever wrote its words is banned, and they are left out of
    `words`, save the category, by which it acts.
    """

    pattern: Pattern
    words: EntryWords
    proposed_at: datetime
    stances: tuple[tuple[ServerId, Stance], ...]
    held: Held | None = None
    id: EntryId | None = None
    silenced: bool = False

    def is_on_list(self, now: datetime) -> bool:
        """Whether any server confirms or disputes the entry; where none does, the list does not hold it."""
        return any(stance.stands(now) for _, stance in self.stances)

    def stance_of(self, server: ServerId) -> Stance | None:
        """The server's newest stance, also one that ran out; None where it has none."""
        return next((stance for each, stance in self.stances if each == server), None)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The server that takes a stance. `stances`: how many of its words stand; of no interest where it is trusted. `today`:
    how many its people took within a day.
    """

    server: ServerId
    trusted: bool
    stances: int
    today: int = 0


@dataclass(frozen=True, slots=True)
class StancePlan:
    """What is to be written for a stance. `words`: what the entry says from now on; None leaves it as it is."""

    kind: StanceKind
    reason: str  # as other servers read it
    review_at: datetime
    words: EntryWords | None = None


@dataclass(frozen=True, slots=True)
class TakenStance:
    """One stance as a server took it, with its row's id."""

    id: StanceId
    kind: StanceKind
    reason: str
    review_at: datetime


def told(reason: str) -> str:
    """A reason as other servers read it: without what says who and where a person is, and in one line, so that nothing in
    it looks like somebody else's.
    """
    return " ".join(redact(reason).split())


def plan_stance(
    speaker: Speaker,
    entry: SharedEntry | None,
    kind: StanceKind,
    words: EntryWords,
    reason: str,
    now: datetime,
    *,
    ends_at: datetime | None = None,
) -> StancePlan:
    """Plan a confirm or a dispute. `entry` None: there is no such entry yet, and the stance proposes it. `ends_at`: when the
    server's own entry ends by itself; its confirm stands no longer.

    `words` become those of a new entry. A confirm also gives them to an existing entry for which no other server
    stands whose word weighs as much, and its note and site to one whose words are silenced. What other servers will read is redacted. Saying the same again renews the
    stance, and that is possible however many the server holds.

    Raises UserError where a server that is not trusted holds too many stances, or where any took too many within a day.
    """
    if speaker.today >= STANCES_A_DAY:
        raise UserError("list-stances-today", limit=STANCES_A_DAY)
    if not (speaker.trusted or _renews(entry, speaker, now)) and speaker.stances >= UNTRUSTED_STANCES:
        raise UserError("list-stances-full", limit=UNTRUSTED_STANCES)
    takes_over = entry is None or (kind is StanceKind.CONFIRM and not _vouched_for(entry, speaker, now))
    redacted = EntryWords(words.category, redact(words.note), words.site.redacted())
    if not takes_over and entry is not None and entry.silenced and kind is StanceKind.CONFIRM:
        # Others stand for what the entry is, and nobody for what the banned server wrote of it.
        redacted, takes_over = replace(redacted, category=entry.words.category), True
    lasts = stance_lasts(redacted.category if entry is None or takes_over else entry.words.category)
    review_at = _no_later(kind, now + lasts, ends_at)
    return StancePlan(kind, told(reason), review_at, redacted if takes_over else None)


def _no_later(kind: StanceKind, review_at: datetime, ends_at: datetime | None) -> datetime:
    """Until when a word stands: a confirm no longer than the server's own entry, which ends at `ends_at`."""
    return review_at if ends_at is None or kind is not StanceKind.CONFIRM else min(review_at, ends_at)


def _renews(entry: SharedEntry | None, speaker: Speaker, now: datetime) -> bool:
    """Whether the server's word on the entry stands already, so that a new one takes its place and is not one more."""
    said = None if entry is None else entry.stance_of(speaker.server)
    return said is not None and said.stands(now)


def _vouched_for(entry: SharedEntry, speaker: Speaker, now: datetime) -> bool:
    """Whether another server stands for the entry as it is described: to a trusted server only a trusted one counts."""
    return any(
        server != speaker.server
        and stance.kind is StanceKind.CONFIRM
        and stance.stands(now)
        and (stance.group is not None or not speaker.trusted)
        for server, stance in entry.stances
    )


def plan_renewal(
    entry: SharedEntry, said: Stance, now: datetime, *, ends_at: datetime | None = None
) -> StancePlan | None:
    """Plan to say the same again for as long as the entry's category has it; None where it would stand no longer than it
    does: the server's own entry, which ends at `ends_at`, is not outlived by its confirm.
    """
    review_at = _no_later(said.kind, now + stance_lasts(entry.words.category), ends_at)
    return StancePlan(said.kind, told(said.reason), review_at) if review_at > said.review_at else None


def plan_retraction(
    server: ServerId, entry: SharedEntry | None, reason: str, now: datetime
) -> StancePlan | None:
    """Plan to take the server's stance back; None where it has none."""
    if entry is None or entry.stance_of(server) is None:
        return None
    return StancePlan(StanceKind.NONE, told(reason), now + STANCE_LASTS)


def plan_undo(taken: StanceId, newest: Sequence[TakenStance], now: datetime) -> StancePlan | None:
    """Plan to take a stance back so that the server's stance before it holds again. `newest`: its newest two, newest
    first.

    None, and nothing is to be done, where the server has taken another stance since, or where it confirmed before,
    too.
    """
    if not newest or newest[0].id != taken:
        return None
    before = newest[1] if len(newest) > 1 and newest[1].review_at > now else None
    if before is None or before.kind is StanceKind.NONE:
        was_said = newest[0].kind is not StanceKind.NONE
        return StancePlan(StanceKind.NONE, "", now + STANCE_LASTS) if was_said else None
    if before.kind is StanceKind.CONFIRM:
        return None
    return StancePlan(before.kind, told(before.reason), before.review_at)  # no longer than it was said for
