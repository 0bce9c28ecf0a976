"""Moderators decide about an author's objection: another one than whose decision the removal was upholds or overturns it.

To overturn is to undo, for the messages of this notice alone: where they share a card with those of others, they leave it first.
Who may decide is asked at each click, in the transaction that decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.errors import UserError
from core.base.ids import AppealId, DetectionId, UserId
from core.base.posts import MessagePlace
from core.lists.patterns import Pattern
from core.scanning.appeals import REASON_LENGTH, Appeal, AppealState, Barred, barred, stands
from core.scanning.detections import MESSAGE_ONLY, RULE_STAYS, Detection, Person, UndoScope
from core.servers.policy import Tier
from services.base.outbox import Kind, known_place
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.entries import add_allow
from services.lists.lookup import ListLookup
from services.lists.shared_list.holds import was_undone
from services.lists.typed_pattern import PatternResolver
from services.scanning.appeals.ports import AppealStore, AuthorNoticeStore
from services.scanning.detections.moderation_ports import ModerationTx
from services.scanning.detections.settling import take_back
from services.scanning.groups import GroupStore

_MOST_TEXTS = 25  # of one notice, in a private answer


class PartingGroups(GroupStore, Protocol):
    """The store of table `detections`, as some removals leave the card that they share with others."""

    async def part(
        self, lead: DetectionId, those: Sequence[DetectionId]
    ) -> tuple[DetectionId, DetectionId | None]:
        """Let `those` share a card of their own. Returns whose card that is, and whose card the others have now; None: there
        are no others.
        """
        ...


class DecidingTx(ModerationTx, Protocol):
    """What a transaction offers to whoever decides about an appeal."""

    @property
    def appeals(self) -> AppealStore:
        """The store of table `appeals`."""
        ...

    @property
    def author_notices(self) -> AuthorNoticeStore:
        """The store of table `author_notices`."""
        ...

    @property
    def groups(self) -> PartingGroups:
        """The store of table `detections`."""
        ...


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal with what it is about: `removals`, also those that were taken back; `deciders`: whose decision they were."""

    appeal: Appeal
    removals: Sequence[Detection]
    deciders: frozenset[UserId]


@dataclass(frozen=True, slots=True)
class Overturned:
    """What came of it. `allowed`: what may stand in this server from now on; `rule_stays`: that was wanted and could not be."""

    removals: int
    allowed: Sequence[Pattern]
    rule_stays: bool


@dataclass(frozen=True, slots=True)
class Revealed:
    """What a moderator reads. `objection` None: it is not kept any more; `texts`: the removed messages, as far as they are."""

    appeal: Appeal
    objection: str | None
    texts: Sequence[tuple[Detection, str]]


