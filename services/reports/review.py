"""What moderators do with cases: look, claim, release, list, dismiss, delete, reveal.

Every use case asks who is there, whether the case is this server's and whether the step is possible; the store
decides the last again inside the transaction that takes it, so that of two clicks at once one wins.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.categories import Category
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.links import canonical
from core.lists.patterns import Pattern, PatternError, parse_pattern
from core.lists.verdicts import Match, decide
from core.reports.cases import CaseState, Refusal, Step
from core.scanning.detections import DismissReason, Outcome
from core.servers.policy import Policy, Tier
from services.base.outbox import Kind, OutboxStore, known_place
from services.base.ports import Clock
from services.base.worker import Bell
from services.lists.invites import Invites
from services.lists.lookup import ListLookup
from services.lists.shared import require_not_banned
from services.reports.forms import ListForm, checked_note, chosen, read_list_form
from services.reports.records import Case, CaseLink, CaseStore, Listing, Place, QueuePage, Refused, Revealed
from services.servers.policy import PolicyStore
from services.servers.setup import ServerSettings, ServerStore

QUEUE_PAGE = 8
_NO_CASE = CaseId(0)
_LOOKS, _LOOK_SECONDS = 12, 0.1  # how long an answer waits for what became of a removal


class ChannelTree(Protocol):
    """Discord's channels as the gateway tells of them."""

    def around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        """The place from the inside out: thread, channel, category; what is not known is left out."""
        ...


@dataclass(frozen=True, slots=True)
class ListDone:
    """What *list* did. `allowed`: an exception of this server lets the link stand all the same."""

    pattern: Pattern
    new: bool
    shared: bool
    removing: bool
    allowed: bool
    related: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True)
class RelatedDone:
    """Which cases were closed together, and which stay with whoever holds them."""

    pattern: str
    closed: tuple[CaseId, ...]
    left: tuple[CaseId, ...]


