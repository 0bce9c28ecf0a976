"""The use cases of moderators on a detection: undo, delete, list, dismiss, and look at the text that is kept.

Each use case reads the detection in its own transaction and asks `core.scanning.detections` whether the caller can do
this now and what follows, so that of two clicks at once one wins.
"""

from datetime import datetime
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, DetectionId, UserId
from core.base.posts import MessagePlace
from core.links import canonical
from core.lists.patterns import Pattern, Scope
from core.lists.scopes import cover
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from core.scanning.detections import (
    Detection,
    DismissReason,
    Owed,
    Person,
    Settled,
    Settlement,
    Verb,
    deleted,
    dismissed,
    listed,
    require_for_others,
    require_possible,
    undone,
)
from services.base.outbox import Kind, OutboxStore, known_place
from services.base.ports import Audit, Clock, Storage
from services.base.worker import Bell
from services.lists.entries import AllowsTx, EntriesTx, add_allow, add_entry
from services.lists.invites import Invites
from services.lists.lookup import ListLookup
from services.lists.shared import require_not_banned
from services.lists.stances import StancesTx, take_stance
from services.lists.typed_pattern import NOTE_LENGTH, PatternResolver, clipped, refused
from services.scanning.moderation_results import ListedLink, UndoneDetection
from services.servers.policy import PolicyStore
from services.servers.setup import ServerStore

RULE_STAYS = "rule"  # why nothing was allowed by an undo: the pattern cannot be, or there is no room for it
BY_CASE = "case"  # why a removal was undone: along with what was decided in its case, so nothing was allowed


class ModerationStore(Protocol):
    """Table `detections` as moderators change it."""

    async def get(self, detection: DetectionId) -> Detection | None:
        """Give the detection as it stands."""
        ...

    async def text_of(self, detection: DetectionId) -> str | None:
        """Give the kept text. None: there is none any more."""
        ...

    async def settle(self, detection: DetectionId, settlement: Settlement, by: Person, now: datetime) -> None:
        """Store what a moderator decided, and what follows for the removal."""
        ...

    async def take_back_from(self, case: CaseId, now: datetime, *, message_gone: bool) -> None:
        """Note in the case that ordered the removal that it was taken back."""
        ...


