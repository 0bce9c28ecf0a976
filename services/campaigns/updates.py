"""Updates in their own server: drafted, edited, approved, discarded, corrected, withdrawn.

What a step makes of an update is decided by core.campaigns.versions; what that returned is written as it is.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CampaignId, ServerId, UpdateId, UserId
from core.base.posts import MessagePlace
from core.campaigns import versions
from core.campaigns.deliveries import is_reached, published, recipients
from core.campaigns.texts import REASON_LIMIT, UpdateText, field_text
from core.campaigns.versions import Change, Update
from services.base.outbox import Kind
from services.base.patience import Sleep
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns, meant, moderated
from services.campaigns.card_places import require_place
from services.campaigns.records import Drafted, SentForm, UpdateChoice, UpdateRecord, VersionRecord
from services.campaigns.relisted import keys_named
from services.campaigns.rounds import portion
from services.campaigns.sent_forms import SentForms
from services.campaigns.versions import (
    UpdatesTx,
    note,
    save_change,
    state_of,
    tell_decision,
)
from services.servers.settings import ServerSettings

# In the transaction of nobody else: those that there are, those that begin, and the round's end, of most campaigns.
_PORTIONS_AT_ONCE = 3
_NOBODY, _ALL = ServerId(0), 1_000_000

MemberKey = Callable[[ServerId, UserId], bytes]
"""Gives the look-up key by which a person is known again within one server."""


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval brought about. `own_channel`: the server named a channel for its own updates."""

    update: UpdateRecord
    reached: int
    own_channel: bool


