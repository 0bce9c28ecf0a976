"""What moderators do with a detection: undo, delete, list, dismiss, and look at the text that is kept.

Each use case checks the caller against the server's settings and the detection against the caller's server; the
store then decides inside its transaction, on the row as it is then, so that two clicks at once have one winner.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId, UserId
from core.base.posts import PostKind
from core.links import canonical
from core.lists.patterns import Pattern, Scope
from core.lists.scopes import cover
from core.scanning.detections import (
    DismissReason,
    Outcome,
    Person,
    Returned,
    Settled,
    Timeout,
    Verb,
    kept_from_author,
    listable,
    verbs,
)
from core.servers.policy import Action, Policy, Tier
from services.base.outbox import Kind, PlaceSource, known_place
from services.base.ports import Clock
from services.base.worker import Bell
from services.lists.invites import Invites
from services.lists.lookup import ListLookup
from services.lists.shared import require_not_banned
from services.lists.typed_pattern import NOTE_LENGTH, PatternResolver, clipped, refused
from services.scanning.removals import Removals
from services.servers.policy import PolicyStore
from services.servers.setup import ServerSettings, ServerStore

CardPlace = tuple[ChannelId, MessageId]
BY_CASE = "case"  # why a removal was undone: along with what was decided in its case, so nothing was allowed


@dataclass(frozen=True, slots=True)
class Detection:
    """One detection, as its row stands."""

    id: DetectionId
    server: ServerId
    channel: ChannelId
    message: MessageId
    place: PostKind
    author: Person | None
    author_is_member: bool  # neither a bot nor a webhook
    pattern: str
    tier: Tier
    category: Category
    source: str
    rule: str
    link: str
    how: tuple[str, ...]
    action: Action
    outcome: Outcome
    owed: bool  # a removal that did not happen is tried again
    under_way: bool  # some process is at the removal, or died at it
    timeout: Timeout
    timeout_until: datetime | None
    settled: Settled
    settled_by: Person | None
    settled_reason: str
    returned: Returned
    case: CaseId | None
    has_text: bool
    detected_at: datetime

    @property
    def text_goes_back(self) -> bool:
        """Whether an undo returns the text to its author."""
        return self.taken and self.author_is_member and self.has_text

    @property
    def taken(self) -> bool:
        """Whether the message was removed, or is being removed at this moment."""
        return self.outcome is Outcome.REMOVED or (self.outcome is Outcome.PENDING and self.under_way)

    @property
    def verbs(self) -> frozenset[Verb]:
        """What a moderator can do now."""
        can_list = listable(self.link, self.tier, self.outcome)
        return verbs(self.place, self.outcome, self.settled, can_list=can_list)

    def require_for_others(self, caller: Caller, verb: Verb | None) -> None:
        """Raises UserError where the message is the caller's own, so that another moderator must look."""
        own = self.author is not None and self.author.id == caller.user
        if own and kept_from_author(verb, ordered=self.case is not None):
            raise UserError("detection-own-message")


