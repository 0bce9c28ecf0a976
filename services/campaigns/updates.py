"""Updates in their own server: drafted, edited, approved, discarded, corrected, withdrawn.

What a step makes of an update is decided by core.campaigns.versions; what that returned is written as it is.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CampaignId, ServerId, UpdateId, UserId
from core.base.posts import MessagePlace
from core.campaigns import versions
from core.campaigns.texts import REASON_LIMIT, field_text
from core.campaigns.versions import Change, Update
from services.base.health.figures import SILENT, Meter
from services.base.outbox import Kind
from services.base.patience import Sleep
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns, moderated
from services.campaigns.card_places import require_place
from services.campaigns.figures import UPDATES
from services.campaigns.reach import bring_first, reach
from services.campaigns.records import (
    Approved,
    Drafted,
    SentForm,
    UpdateChoice,
    UpdateRecord,
    VersionRecord,
)
from services.campaigns.relisted import keys_of
from services.campaigns.sent_forms import SentForms
from services.campaigns.versions import (
    UpdatesTx,
    meant_update,
    note,
    number_meant,
    present_in,
    save_change,
    state_of,
    tell_decision,
)
from services.servers.settings import ServerSettings

MemberKey = Callable[[ServerId, UserId], bytes]
"""Gives the look-up key by which a person is known again within one server."""


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
        meter: Meter = SILENT,
    ) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._forms = forms
        self._member_key = member_key
        self._outbox_bell = outbox_bell
        self._rounds_bell = rounds_bell
        self._clock = clock
        self._sleep = sleep
        self._meter = meter

    async def origin(self, update: UpdateId) -> ServerId | None:
        """Tell whose update it is; None where there is none."""
        record = await self._storage.read.updates.get(update)
        return None if record is None else record.campaign.server

    async def choices(self, caller: Caller) -> Sequence[UpdateChoice]:
        """Give what a moderator can correct or withdraw, scheduled ones too; nothing for anybody else."""
        settings = await self._storage.glance.servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        own = await self._storage.read.updates.choices(caller.server)
        return [one for one in own if (one.published or one.scheduled) and not one.withdrawn]

    async def draft(
        self,
        caller: Caller,
        campaign: CampaignId,
        typed: Mapping[str, str],
        token: str,
        at: datetime | None = None,
    ) -> tuple[Drafted, ServerSettings]:
        """Make the update that the form of `/campaign update` describes, to go out `at` that time.

        Raises UserError: bad input, not one's own, closed.
        """
        settings = await self._moderated(caller)
        found = await self._campaigns.seen(caller.server, campaign)
        if found.server != caller.server:
            raise UserError("campaign-not-yours")
        read = await self._forms.read(caller, found, typed, token)
        async with self._storage.durable() as tx:
            drafted = await tx.updates.made_by(token)
            if drafted is None:
                text = await read.with_picture(tx, self._clock())
                form = SentForm(text, token, publish_at=at)
                drafted = await self._begin(tx, caller, campaign, form)
        self._outbox_bell.ring()
        return drafted, settings

    async def _begin(self, tx: UpdatesTx, caller: Caller, campaign: CampaignId, form: SentForm) -> Drafted:
        now = self._clock()
        found = await tx.campaigns.get(campaign)
        closed = found is None or found.closed_at is not None
        stopped = found is not None and found.stopped_at is not None
        after = versions.first_draft(self._key(caller), form.publish_at, closed=closed, stopped=stopped)
        update = await tx.updates.begin(campaign, now)
        return await self._add(tx, caller, update, versions.difference(Update(()), after), form, now)

    async def to_correct(self, caller: Caller, typed: str) -> tuple[UpdateRecord, VersionRecord]:
        """Give what the form of `/campaign correct` shows: the draft that waits, else what stands. Raises UserError."""
        await self._moderated(caller)
        record = await meant_update(self._storage.read, caller.server, typed)
        if record.withdrawn_at is not None:
            raise UserError("update-withdrawn-already")
        if record.pending is not None:
            return record, record.pending
        if record.standing is None:
            raise UserError("draft-discarded-already")
        return record, record.version(record.standing)

    async def to_edit(
        self, caller: Caller, update: UpdateId, number: int, place: MessagePlace
    ) -> VersionRecord:
        """Give what the form of the card's *Edit* shows. Raises UserError: not this card, no draft any more."""
        await self._moderated(caller)
        record = await self._on_card(caller.server, update, place)
        if record.pending is None or record.pending.number != number:
            raise UserError("draft-replaced-already")
        return record.pending

    async def redraft(
        self,
        caller: Caller,
        update: UpdateId,
        base: int,
        typed: Mapping[str, str],
        token: str,
        at: datetime | None = None,
    ) -> Drafted:
        """Make the new version that the form of an edit or a correction describes. It keeps the time of what is pending
        unless `at` names another. Raises UserError: bad input, not one's own, nothing changed, changed since it was opened.
        """
        await self._moderated(caller)
        record = await self._own(caller.server, update)
        when = at or (None if record.pending is None else record.pending.publish_at)
        read = await self._forms.read(caller, record.campaign, typed, token, shown=record.text_of(base))
        async with self._storage.durable() as tx:
            repeat = await tx.updates.made_by(token)
            if repeat is not None:
                return repeat
            text = await read.with_picture(tx, self._clock())
            if (text, when) in present_in(record):
                raise UserError("update-nothing-changed")
            drafted = await self._redraft(tx, caller, update, SentForm(text, token, base, when))
        self._outbox_bell.ring()
        return drafted

    async def _redraft(self, tx: UpdatesTx, caller: Caller, update: UpdateId, form: SentForm) -> Drafted:
        now = self._clock()
        before = await state_of(tx, update)
        after = versions.redraft(before, self._key(caller), form.publish_at, base=form.base)
        change = versions.difference(before, after)
        await save_change(tx, caller, update, change, now)
        # A correction asks on a card of its own; an edit, on the card that stands.
        return await self._add(tx, caller, update, change, form, now, anew=before.pending is None)

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
        return Drafted(update, version.number, version.publish_at)

    async def approve(
        self, caller: Caller, update: UpdateId, number: int | None, place: MessagePlace
    ) -> Approved:
        """Publish the draft on whose card a moderator pressed *Approve*.

        Raises UserError: not this card, one's own where two must agree, no draft.
        """
        settings = await self._moderated(caller)
        record = await self._on_card(caller.server, update, place)
        version, now = number_meant(record, number), self._clock()
        async with self._storage.durable() as tx:
            before = await state_of(tx, update)
            second = settings.second_approval
            after = versions.approve(before, version, self._key(caller), second=second, now=now)
            await save_change(tx, caller, update, versions.difference(before, after), now)
            await tx.places.names(update, keys_of(record, version))
            stands = after.standing == version
            if stands:
                await tx.rounds.begin(update, now, first=before.standing is None)
            action = "update-approve" if stands else "update-schedule"
            await tell_decision(tx, caller, action, update, version, now)
        reached = await reach(self._storage.read, record, version, first=before.standing is None)
        if stands:
            self._meter.count(UPDATES)
            await self._begin_round(update, now)
        else:
            self._outbox_bell.ring()
        return Approved(
            record,
            reached,
            own_channel=settings.campaign_channel is not None,
            at=None if stands else record.version(version).publish_at,
        )

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
        if record.pending is None or record.pending.number != number:
            raise UserError("draft-replaced-already")
        return record

    async def would_reach(self, record: UpdateRecord, number: int) -> int:
        """Count the servers to which the version would go if it was approved now."""
        return await reach(self._storage.read, record, number, first=record.standing is None)

    async def discard(
        self, caller: Caller, update: UpdateId, number: int | None, place: MessagePlace
    ) -> None:
        """Throw away what is pending, on whose card a moderator pressed *Discard*. Raises UserError: not this card, decided before."""
        await self._moderated(caller)
        record = await self._on_card(caller.server, update, place)
        version, now = number_meant(record, number), self._clock()
        async with self._storage.durable() as tx:
            before = await state_of(tx, update)
            change = versions.difference(before, versions.discard(before, version))
            await save_change(tx, caller, update, change, now)
            await tell_decision(tx, caller, "update-discard", update, version, now)
        self._outbox_bell.ring()

    async def withdraw(self, caller: Caller, typed: str, reason: str) -> UpdateRecord:
        """Take an update back, at once; one that is scheduled never goes out.

        Raises UserError: neither published nor scheduled, withdrawn before, no reason.
        """
        await self._moderated(caller)
        record = await meant_update(self._storage.read, caller.server, typed)
        text, now = field_text("reason", reason, REASON_LIMIT), self._clock()
        async with self._storage.durable() as tx:
            before = await state_of(tx, record.id)
            change = versions.difference(before, versions.withdraw(before))
            await save_change(tx, caller, record.id, change, now, reason=text)
            if before.standing is not None:
                await tx.rounds.begin(record.id, now, first=False)
            await tell_decision(tx, caller, "update-withdraw", record.id, before.standing, now)
        await self._begin_round(record.id, now)
        return record

    async def _begin_round(self, update: UpdateId, now: datetime) -> None:
        await bring_first(self._storage, update, now)
        self._outbox_bell.ring()
        self._rounds_bell.ring()

    async def _moderated(self, caller: Caller) -> ServerSettings:
        return await moderated(self._storage.glance.servers, caller)

    def _key(self, caller: Caller) -> bytes:
        return self._member_key(caller.server, caller.user)

    async def _on_card(self, server: ServerId, update: UpdateId, place: MessagePlace) -> UpdateRecord:
        record = await self._own(server, update)
        expected = record.pending is not None
        outbox = self._storage.glance.outbox
        await require_place(outbox, Kind.UPDATE_DRAFT, update, place, expected=expected, sleep=self._sleep)
        return record

    async def _own(self, server: ServerId, update: UpdateId) -> UpdateRecord:
        record = await self._storage.read.updates.get(update)
        if record is None or record.campaign.server != server:
            raise UserError("update-unknown")
        return record