class Updates:
    """The use cases of `/campaign` that concern updates.

    Every method checks the caller's authority, and that an update is of the caller's server.
    """

    def __init__(
        self,
        *,
        storage: Storage[UpdatesTx],
        campaigns: Campaigns,
        forms: SentForms,
        member_key: MemberKey,
        outbox_bell: Bell,
        rounds_bell: Bell,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._forms = forms
        self._member_key = member_key
        self._outbox_bell = outbox_bell
        self._rounds_bell = rounds_bell
        self._clock = clock
        self._sleep = sleep

    async def origin(self, update: UpdateId) -> ServerId | None:
        """Tell whose update it is; None where there is none."""
        record = await self._storage.read.updates.get(update)
        return None if record is None else record.campaign.server

    async def choices(self, caller: Caller) -> Sequence[UpdateChoice]:
        """Give what a moderator can correct or withdraw; nothing for anybody else."""
        settings = await self._storage.glance.servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        own = await self._storage.read.updates.choices(caller.server)
        return [choice for choice in own if choice.published and not choice.withdrawn]

    async def draft(
        self, caller: Caller, campaign: CampaignId, typed: Mapping[str, str], token: str
    ) -> tuple[Drafted, ServerSettings]:
        """Make the update that the form of `/campaign update` describes. Raises UserError: bad input, not one's own, closed."""
        settings = await self._moderated(caller)
        found = await self._campaigns.seen(caller.server, campaign)
        if found.server != caller.server:
            raise UserError("campaign-not-yours")
        read = await self._forms.read(caller, found, typed, token)
        async with self._storage.durable() as tx:
            drafted = await tx.updates.made_by(token)
            if drafted is None:
                text = await read.with_picture(tx, self._clock())
                drafted = await self._begin(tx, caller, campaign, SentForm(text, token))
        self._outbox_bell.ring()
        return drafted, settings

    async def _begin(self, tx: UpdatesTx, caller: Caller, campaign: CampaignId, form: SentForm) -> Drafted:
        now = self._clock()
        found = await tx.campaigns.get(campaign)
        closed = found is None or found.closed_at is not None
        after = versions.first_draft(self._key(caller), closed=closed)
        update = await tx.updates.begin(campaign, now)
        return await self._add(tx, caller, update, versions.difference(Update(()), after), form, now)

    async def to_correct(self, caller: Caller, typed: str) -> tuple[UpdateRecord, VersionRecord]:
        """Give what the form of `/campaign correct` shows: the draft that waits, else what stands. Raises UserError."""
        await self._moderated(caller)
        record = await self._meant(caller.server, typed)
        if record.withdrawn_at is not None:
            raise UserError("update-withdrawn-already")
        if record.draft is not None:
            return record, record.draft
        if record.standing is None:
            raise UserError("draft-discarded-already")
        return record, record.version(record.standing)

    async def to_edit(
        self, caller: Caller, update: UpdateId, number: int, place: MessagePlace
    ) -> VersionRecord:
        """Give what the form of the card's *Edit* shows. Raises UserError: not this card, no draft any more."""
        await self._moderated(caller)
        record = await self._on_card(caller.server, update, place)
        if record.draft is None or record.draft.number != number:
            raise UserError("draft-replaced-already")
        return record.draft

    async def redraft(
        self, caller: Caller, update: UpdateId, base: int, typed: Mapping[str, str], token: str
    ) -> Drafted:
        """Make the new version that the form of an edit or a correction describes. Raises UserError: bad input, not one's own, nothing changed."""
        await self._moderated(caller)
        record = await self._own(caller.server, update)
        read = await self._forms.read(caller, record.campaign, typed, token, shown=record.text_of(base))
        async with self._storage.durable() as tx:
            repeat = await tx.updates.made_by(token)
            if repeat is not None:
                return repeat
            text = await read.with_picture(tx, self._clock())
            if text in _present(record):
                raise UserError("update-nothing-changed")
            drafted = await self._redraft(tx, caller, update, SentForm(text, token, base))
        self._outbox_bell.ring()
        return drafted

    async def _redraft(self, tx: UpdatesTx, caller: Caller, update: UpdateId, form: SentForm) -> Drafted:
        now = self._clock()
        before = await state_of(tx, update)
        change = versions.difference(before, versions.redraft(before, self._key(caller)))
        await save_change(tx, caller, update, change, now)
        # A correction asks on a card of its own; an edit, on the card that stands.
        return await self._add(tx, caller, update, change, form, now, anew=before.draft is None)

    async def _add(
        self,
        tx: UpdatesTx,
        caller: Caller,
        update: UpdateId,
        change: Change,
        form: SentForm,
        now: datetime,
        *,
        anew: bool = False,
    ) -> Drafted:
        version = change.added
        assert version is not None  # noqa: S101  # a draft and a redraft add one
        await tx.updates.add(update, version, form, caller, now)
        arm = tx.outbox.arm_anew if anew else tx.outbox.arm
        await arm(Kind.UPDATE_DRAFT, update, caller.server, now)
        await note(tx, caller, "update-draft", update, version.number, now)
        return Drafted(update, version.number)

    async def approve(
        self, caller: Caller, update: UpdateId, number: int | None, place: MessagePlace
    ) -> Approved:
        """Publish the draft on whose card a moderator pressed *Approve*.

        Raises UserError: not this card, one's own where two must agree, no draft.
        """
        settings = await self._moderated(caller)
        record = await self._on_card(caller.server, update, place)
        version, now = _number(record, number), self._clock()
        async with self._storage.durable() as tx:
            before = await state_of(tx, update)
            after = versions.approve(before, version, self._key(caller), second=settings.second_approval)
            await save_change(tx, caller, update, versions.difference(before, after), now)
            await tx.places.names(update, keys_named(record.version(version).text, record.campaign.text))
            await tx.rounds.begin(update, now, first=before.standing is None)
            await tell_decision(tx, caller, "update-approve", update, version, now)
        reached = await self._reach(record, version, first=before.standing is None)
        await self._begin_round(update, now)
        return Approved(record, reached, own_channel=settings.campaign_channel is not None)

    async def waiting(
        self, caller: Caller, update: UpdateId, number: int, place: MessagePlace | None
    ) -> UpdateRecord:
        """Give the update whose draft a moderator looks at closer. `place`: of the card; None: of a page that was shown before.

        Raises UserError: not this card, no draft any more.
        """
        await self._moderated(caller)
        if place is None:
            record = await self._own(caller.server, update)
        else:
            record = await self._on_card(caller.server, update, place)
        if record.draft is None or record.draft.number != number:
            raise UserError("draft-replaced-already")
        return record

    async def would_reach(self, record: UpdateRecord, number: int) -> int:
        """Count the servers to which the version would go if it was approved now."""
        return await self._reach(record, number, first=record.standing is None)

    async def discard(
        self, caller: Caller, update: UpdateId, number: int | None, place: MessagePlace
    ) -> None:
        """Throw away the draft on whose card a moderator pressed *Discard*. Raises UserError: not this card, no draft any more."""
        await self._moderated(caller)
        record = await self._on_card(caller.server, update, place)
        version, now = _number(record, number), self._clock()
        async with self._storage.durable() as tx:
            before = await state_of(tx, update)
            change = versions.difference(before, versions.discard(before, version))
            await save_change(tx, caller, update, change, now)
            await tell_decision(tx, caller, "update-discard", update, version, now)
        self._outbox_bell.ring()

    async def withdraw(self, caller: Caller, typed: str, reason: str) -> UpdateRecord:
        """Take an update back, at once. Raises UserError: never published, withdrawn before, no reason."""
        await self._moderated(caller)
        record = await self._meant(caller.server, typed)
        text, now = field_text("reason", reason, REASON_LIMIT), self._clock()
        async with self._storage.durable() as tx:
            before = await state_of(tx, record.id)
            change = versions.difference(before, versions.withdraw(before))
            await save_change(tx, caller, record.id, change, now, reason=text)
            await tx.rounds.begin(record.id, now, first=False)
            await tell_decision(tx, caller, "update-withdraw", record.id, before.standing, now)
        await self._begin_round(record.id, now)
        return record

    async def _begin_round(self, update: UpdateId, now: datetime) -> None:
        """Bring what was decided to the first servers at once; the worker goes on with the others."""
        for _ in range(_PORTIONS_AT_ONCE):
            async with self._storage.bulk() as tx:
                found = await tx.rounds.next(update)
                if found is None:
                    break
                await portion(tx, found, now)
        self._outbox_bell.ring()
        self._rounds_bell.ring()

    async def _reach(self, record: UpdateRecord, number: int, *, first: bool) -> int:
        """Count the servers that will see the version, or whose moderators will be asked."""
        reading = self._storage.read
        known = await reading.deliveries.of_update(record.id)
        reached = {each.server for each in known if is_reached(published(each.delivery, number), number)}
        if first:
            audience = await reading.campaigns.audience(record.campaign.id, _NOBODY, _ALL)
            reached |= recipients(audience).keys()
        return len(reached)

    async def _moderated(self, caller: Caller) -> ServerSettings:
        return await moderated(self._storage.glance.servers, caller)

    def _key(self, caller: Caller) -> bytes:
        return self._member_key(caller.server, caller.user)

    async def _meant(self, server: ServerId, typed: str) -> UpdateRecord:
        reading = self._storage.read.updates
        choice = meant(typed, await reading.choices(server), lambda one: one.id, lambda one: one.headline)
        record = None if choice is None else await reading.get(choice.id)
        if record is None:
            raise UserError("update-unknown")
        return record

    async def _on_card(self, server: ServerId, update: UpdateId, place: MessagePlace) -> UpdateRecord:
        record = await self._own(server, update)
        expected = record.draft is not None
        outbox = self._storage.glance.outbox
        await require_place(outbox, Kind.UPDATE_DRAFT, update, place, expected=expected, sleep=self._sleep)
        return record

    async def _own(self, server: ServerId, update: UpdateId) -> UpdateRecord:
        record = await self._storage.read.updates.get(update)
        if record is None or record.campaign.server != server:
            raise UserError("update-unknown")
        return record


def _present(record: UpdateRecord) -> list[UpdateText]:
    """Give the version that stands, and the one that waits for approval."""
    standing = [] if record.standing is None else [record.version(record.standing).text]
    return standing if record.draft is None else [*standing, record.draft.text]


def _number(record: UpdateRecord, number: int | None) -> int:
    """Give the number of the version that a button names; a button without one means the draft."""
    if number is not None:
        return number
    if record.draft is None:
        raise UserError("draft-approved-already")
    return record.draft.number
