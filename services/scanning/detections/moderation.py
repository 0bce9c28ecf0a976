"""The use cases of moderators on a detection: undo, delete, list, dismiss, reopen, allow its
place, and look at the text that is kept.

Each use case reads the detection in its own transaction and asks `core.scanning.detections` whether the caller can do
this now and what follows, so that of two clicks at once one wins.
"""

from datetime import datetime

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import DetectionId, UserId
from core.base.posts import MessagePlace, PostKind
from core.lists.patterns import Pattern, Scope
from core.lists.shared_standing import StanceKind
from core.scanning.detections import (
    MESSAGE_ONLY,
    RULE_STAYS,
    Detection,
    DismissReason,
    Outcome,
    Owed,
    Settled,
    UndoScope,
    Verb,
    allowed,
    deleted,
    dismissed,
    listed,
    reopened,
)
from core.scanning.groups import MOST, MoreJoined
from core.servers.policy import Tier
from services.base.outbox import Kind, known_place
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.entries import add_allow
from services.lists.entry_changes import list_link_in_site
from services.lists.invites import Invites
from services.lists.lookup import ListLookup
from services.lists.own_sites import known_site
from services.lists.shared_list.holds import was_undone
from services.lists.shared_list.shared import require_not_banned
from services.lists.shared_list.stances import take_stance
from services.lists.typed_pattern import NOTE_LENGTH, PatternResolver, clipped
from services.scanning.detections.moderation_ports import MessageLooks, ModerationTx
from services.scanning.detections.moderation_results import ListedLink, UndoneDetection
from services.scanning.detections.settling import (
    listable,
    possible,
    readable,
    settle,
    take_back,
    theirs,
)
from services.scanning.groups import as_its_card_says


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
        looks: MessageLooks,
        removals_bell: Bell,
        outbox_bell: Bell,
        waiting_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._patterns = patterns
        self._lists = lists
        self._invites = invites
        self._looks = looks
        self._removals_bell = removals_bell
        self._outbox_bell = outbox_bell
        self._waiting_bell = waiting_bell
        self._clock = clock

    async def get(self, detection: DetectionId) -> Detection | None:
        """Give the detection as it stands, for its card."""
        return await self._storage.glance.moderation.get(detection)

    async def on_card(self, detection: DetectionId) -> Detection | None:
        """Give the detection as its card speaks of it, which may speak for several."""
        glance = self._storage.glance
        found = await glance.moderation.get(detection)
        return None if found is None else await as_its_card_says(glance.groups, found)

    async def name_of(self, found: Detection) -> str | None:
        """The name in which something was found, as long as it is kept; None where it was no name."""
        return await self._storage.read.moderation.text_of(found.id) if found.named else None

    async def removed_for(self, found: Detection) -> DetectionId | None:
        """Where the message is gone: the other detection for which Rowan removed it; None: somebody else did."""
        if found.outcome is not Outcome.GONE:
            return None
        return await self._storage.glance.moderation.removed_for(found)

    async def at_card(self, caller: Caller, detection: DetectionId, place: MessagePlace) -> Detection:
        """Give the detection whose card was clicked. Raises UserError where the id does not fit the message."""
        glance = self._storage.glance
        found = await theirs(glance, caller, detection)
        where = await known_place(glance.outbox, Kind.DETECTION_CARD, detection)
        if where != place:
            raise UserError("detection-elsewhere")
        return found

    async def may(self, caller: Caller, detection: DetectionId, verb: Verb) -> Detection:
        """Give the detection, if the caller can do this with it now. Raises UserError."""
        return await possible(self._storage.glance, caller, detection, verb)

    async def undo(
        self,
        caller: Caller,
        detection: DetectionId,
        scope: UndoScope,
        *,
        seen: int | None = None,
        note: str = "",
    ) -> UndoneDetection:
        """Take the removal back, and whatever shares its card: the authors are let back in and get their texts. With
        `site`, the rule is stopped here, too. Returns what was undone.

        `seen`: how many removals the moderator was asked about. Raises MoreJoined where there are more by now. `note`: why.
        """
        found = await self.may(caller, detection, Verb.UNDO)
        pattern = await self._to_allow(found) if scope is UndoScope.SITE else None
        now = self._clock()
        async with self._storage.bulk() as tx:
            found = await possible(tx, caller, detection, Verb.UNDO)
            removals = await _no_more_than(tx, found, seen)
            restores = found.text_goes_back
            if found.lead is not None and removals > 1:
                restores = await tx.groups.any_taken(found.lead)
            if pattern is not None and not await _allowed(tx, found, pattern, caller, now):
                pattern = None
            reason = ""
            if pattern is None and found.pattern:
                reason = RULE_STAYS if scope is UndoScope.SITE else MESSAGE_ONLY
            await take_back(tx, found, caller, now, reason=reason, note=clipped(note, NOTE_LENGTH))
            if found.tier is Tier.SHARED and found.pattern:
                await was_undone(tx, found.server, found.pattern, now)
        if pattern is not None:
            self._lists.changed([pattern.key])
        self._outbox_bell.ring()
        return UndoneDetection(found, allowed=pattern, scope=scope, removals=removals, restores=restores)

    async def _to_allow(self, found: Detection) -> Pattern | None:
        """None: no entry is the reason, or one that stands on no list any more and would be refused today."""
        if not found.pattern:
            return None
        try:
            return await self._patterns.resolve(found.server, found.pattern)
        except UserError:
            return None

    async def delete(self, caller: Caller, detection: DetectionId, *, seen: int | None = None) -> None:
        """Delete the message that stands, and each that shares its card and stands.

        `seen`: how many messages the moderator was asked about. Raises MoreJoined where there are more by now.
        """
        async with self._storage.durable() as tx:
            found = await possible(tx, caller, detection, Verb.DELETE)
            await _no_more_than(tx, found, seen)
            await settle(tx, found, deleted(), caller, self._clock())
        self._removals_bell.ring()
        self._outbox_bell.ring()

    async def list_link(
        self,
        caller: Caller,
        detection: DetectionId,
        scope: Scope,
        category: Category | None,
        note: str,
        *,
        share: bool,
        site: str = "",
        seen: int | None = None,
    ) -> ListedLink:
        """Put the link on the own list; the message, and each that shares its card, goes where the policy for the own list
        deletes. `category` None: as the site's. `seen`: as of `delete`.
        """
        found = await self.may(caller, detection, Verb.LIST)
        if share:
            require_not_banned(await self._storage.glance.servers.get(found.server))
        pattern = await self._patterns.as_listed(found.server, listable(found.link, scope), found.link)
        text, now = clipped(note, NOTE_LENGTH), self._clock()
        await self._invites.before_listing(found.server, pattern)
        async with self._storage.bulk() as tx:
            found = await possible(tx, caller, detection, Verb.LIST)
            await _no_more_than(tx, found, seen)
            server, by = found.server, caller.user
            why = category or (await known_site(tx, server, site)).category
            settlement = listed(found, await tx.policies.get(server), why)
            put = await list_link_in_site(tx, server, pattern, why, text, by, found.case, now, site)
            if share:
                # Other servers read a stance's reason, and which detection brought it is nobody else's business.
                await take_stance(tx, server, pattern, StanceKind.CONFIRM, put.words, "", by, now)
            await settle(tx, found, settlement, caller, now)
        self._lists.changed([pattern.key])
        self._removals_bell.ring()
        self._outbox_bell.ring()
        return ListedLink(pattern, put.entry, put.new, settlement.owed is Owed.NOW)

    async def would_list(self, caller: Caller, detection: DetectionId, scope: Scope) -> Pattern:
        """The pattern that `list_link` would put on the list. Raises UserError where that would not."""
        found = await self.may(caller, detection, Verb.LIST)
        return await self._patterns.as_listed(found.server, listable(found.link, scope), found.link)

    async def would_remove(self, found: Detection) -> bool:
        """Whether listing the link of this detection, in its own category, has the message deleted."""
        policy = await self._storage.read.policies.get(found.server)
        return listed(found, policy, found.category).owed is Owed.NOW

    async def dismiss(
        self,
        caller: Caller,
        detection: DetectionId,
        reason: DismissReason,
        note: str,
        *,
        seen: int | None = None,
    ) -> None:
        """Leave the message where it is, and each that shares its card; the rule goes on. `seen`: as of `delete`."""
        async with self._storage.durable() as tx:
            found = await possible(tx, caller, detection, Verb.DISMISS)
            await _no_more_than(tx, found, seen)
            words = clipped(note, NOTE_LENGTH)
            await settle(tx, found, dismissed(found, reason), caller, self._clock(), note=words)
        self._outbox_bell.ring()

    async def reopen(self, caller: Caller, detection: DetectionId) -> None:
        """Take a dismissal back: somebody has to look again, at the message as it stands by now."""
        async with self._storage.durable() as tx:
            found = await possible(tx, caller, detection, Verb.REOPEN)
            await settle(tx, found, reopened(found), caller, self._clock())
        self._outbox_bell.ring()
        if found.place is PostKind.MESSAGE:
            await self._looks.look(found.server, found.channel, found.message)

    async def allow(self, caller: Caller, detection: DetectionId, *, seen: int | None = None) -> Pattern:
        """Let the place stand in this server, and with it the messages of this card, of which nothing was taken. Returns what
        is allowed.

        Each is looked at once more: another listed place in it was not decided, and gets a card of its own.
        Raises UserError where it cannot be, or there is no room for another exception. `seen`: as of `delete`.
        """
        found = await self.may(caller, detection, Verb.ALLOW)
        pattern, now = await self._patterns.resolve(found.server, found.pattern), self._clock()
        async with self._storage.bulk() as tx:
            found = await possible(tx, caller, detection, Verb.ALLOW)
            await _no_more_than(tx, found, seen)
            several = found.lead == found.id
            each = [found] if not several else await tx.groups.removals(found.id, 0, MOST)
            await add_allow(tx, found.server, pattern, f"detection {found.id}", caller.user, now)
            await settle(tx, found, allowed(found), caller, now)
            for one in each:
                if one.outcome.stands:
                    await tx.waiting_posts.keep(one.server, one.place, one.channel, one.message, now, now)
        self._lists.changed([pattern.key])
        self._outbox_bell.ring()
        self._waiting_bell.ring()
        return pattern

    async def reveal(self, caller: Caller, detection: DetectionId, *, further: bool = False) -> str:
        """Give the kept text; the audit says that somebody looked, unless this is for a `further` page of it."""
        async with self._storage.durable() as tx:
            await readable(tx, caller, detection)
            text = await tx.moderation.text_of(detection)
            if text is None:
                raise UserError("detection-no-text")
            subject = f"detection/{detection}"
            if not further:
                await tx.audit.note(caller.server, caller.user, "detection-reveal", subject, self._clock())
        return text

    async def why(self, author: UserId, detection: DetectionId, place: MessagePlace) -> Detection:
        """Give the detection to the author of its message, who asks from the direct message that gave their text back.

        Raises UserError where the message is not theirs, or the click is not on that direct message.
        """
        found = await self.get(detection)
        undone = found is not None and found.author_is_member and found.settled is Settled.UNDONE
        if found is None or not undone or found.author is None or found.author.id != author:
            raise UserError("error-unknown-button")
        where = await known_place(self._storage.glance.outbox, Kind.UNDO_NOTICE, detection)
        if where not in (place, None):
            raise UserError("error-unknown-button")
        return found


async def _no_more_than(tx: ModerationTx, found: Detection, seen: int | None) -> int:
    """Count what the card stands for. Raises MoreJoined where that is more than a moderator was asked about."""
    count = 1 if found.lead is None else await tx.groups.count(found.lead)
    if seen is not None and count > seen:
        raise MoreJoined(seen, count)
    return count


async def _allowed(
    tx: ModerationTx, found: Detection, pattern: Pattern, caller: Caller, now: datetime
) -> bool:
    """Let the pattern stand in this server. False: there is no room for another exception."""
    try:
        await add_allow(tx, found.server, pattern, f"detection {found.id}", caller.user, now)
    except UserError:
        return False
    return True