class SettlingTx(Protocol):
    """What a transaction offers to whoever settles a detection, from its own card or from a case's."""

    @property
    def moderation(self) -> ModerationStore:
        """Table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """Table `audit`."""
        ...


class ModerationTx(SettlingTx, EntriesTx, AllowsTx, StancesTx, Protocol):
    """What a transaction offers to moderators of detections."""

    @property
    def servers(self) -> ServerStore:
        """Table `servers`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The tables `policy_*`."""
        ...


async def settle(
    tx: SettlingTx, found: Detection, settlement: Settlement, by: Caller, now: datetime, *, told: str = ""
) -> None:
    """Store what a moderator decided about a detection, make its card due, and note it.

    `told`: goes into the audit alone.
    """
    await tx.moderation.settle(found.id, settlement, Person(by.user, by.name), now)
    await tx.outbox.arm(Kind.DETECTION_CARD, found.id, by.server, now)
    settled = settlement.settled
    await tx.audit.note(
        by.server,
        by.user,
        f"detection-{settled}",
        f"detection/{found.id}",
        now,
        before=found.settled or found.outcome,
        after=" ".join(part for part in (settled, settlement.reason, told) if part),
    )


async def take_back(tx: SettlingTx, found: Detection, by: Caller, now: datetime, *, reason: str = "") -> None:
    """Undo a detection: no removal is owed any more, and what goes to its author is due.

    The case that ordered the removal is told. `reason`: BY_CASE where it goes with what was decided in its case. Ring
    the outbox's bell after the commit.
    """
    settlement = undone(found, reason)
    if found.case is not None:
        await tx.moderation.take_back_from(found.case, now, message_gone=settlement.message_gone)
        await tx.outbox.arm(Kind.CASE_CARD, found.case, by.server, now)
    if settlement.author_hears:
        await tx.outbox.arm(Kind.UNDO_NOTICE, found.id, by.server, now)
    await settle(tx, found, settlement, by, now)


class DetectionModeration:
    """The use cases of a detection's card.

    Each raises UserError: no rights, another server's detection, a message of one's own, too late, a pattern that is
    refused.
    """

    def __init__(
        self,
        *,
        storage: Storage[ModerationTx],
        patterns: PatternResolver,
        lists: ListLookup,
        invites: Invites,
        removals_bell: Bell,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._patterns = patterns
        self._lists = lists
        self._invites = invites
        self._removals_bell = removals_bell
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def get(self, detection: DetectionId) -> Detection | None:
        """Give the detection as it stands, for its card."""
        return await self._storage.glance.moderation.get(detection)

    async def at_card(self, caller: Caller, detection: DetectionId, place: MessagePlace) -> Detection:
        """Give the detection whose card was clicked. Raises UserError where the id does not fit the message."""
        glance = self._storage.glance
        found = await _theirs(glance, caller, detection)
        where = await known_place(glance.outbox, Kind.DETECTION_CARD, detection)
        if where != place:
            raise UserError("detection-elsewhere")
        return found

    async def may(self, caller: Caller, detection: DetectionId, verb: Verb) -> Detection:
        """Give the detection, if the caller can do this with it now. Raises UserError."""
        return await _possible(self._storage.glance, caller, detection, verb)

    async def undo(self, caller: Caller, detection: DetectionId) -> UndoneDetection:
        """Stop the rule here; the author is let back in and gets the text. Returns what was undone."""
        found = await self.may(caller, detection, Verb.UNDO)
        pattern = await self._to_allow(found)
        now = self._clock()
        async with self._storage.bulk() as tx:
            found = await _possible(tx, caller, detection, Verb.UNDO)
            if pattern is not None and not await _allowed(tx, found, pattern, caller, now):
                pattern = None
            rule_stays = pattern is None and bool(found.pattern)
            await take_back(tx, found, caller, now, reason=RULE_STAYS if rule_stays else "")
        if pattern is not None:
            self._lists.changed([pattern.key])
        self._outbox_bell.ring()
        return UndoneDetection(found, allowed=pattern)

    async def _to_allow(self, found: Detection) -> Pattern | None:
        """None: no entry is the reason, or one that stands on no list any more and would be refused today."""
        if not found.pattern:
            return None
        try:
            return await self._patterns.resolve(found.server, found.pattern)
        except UserError:
            return None

    async def delete(self, caller: Caller, detection: DetectionId) -> None:
        """Delete the message that stands."""
        async with self._storage.durable() as tx:
            found = await _possible(tx, caller, detection, Verb.DELETE)
            await settle(tx, found, deleted(), caller, self._clock())
        self._removals_bell.ring()
        self._outbox_bell.ring()

    async def list_link(
        self,
        caller: Caller,
        detection: DetectionId,
        scope: Scope,
        category: Category,
        note: str,
        *,
        share: bool,
    ) -> ListedLink:
        """Put the link on the own list; the message goes where the policy for the own list deletes."""
        found = await self.may(caller, detection, Verb.LIST)
        if share:
            require_not_banned(await self._storage.glance.servers.get(found.server))
        pattern, text, now = _pattern(found.link, scope), clipped(note, NOTE_LENGTH), self._clock()
        await self._invites.before_listing(found.server, pattern)
        async with self._storage.bulk() as tx:
            found = await _possible(tx, caller, detection, Verb.LIST)
            server, by = found.server, caller.user
            settlement = listed(found, await tx.policies.get(server), category)
            new = await add_entry(tx, server, pattern, category, text, by, found.case, now)
            if share:
                # Other servers read a stance's reason, and which detection brought it is nobody else's business.
                words = EntryWords(category, text)
                await take_stance(tx, server, pattern, StanceKind.CONFIRM, words, "", by, now)
            await settle(tx, found, settlement, caller, now)
        self._lists.changed([pattern.key])
        self._removals_bell.ring()
        self._outbox_bell.ring()
        return ListedLink(pattern, new, settlement.owed is Owed.NOW)

    async def dismiss(self, caller: Caller, detection: DetectionId, reason: DismissReason, note: str) -> None:
        """Leave the message where it is; the rule goes on."""
        async with self._storage.durable() as tx:
            found = await _possible(tx, caller, detection, Verb.DISMISS)
            told = clipped(note, NOTE_LENGTH)
            await settle(tx, found, dismissed(found, reason), caller, self._clock(), told=told)
        self._outbox_bell.ring()

    async def reveal(self, caller: Caller, detection: DetectionId) -> str:
        """Give the kept text; the audit says that somebody looked."""
        async with self._storage.durable() as tx:
            found = await _theirs(tx, caller, detection)
            require_for_others(found, caller.user, None)
            text = await tx.moderation.text_of(detection)
            if text is None:
                raise UserError("detection-no-text")
            subject = f"detection/{detection}"
            await tx.audit.note(caller.server, caller.user, "detection-reveal", subject, self._clock())
        return text

    async def why(self, author: UserId, detection: DetectionId, place: MessagePlace) -> Detection:
        """Give the detection to the author of its message, who asks from the direct message that gave their text
        back.

        Raises UserError where the message is not theirs, or the click is not on that direct message.
        """
        found = await self.get(detection)
        theirs = found is not None and found.author_is_member and found.settled is Settled.UNDONE
        if found is None or not theirs or found.author is None or found.author.id != author:
            raise UserError("error-unknown-button")
        where = await known_place(self._storage.glance.outbox, Kind.UNDO_NOTICE, detection)
        if where not in (place, None):
            raise UserError("error-unknown-button")
        return found


async def _possible(tx: ModerationTx, caller: Caller, detection: DetectionId, verb: Verb) -> Detection:
    found = await _theirs(tx, caller, detection)
    require_possible(found, caller.user, verb)
    return found


async def _allowed(
    tx: ModerationTx, found: Detection, pattern: Pattern, caller: Caller, now: datetime
) -> bool:
    """Let the pattern stand in this server. False: there is no room for another exception."""
    try:
        await add_allow(tx, found.server, pattern, f"detection {found.id}", caller.user, now)
    except UserError:
        return False
    return True


async def _theirs(tx: ModerationTx, caller: Caller, detection: DetectionId) -> Detection:
    settings = await tx.servers.get(caller.server)
    require_moderator(caller, settings.moderator_role)
    found = await tx.moderation.get(detection)
    if found is None or found.server != caller.server:
        raise UserError("error-unknown-button")
    return found


def _pattern(link_text: str, scope: Scope) -> Pattern:
    link = canonical(link_text)
    if link is None:
        raise UserError("detection-no-link")
    made = cover(link, scope)
    if made.refusal is not None:
        raise refused(made.refusal) from made.refusal
    assert made.pattern is not None  # noqa: S101  # one of the two
    return made.pattern