@dataclass(frozen=True, slots=True)
class Listing:
    """What *list* puts on the own list. `remove`: the policy wants the message gone."""

    pattern: Pattern
    category: Category
    note: str
    share: bool
    remove: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of it. `new`: False where the pattern stood on the own list already."""

    pattern: Pattern
    new: bool
    removing: bool


class ModerationStore(Protocol):
    """Table `detections`, as moderators change it. Each change makes the card due. False: not possible any more.

    Each raises UserError where the message is the moderator's own (core.scanning.detections.kept_from_author).
    """

    async def get(self, detection: DetectionId) -> Detection | None:
        """The detection as it stands."""
        ...

    async def undo(self, detection: DetectionId, by: Caller, pattern: Pattern | None, now: datetime) -> bool:
        """Allow the pattern here, owe no removal any more, and make what goes to the author due."""
        ...

    async def order_delete(self, detection: DetectionId, by: Caller, now: datetime) -> bool:
        """Owe the removal, due now."""
        ...

    async def list_pattern(
        self, detection: DetectionId, by: Caller, listing: Listing, now: datetime
    ) -> Listed | None:
        """Put the pattern on the own list, share it and owe the removal as asked; None: not possible any more."""
        ...

    async def dismiss(
        self, detection: DetectionId, by: Caller, reason: DismissReason, note: str, now: datetime
    ) -> bool:
        """Leave the message where it is."""
        ...

    async def reveal(self, detection: DetectionId, by: Caller, now: datetime) -> str | None:
        """The kept text; the audit says that somebody looked. None: there is none any more."""
        ...

    async def text_of(self, detection: DetectionId) -> str | None:
        """The kept text, for its author."""
        ...

    async def note_lifted(self, detection: DetectionId, state: Timeout, now: datetime) -> None:
        """What became of the timeout on undo."""
        ...

    async def note_returned(self, detection: DetectionId, returned: Returned, now: datetime) -> None:
        """What became of the text on undo."""
        ...


class DetectionModeration:
    """The use cases. Raise UserError: no rights, another server's detection, a message of one's own, too late, a
    pattern that is refused.
    """

    def __init__(
        self,
        store: ModerationStore,
        servers: ServerStore,
        policies: PolicyStore,
        naming: PatternResolver,
        lists: ListLookup,
        invites: Invites,
        removals: Removals,
        outbox_bell: Bell,
        places: PlaceSource,
        clock: Clock,
    ) -> None:
        self._store = store
        self._places = places
        self._servers = servers
        self._policies = policies
        self._naming = naming
        self._lists = lists
        self._invites = invites
        self._removals = removals
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def at_card(self, caller: Caller, detection: DetectionId, place: CardPlace) -> Detection:
        """The detection whose card was clicked. Raises UserError where the id does not fit the message."""
        found, _ = await self._theirs(caller, detection)
        where = await known_place(self._places, Kind.DETECTION_CARD, detection)
        if where != place:
            raise UserError("detection-elsewhere")
        return found

    async def undo(self, caller: Caller, detection: DetectionId) -> Detection:
        """Stop the rule here; the author is let back in and gets the text. Returns the detection as it was."""
        found, _ = await self._open_to(caller, detection, Verb.UNDO)
        pattern = await self._naming.resolve(found.server, found.pattern) if found.pattern else None
        if not await self._store.undo(detection, caller, pattern, self._clock()):
            raise UserError("detection-undone-already")
        if pattern is not None:
            self._lists.changed([pattern.key])
        self._outbox_bell.ring()
        return found

    async def delete(self, caller: Caller, detection: DetectionId) -> None:
        """Remove the message that stands."""
        await self._open_to(caller, detection, Verb.DELETE)
        if not await self._store.order_delete(detection, caller, self._clock()):
            raise UserError("detection-settled-already")
        self._removals.bell.ring()
        self._outbox_bell.ring()

    async def may(self, caller: Caller, detection: DetectionId, verb: Verb) -> Detection:
        """The detection, where the caller can do this with it now."""
        found, _ = await self._open_to(caller, detection, verb)
        return found

    async def list_link(
        self,
        caller: Caller,
        detection: DetectionId,
        scope: Scope,
        category: Category,
        note: str,
        *,
        share: bool,
    ) -> Listed:
        """Put the link on the own list; the message goes where the policy for the own list deletes."""
        found, settings = await self._open_to(caller, detection, Verb.LIST)
        if share:
            require_not_banned(settings)
        pattern = _pattern(found.link, scope)
        await self._invites.before_listing(found.server, pattern)
        policy = await self._policies.get(found.server)
        listing = Listing(
            pattern,
            category,
            clipped(note, NOTE_LENGTH),
            share,
            remove=_wants_removal(found, policy, category),
        )
        listed = await self._store.list_pattern(detection, caller, listing, self._clock())
        if listed is None:
            raise UserError("detection-settled-already")
        self._lists.changed([pattern.key])
        self._removals.bell.ring()
        self._outbox_bell.ring()
        return listed

    async def dismiss(self, caller: Caller, detection: DetectionId, reason: DismissReason, note: str) -> None:
        """Leave the message where it is; the rule goes on."""
        await self._open_to(caller, detection, Verb.DISMISS)
        if not await self._store.dismiss(
            detection, caller, reason, clipped(note, NOTE_LENGTH), self._clock()
        ):
            raise UserError("detection-settled-already")
        self._outbox_bell.ring()

    async def reveal(self, caller: Caller, detection: DetectionId) -> str:
        """The kept text."""
        found, _ = await self._theirs(caller, detection)
        found.require_for_others(caller, None)
        text = await self._store.reveal(detection, caller, self._clock())
        if text is None:
            raise UserError("detection-no-text")
        return text

    async def why(self, author: UserId, detection: DetectionId, place: CardPlace) -> Detection:
        """The detection, for whoever wrote its message, from the direct message that gave them their text back.

        Raises UserError where it is not theirs, or not that message.
        """
        found = await self._store.get(detection)
        theirs = found is not None and found.author_is_member and found.settled is Settled.UNDONE
        if found is None or not theirs or found.author is None or found.author.id != author:
            raise UserError("error-unknown-button")
        if await known_place(self._places, Kind.UNDO_NOTICE, detection) not in (place, None):
            raise UserError("error-unknown-button")
        return found

    async def _open_to(
        self, caller: Caller, detection: DetectionId, verb: Verb
    ) -> tuple[Detection, ServerSettings]:
        found, settings = await self._theirs(caller, detection)
        found.require_for_others(caller, verb)
        if verb not in found.verbs:
            undone = found.settled is Settled.UNDONE
            raise UserError("detection-undone-already" if undone else "detection-settled-already")
        return found, settings

    async def _theirs(self, caller: Caller, detection: DetectionId) -> tuple[Detection, ServerSettings]:
        settings = await self._servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        found = await self._store.get(detection)
        if found is None or found.server != caller.server:
            raise UserError("error-unknown-button")
        return found, settings


def _pattern(link_text: str, scope: Scope) -> Pattern:
    link = canonical(link_text)
    if link is None:
        raise UserError("detection-no-link")
    made = cover(link, scope)
    if made.refusal is not None:
        raise refused(made.refusal) from made.refusal
    assert made.pattern is not None  # noqa: S101  # one of the two
    return made.pattern


def _wants_removal(found: Detection, policy: Policy, category: Category) -> bool:
    stands = found.place is PostKind.MESSAGE and found.outcome.stands
    return stands and policy.action_for(Tier.OWN, category).deletes