class Review:
    """The use cases. Each raises UserError: no rights, another server's case, a step that is not possible now."""

    def __init__(
        self,
        store: CaseStore,
        servers: ServerStore,
        outbox_store: OutboxStore,
        outbox_bell: Bell,
        lists: ListLookup,
        invites: Invites,
        policies: PolicyStore,
        removal_bell: Bell,
        channels: ChannelTree,
        clock: Clock,
    ) -> None:
        self._store = store
        self._servers = servers
        self._outbox_store = outbox_store
        self._outbox_bell = outbox_bell
        self._lists = lists
        self._invites = invites
        self._policies = policies
        self._removal_bell = removal_bell
        self._channels = channels
        self._clock = clock

    async def at_card(self, caller: Caller, case: CaseId, place: Place) -> Case:
        """The case whose card was clicked. Raises UserError also where its card stands elsewhere."""
        found = await self._case(caller, case)
        stands = await known_place(self._outbox_store, Kind.CASE_CARD, case)
        if stands is None:
            raise UserError("case-card-not-yet")
        if stands != (place.channel, place.message):
            raise UserError("case-elsewhere")
        return found

    def require_possible(self, caller: Caller, case: Case, step: Step) -> None:
        """Raises UserError where the step is not possible now, so that nobody fills in a form for nothing."""
        refused = self._store.refusal(case, step, caller)
        if refused is not None:
            raise refused_step(case.id, refused)

    async def move(self, caller: Caller, case: CaseId, step: Step) -> None:
        """Claim, release, or take back that it was handed over."""
        await self._case(caller, case)
        self._stepped(case, await self._store.move(case, step, caller, self._clock()))

    async def dismiss(self, caller: Caller, case: CaseId, reason: str, note: str) -> None:
        """Close it without listing anything. Claims by itself."""
        await self._case(caller, case)
        why, checked = chosen(DismissReason, reason), checked_note(note)
        self._stepped(case, await self._store.dismiss(case, caller, why, checked, self._clock()))

    async def list_pattern(self, caller: Caller, case: CaseId, form: ListForm) -> ListDone:
        """Put the pattern on the own list and close the case; the removal of the message is owed where the policy
        says so. Claims by itself.
        """
        settings = await self._moderated(caller)
        found = await self._case(caller, case)
        listing = await self._listing(settings, found, form)
        done = await self._store.list_pattern(case, caller, listing, self._clock())
        if isinstance(done, Refused):
            raise refused_step(case, done)
        self._lists.changed([listing.pattern.key])
        self._removal_bell.ring()
        self._outbox_bell.ring()
        related = await self._store.related_to(caller.server, listing.pattern, case)
        link = canonical(listing.link.canonical)
        return ListDone(
            pattern=listing.pattern,
            new=done.new,
            shared=listing.share,
            removing=done.removing,
            allowed=link is not None and await self._lists.allowed(caller.server, link),
            related=tuple(other for other, _ in related),
        )

    async def close_related(self, caller: Caller, case: CaseId) -> RelatedDone:
        """Close every other open case that the pattern listed from this one covers, as this one was closed."""
        found = await self._case(caller, case)
        if found.pattern is None:
            raise UserError("case-nothing-listed")
        try:
            pattern = parse_pattern(found.pattern)
        except PatternError:
            raise UserError("case-nothing-listed") from None
        return await self._close_covered(caller, pattern, except_for=case)

    async def covered(self, caller: Caller, pattern: Pattern) -> list[CaseId]:
        """The open cases that a pattern covers, for one that was listed without a case."""
        await self._moderated(caller)
        return [case for case, _ in await self._store.related_to(caller.server, pattern, _NO_CASE)]

    async def close_covered(self, caller: Caller, pattern: Pattern) -> RelatedDone:
        """Close every open case that a pattern of the own list covers."""
        await self._moderated(caller)
        return await self._close_covered(caller, pattern, except_for=_NO_CASE)

    async def _close_covered(self, caller: Caller, pattern: Pattern, *, except_for: CaseId) -> RelatedDone:
        closed: list[CaseId] = []
        left: list[CaseId] = []
        for other, link in await self._store.related_to(caller.server, pattern, except_for):
            refused = await self._relate(caller, other, pattern, link, except_for)
            (closed if refused is None else left).append(other)
        self._removal_bell.ring()
        self._outbox_bell.ring()
        return RelatedDone(pattern.text, tuple(closed), tuple(left))

    async def delete(self, caller: Caller, case: CaseId) -> Outcome:
        """Delete the reported message now; the case stays. PENDING: it is owed and will be done."""
        found = await self._case(caller, case)
        self.require_possible(caller, found, Step.DELETE)
        if found.place is None:
            raise UserError("case-no-message")
        if found.message_gone or found.removal in (Outcome.REMOVED, Outcome.GONE):
            raise UserError("case-message-gone")
        self._stepped(case, await self._store.order_removal(case, caller, self._clock()))
        self._removal_bell.ring()
        return await self._removed(case)

    async def reveal(self, caller: Caller, case: CaseId) -> Revealed:
        """Evidence and reports, without reporters; the audit remembers who looked."""
        await self._case(caller, case)
        revealed = await self._store.reveal(case, caller, self._clock())
        if isinstance(revealed, Refused):
            raise refused_step(case, revealed)
        return revealed

    async def open_to(self, caller: Caller, case: CaseId) -> Case:
        """A case that the caller may look into: of their server, and not about a message of theirs."""
        found = await self._case(caller, case)
        self.require_possible(caller, found, Step.REVEAL)
        return found

    async def queue(
        self, caller: Caller, states: Sequence[CaseState], number: int, *, quiet: bool = False
    ) -> QueuePage:
        """One page of the server's cases; with `quiet`, of those without a card."""
        await self._moderated(caller)
        return await self._store.queue(caller.server, states, number, QUEUE_PAGE, quiet=quiet)

    async def message_gone(self, server: ServerId, messages: Sequence[MessageId]) -> None:
        """Discord says that these were deleted."""
        if messages and await self._store.message_gone(server, messages, self._clock()):
            self._outbox_bell.ring()

    async def _moderated(self, caller: Caller) -> ServerSettings:
        settings = await self._servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        if not settings.set_up:
            raise UserError("error-not-set-up")
        return settings

    async def _case(self, caller: Caller, case: CaseId) -> Case:
        await self._moderated(caller)
        found = await self._store.get(case)
        if found is None or found.server != caller.server:
            raise UserError("case-unknown")
        return found

    def _stepped(self, case: CaseId, refused: Refused | None) -> None:
        if refused is not None:
            raise refused_step(case, refused)
        self._outbox_bell.ring()

    async def _listing(self, settings: ServerSettings, case: Case, form: ListForm) -> Listing:
        read = read_list_form(case, form)
        if read.share:
            require_not_banned(settings)
        await self._invites.before_listing(case.server, read.pattern)
        return Listing(
            pattern=read.pattern,
            link=read.link,
            category=read.category,
            note=read.note,
            share=read.share,
            remove=await self._wants_removal(case, read.pattern, read.link, read.category),
        )

    async def _wants_removal(self, case: Case, pattern: Pattern, link: CaseLink, category: Category) -> bool:
        if case.place is None:
            return False
        whole = canonical(link.canonical)
        allowed = whole is not None and await self._lists.allowed(case.server, whole)
        match = Match(pattern.text, Tier.OWN, category, link.canonical, link.how, allowed=allowed)
        policy = await self._policies.get(case.server)
        return _deletes(match, policy, self._channels.around(case.server, case.place.channel))

    async def _relate(
        self, caller: Caller, case: CaseId, pattern: Pattern, link: CaseLink, along_with: CaseId
    ) -> Refused | None:
        other = await self._case(caller, case)
        whole = canonical(link.canonical)
        matches = await self._lists.matches(caller.server, [] if whole is None else [whole])
        entry = next(
            (match for match in matches if match.tier is Tier.OWN and match.pattern == pattern.text), None
        )
        if entry is None:
            raise UserError("case-nothing-listed")
        remove = await self._wants_removal(other, pattern, link, entry.category)
        listing = Listing(pattern, link, entry.category, note="", share=False, remove=remove)
        from_case = None if along_with == _NO_CASE else along_with
        return await self._store.relate(case, caller, listing, self._clock(), along_with=from_case)

    async def _removed(self, case: CaseId) -> Outcome:
        """What became of a removal, if that is known within a moment."""
        for _ in range(_LOOKS):
            await asyncio.sleep(_LOOK_SECONDS)
            found = await self._store.get(case)
            if found is not None and found.removal not in (None, Outcome.PENDING):
                return found.removal or Outcome.PENDING
        return Outcome.PENDING


def _deletes(match: Match, policy: Policy, channels: Sequence[ChannelId]) -> bool:
    decision = decide([match], policy, channels)
    return decision is not None and decision.action.deletes


def refused_step(case: CaseId, refused: Refused) -> UserError:
    """The sentence for a step that is not possible, naming who was first where that is the reason."""
    reason = refused.reason
    if reason in (Refusal.HELD, Refusal.CLOSED) and refused.holder is not None:
        return UserError(f"{reason}-by", case=str(case), name=defang(refused.holder.name))
    return UserError(str(reason), case=str(case))
