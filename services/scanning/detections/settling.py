"""Settling a detection: who may, what is stored, and what follows from it. Its own card and a case's do it through these."""

from datetime import datetime
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.errors import UserError
from core.base.ids import DetectionId
from core.links import canonical
from core.lists.patterns import Pattern, Scope
from core.lists.scopes import cover
from core.scanning.detections import (
    UNTOLD,
    Detection,
    Person,
    Settled,
    Settlement,
    Verb,
    undone,
)
from core.scanning.groups import of_one
from core.scanning.permitted import require_for_others, require_possible
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Audit
from services.lists.typed_pattern import refused
from services.scanning.groups import CountingTx, GroupStore, as_its_card_says, show_sweep
from services.scanning.removal_ports import OrderingCases
from services.scanning.undone_appeals import EndingTx, end_appeals
from services.servers.setup import ServerStore

# Why a removal was undone from its case, so that nothing was allowed: it alone was taken back, or the decision was, which
# says nothing about the message.
BY_CASE, REOPENED = "case", "reopened"


class ModerationStore(Protocol):
    """The store of table `detections` as moderators change it."""

    async def get(self, detection: DetectionId) -> Detection | None:
        """Give the detection as it stands."""
        ...

    async def removed_for(self, found: Detection) -> DetectionId | None:
        """Another detection of the same message, for which Rowan removed it."""
        ...

    async def text_of(self, detection: DetectionId) -> str | None:
        """Give the kept text. None: there is none any more."""
        ...

    async def settle(
        self, detection: DetectionId, settlement: Settlement, by: Person, now: datetime, *, note: str = ""
    ) -> None:
        """Store what a moderator decided, and what follows for the removal. `note`: their words, kept sealed."""
        ...


class SettlingTx(CountingTx, EndingTx, Protocol):
    """What a transaction offers to whoever settles a detection, from its own card or from a case's."""

    @property
    def moderation(self) -> ModerationStore:
        """The store of table `detections`."""
        ...

    @property
    def cases(self) -> OrderingCases:
        """The cases from which removals are ordered."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


class JudgingTx(Protocol):
    """What is asked about a detection that somebody wants to decide about."""

    @property
    def moderation(self) -> ModerationStore:
        """The store of table `detections`."""
        ...

    @property
    def groups(self) -> GroupStore:
        """The store of table `detections`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...


async def theirs(tx: JudgingTx, caller: Caller, detection: DetectionId) -> Detection:
    """Give a detection of the caller's server, if the caller moderates there. Raises UserError."""
    settings = await tx.servers.get(caller.server)
    require_moderator(caller, settings.moderator_role)
    found = await tx.moderation.get(detection)
    if found is None or found.server != caller.server:
        raise UserError("error-unknown-button")
    return found


async def possible(tx: JudgingTx, caller: Caller, detection: DetectionId, verb: Verb) -> Detection:
    """Give the detection, if the caller can do this with it now: none of what it stands for is the caller's own message.

    Raises UserError.
    """
    found = await theirs(tx, caller, detection)
    if found.of_anothers_card:
        raise UserError("error-unknown-button")
    found = await as_its_card_says(tx.groups, found)
    require_possible(found, caller.user, verb)
    if found.lead is not None and await wrote_one_of_several(tx, caller, found.lead):
        raise UserError("detection-own-message")
    return found


async def wrote_one_of_several(tx: JudgingTx, caller: Caller, lead: DetectionId) -> bool:
    """Whether the caller wrote one of several messages that share a card: then others decide about all of them."""
    if await tx.groups.count(lead) == 1:  # what may be done with one's own message was asked already
        return False
    return await tx.groups.wrote_one(lead, caller.server, caller.user)


async def readable(tx: JudgingTx, caller: Caller, detection: DetectionId) -> Detection:
    """Give the detection, if the caller may read its text. Raises UserError."""
    found = await theirs(tx, caller, detection)
    require_for_others(found, caller.user, None)
    return found


async def settle(
    tx: SettlingTx,
    found: Detection,
    settlement: Settlement,
    by: Caller,
    now: datetime,
    *,
    note: str = "",
    told: str = "",
) -> None:
    """Store what a moderator decided about a detection, and whatever shares its card, make the card due, and write it into
    the audit.

    `note`: a moderator's words, which do not go into the audit. `told`: goes into the audit alone.
    """
    if found.lead == found.id:
        settlement, told = await _settle_others(tx, found.id, settlement, now, told)
    await tx.moderation.settle(found.id, settlement, Person(by.user, by.name), now, note=note)
    await tx.outbox.arm(Kind.DETECTION_CARD, found.id, by.server, now)
    await show_sweep(tx, found.sweep, by.server, now)
    settled = settlement.settled
    await tx.audit.note(
        by.server,
        by.user,
        f"detection-{settled or 'reopened'}",
        f"detection/{found.id}",
        now,
        before=found.settled or found.outcome,
        after=" ".join(part for part in (settled, settlement.reason, told) if part),
    )


async def _settle_others(
    tx: SettlingTx, lead: DetectionId, settlement: Settlement, now: datetime, told: str
) -> tuple[Settlement, str]:
    """Store what was decided for all that share the card but the lead. Returns what becomes of the lead, and what the audit
    says of all.
    """
    own, count = await tx.moderation.get(lead), await tx.groups.count(lead)
    assert own is not None  # noqa: S101  # it was read in this transaction
    if settlement.settled is not Settled.UNDONE:  # an undo has done so
        await tx.groups.settle_others(lead, settlement, now)
    return of_one(settlement, own), told or (f"messages: {count}" if count > 1 else "")


async def take_back(
    tx: SettlingTx, found: Detection, by: Caller, now: datetime, *, reason: str = "", note: str = ""
) -> None:
    """Undo a detection, and with it whatever shares its card: no removal is owed any more, and what goes to the authors is
    due.

    The case that ordered the removal is told. `reason`: BY_CASE or REOPENED where that is done from its case, UNTOLD where
    its author is not to hear of that. `note`: the moderator's own words. Ring the outbox's bell after the commit.
    """
    settlement, told = undone(found, reason), ""
    if found.case is not None:
        await tx.cases.take_back_removal(found.case, now, message_gone=settlement.message_gone)
        await tx.outbox.arm(Kind.CASE_CARD, found.case, by.server, now)
    if found.lead is not None:
        await tx.groups.undo_others(found.lead, reason, now)
        for first in await tx.groups.firsts_of_authors(found.lead):
            await tx.outbox.arm(Kind.UNDO_NOTICE, first, by.server, now)
        told = f"removals: {await tx.groups.count(found.lead)}"
    elif settlement.author_hears and reason != UNTOLD:
        await tx.outbox.arm(Kind.UNDO_NOTICE, found.id, by.server, now)
    await settle(tx, found, settlement, by, now, note=note, told=told)
    await end_appeals(tx, found, now)


def listable(link_text: str, scope: Scope) -> Pattern:
    """The pattern that lists a found link at this scope. Raises UserError where nothing may be listed so."""
    link = canonical(link_text)
    if link is None:
        raise UserError("detection-no-link")
    made = cover(link, scope)
    if made.refusal is not None:
        raise refused(made.refusal) from made.refusal
    assert made.pattern is not None  # noqa: S101  # one of the two
    return made.pattern