class AppealDecisions:
    """The use cases of an appeal's card. Each raises UserError: no moderator, another server's appeal, the own objection, the
    own decision, decided already.
    """

    def __init__(
        self,
        *,
        storage: Storage[DecidingTx],
        patterns: PatternResolver,
        lists: ListLookup,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._patterns = patterns
        self._lists = lists
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def view(self, appeal: AppealId) -> AppealView | None:
        """Give the appeal with what it is about, for its card."""
        return await _view(self._storage.read, appeal)

    async def card_of_removal(self, view: AppealView) -> MessagePlace | None:
        """Where the card of the first removal stands."""
        if not view.removals:
            return None
        first = view.removals[0]
        return await self._storage.read.outbox.place_of(Kind.DETECTION_CARD, first.lead or first.id)

    async def theirs(
        self,
        caller: Caller,
        appeal: AppealId,
        place: MessagePlace | None,
        kind: Kind = Kind.APPEAL_CARD,
    ) -> AppealView:
        """Give an appeal of the caller's server. `place`: the message that was clicked, which must be the one of this `kind`;
        None: it is a form or a private answer.
        """
        settings = await self._storage.glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        found = await self.view(appeal)
        if found is None or found.appeal.server != caller.server:
            raise UserError("error-unknown-button")
        if place is not None:
            outbox = self._storage.glance.outbox
            where = await known_place(outbox, kind, appeal)
            if where is None and await outbox.is_owed(kind, appeal):
                raise UserError("appeal-card-not-yet")  # after a crash its card is looked for
            if where != place:
                raise UserError("appeal-elsewhere")
        return found

    async def require_may(self, caller: Caller, found: AppealView, *, author_moderates: bool) -> None:
        """Raises UserError where the caller may not decide about it now."""
        await _require(self._storage.read, caller, found, self._clock(), author_moderates=author_moderates)

    async def read(self, caller: Caller, appeal: AppealId, *, further: bool = False) -> Revealed:
        """Give what the author wrote and what was removed; the audit says who looked, unless it is a `further` page."""
        found = await self.theirs(caller, appeal, None)
        async with self._storage.durable() as tx:
            if await tx.appeals.is_by(appeal, caller.user):
                raise UserError(str(Barred.OWN))
            objection = await tx.appeals.text_of(appeal)
            kept = [each for each in found.removals if each.has_text][:_MOST_TEXTS]
            texts = [(each, await tx.moderation.text_of(each.id)) for each in kept]
            if not further:
                subject, now = f"appeal/{appeal}", self._clock()
                await tx.audit.note(caller.server, caller.user, "appeal-reveal", subject, now)
        return Revealed(found.appeal, objection, [(each, text) for each, text in texts if text is not None])

    async def uphold(self, caller: Caller, appeal: AppealId, reason: str, *, author_moderates: bool) -> None:
        """Let the removal stand; its author hears that."""
        await self.theirs(caller, appeal, None)
        words, now = _reason(reason), self._clock()
        async with self._storage.durable() as tx:
            found = await _decidable(tx, caller, appeal, now, author_moderates=author_moderates)
            await _decide(tx, caller, found, AppealState.UPHELD, words, now)
        self._outbox_bell.ring()

    async def overturn(
        self, caller: Caller, appeal: AppealId, reason: str, scope: UndoScope, *, author_moderates: bool
    ) -> Overturned:
        """Take the removal back: the author gets the texts that are kept, and a timeout ends. With `site`, what the messages
        were removed for may stand in this server.
        """
        asked = await self.theirs(caller, appeal, None)
        words, now = _reason(reason), self._clock()
        patterns = await self._to_allow(asked) if scope is UndoScope.SITE else []
        async with self._storage.bulk() as tx:
            found = await _decidable(tx, caller, appeal, now, author_moderates=author_moderates)
            allowed = [each for each in patterns if await _allowed(tx, found, each, caller, now)]
            await _decide(tx, caller, found, AppealState.OVERTURNED, words, now)
            standing = [each for each in found.removals if stands(each)]
            await _undo(tx, caller, standing, {each.text for each in allowed}, scope, now)
            await tx.outbox.arm(Kind.APPEAL_NOTE, appeal, caller.server, now)
        self._lists.changed([pattern.key for pattern in allowed])
        self._outbox_bell.ring()
        wanted = scope is UndoScope.SITE and any(each.pattern for each in standing)
        return Overturned(len(standing), allowed, wanted and not allowed)

    async def _to_allow(self, found: AppealView) -> list[Pattern]:
        """What the messages were removed for, without what would be refused today."""
        patterns = []
        for text in dict.fromkeys(each.pattern for each in found.removals if stands(each) and each.pattern):
            try:
                patterns.append(await self._patterns.resolve(found.appeal.server, text))
            except UserError:
                continue
        return patterns


async def _view(tx: DecidingTx, appeal: AppealId) -> AppealView | None:
    found = await tx.appeals.get(appeal)
    if found is None:
        return None
    deciders = found.against
    if found.state is AppealState.OPEN:
        deciders |= await tx.appeals.deciders(found.notice)  # also who had themselves erased meanwhile
    return AppealView(found, await tx.author_notices.removals(found.notice), deciders)


async def _require(
    tx: DecidingTx, caller: Caller, found: AppealView, now: datetime, *, author_moderates: bool
) -> None:
    why = barred(
        found.appeal,
        caller,
        found.deciders,
        now,
        wrote=await tx.appeals.is_by(found.appeal.id, caller.user),
        author_moderates=author_moderates,
    )
    if why is Barred.DECIDED:
        second = int(found.appeal.anybody_from.timestamp())
        raise UserError(str(why), when=f"<t:{second}:f>")
    if why is not None:
        raise UserError(str(why))


async def _decidable(
    tx: DecidingTx, caller: Caller, appeal: AppealId, now: datetime, *, author_moderates: bool
) -> AppealView:
    """Give the appeal in the transaction that decides about it. Raises UserError where the caller may not, or is too late."""
    found = await _view(tx, appeal)
    if found is None:
        raise UserError("error-unknown-button")
    await _require(tx, caller, found, now, author_moderates=author_moderates)
    return found


async def _decide(
    tx: DecidingTx, caller: Caller, found: AppealView, state: AppealState, reason: str, now: datetime
) -> None:
    appeal, server = found.appeal, caller.server
    by = Person(caller.user, caller.name)
    named = await tx.appeals.deciders(appeal.notice)  # without who had themselves erased while it waited
    if not await tx.appeals.decide(appeal.id, state, by, named, reason, now):
        raise UserError(str(Barred.OVER))
    await tx.outbox.arm(Kind.APPEAL_CARD, appeal.id, server, now)
    await tx.outbox.arm(Kind.APPEAL_ANSWER, appeal.id, server, now)
    await tx.outbox.refresh(Kind.AUTHOR_NOTICE, appeal.notice, server, now)
    subject = f"appeal/{appeal.id}"
    await tx.audit.note(server, caller.user, f"appeal-{state}", subject, now, reason=reason)


async def _undo(
    tx: DecidingTx,
    caller: Caller,
    removals: Sequence[Detection],
    allowed: set[str],
    scope: UndoScope,
    now: datetime,
) -> None:
    """Take back these removals and no others."""
    cards: dict[DetectionId | None, list[Detection]] = {}
    for each in removals:
        cards.setdefault(each.lead, []).append(each)
    for lead, those in cards.items():
        if lead is None:
            firsts = [each.id for each in those]
        else:
            first, others = await tx.groups.part(lead, [each.id for each in those])
            firsts = [first]
            if others is not None:
                await tx.outbox.arm(Kind.DETECTION_CARD, others, caller.server, now)
        for first in firsts:
            found = await tx.moderation.get(first)
            assert found is not None  # noqa: S101  # it was read in this transaction
            stays = RULE_STAYS if scope is UndoScope.SITE else MESSAGE_ONLY
            await take_back(tx, found, caller, now, reason="" if found.pattern in allowed else stays)
    for server, pattern in {(each.server, each.pattern) for each in removals if each.tier is Tier.SHARED}:
        if pattern:
            await was_undone(tx, server, pattern, now)


async def _allowed(
    tx: DecidingTx, found: AppealView, pattern: Pattern, caller: Caller, now: datetime
) -> bool:
    """Let the pattern stand in this server. False: there is no room for another exception."""
    try:
        await add_allow(tx, caller.server, pattern, f"appeal {found.appeal.id}", caller.user, now)
    except UserError:
        return False
    return True


def _reason(typed: str) -> str:
    """A moderator's reason. Raises UserError: there is none, or it is too long."""
    words = " ".join(typed.split())
    if not words:
        raise UserError("appeal-needs-reason")
    if len(words) > REASON_LENGTH:
        raise UserError("appeal-reason-too-long", limit=REASON_LENGTH, length=len(words))
    return words
