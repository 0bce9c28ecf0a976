"""Updates in their own server: drafted, edited, approved, discarded, corrected, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CampaignId, ChannelId, MessageId, ServerId, UpdateId
from core.campaigns.texts import REASON_LIMIT, UpdateText, field_text, update_text
from services.base.outbox import Kind, OutboxStore, known_place
from services.base.ports import Clock
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns, ListView, meant, moderated, refuse_listed
from services.campaigns.records import Campaign, UpdateRecord, Written
from services.servers.setup import ServerSettings, ServerStore

Place = tuple[ChannelId, MessageId]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Which version a form made."""

    update: UpdateId
    version: int


@dataclass(frozen=True, slots=True)
class UpdateChoice:
    """An update of one's own server, to be chosen by a moderator."""

    id: UpdateId
    campaign: str
    headline: str
    published: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval brought about. `own_channel`: the server named a channel for its own updates."""

    update: UpdateRecord
    reached: int
    own_channel: bool


class UpdateStore(Protocol):
    """Tables `campaign_updates` and `update_versions`. Each method that writes is one transaction: versions, deliveries,
    what goes out and the audit together. They raise UserError as core.campaigns.versions does.
    """

    async def get(self, update: UpdateId) -> UpdateRecord | None:
        """One update with its versions."""
        ...

    async def published(self, campaign: CampaignId) -> Sequence[UpdateRecord]:
        """Those that were ever approved, oldest first."""
        ...

    async def choices(self, server: ServerId) -> Sequence[UpdateChoice]:
        """The server's own, newest first."""
        ...

    async def draft(
        self, campaign: CampaignId, text: UpdateText, form: str, by: Caller, now: datetime
    ) -> Drafted:
        """A new update; a form that arrives again gets what it made."""
        ...

    async def redraft(
        self, update: UpdateId, base: int, text: UpdateText, form: str, by: Caller, now: datetime
    ) -> Drafted:
        """A new version that waits for approval. `base`: the version that the form showed."""
        ...

    async def made_by(self, form: str) -> Drafted | None:
        """What this form made, if it was sent before."""
        ...

    async def approve(self, update: UpdateId, number: int, by: Caller, now: datetime, *, second: bool) -> int:
        """The draft stands from now on; returns how many servers get it."""
        ...

    async def discard(self, update: UpdateId, number: int, by: Caller, now: datetime) -> None:
        """The draft is thrown away."""
        ...

    async def withdraw(self, update: UpdateId, reason: str, by: Caller, now: datetime) -> None:
        """The update is taken back; every copy is made due."""
        ...


class Updates:
    """The use cases. Every method checks the caller's authority, and that an update is of the caller's server."""

    def __init__(
        self,
        store: UpdateStore,
        campaigns: Campaigns,
        servers: ServerStore,
        lists: ListView,
        outbox_store: OutboxStore,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._store = store
        self._campaigns = campaigns
        self._servers = servers
        self._lists = lists
        self._outbox_store = outbox_store
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def origin(self, update: UpdateId) -> ServerId | None:
        """Whose update it is."""
        record = await self._store.get(update)
        return None if record is None else record.campaign.server

    async def choices(self, caller: Caller) -> Sequence[UpdateChoice]:
        """What a moderator can correct or withdraw; nothing for anybody else."""
        settings = await self._servers.get(caller.server)
        if not caller.is_moderator(settings.moderator_role):
            return []
        own = await self._store.choices(caller.server)
        return [choice for choice in own if choice.published and not choice.withdrawn]

    async def draft(
        self, caller: Caller, campaign: CampaignId, typed: Mapping[str, str], form: str
    ) -> tuple[Drafted, ServerSettings]:
        """The form of `/campaign update` was sent. Raises UserError: bad input, not one's own, closed."""
        settings = await moderated(self._servers, caller)
        await self._own(caller, campaign)
        text = await self._checked(caller, typed)
        drafted = await self._store.draft(campaign, text, form, caller, self._clock())
        self._outbox_bell.ring()
        return drafted, settings

    async def _own(self, caller: Caller, campaign: CampaignId) -> Campaign:
        found = await self._campaigns.seen(caller.server, campaign)
        if found.server != caller.server:
            raise UserError("campaign-not-yours")
        return found

    async def _checked(self, caller: Caller, typed: Mapping[str, str]) -> UpdateText:
        text = update_text(typed)
        await refuse_listed(self._lists, caller.server, text.source)
        return text

    async def to_correct(self, caller: Caller, typed: str) -> tuple[UpdateRecord, Written]:
        """What the form of `/campaign correct` shows: the draft that waits, else what stands. Raises UserError."""
        record = await self._meant(caller, typed)
        if record.withdrawn_at is not None:
            raise UserError("update-withdrawn-already")
        if record.draft is not None:
            return record, record.draft
        if record.standing is None:
            raise UserError("draft-discarded-already")
        return record, record.written(record.standing)

    async def _meant(self, caller: Caller, typed: str) -> UpdateRecord:
        await moderated(self._servers, caller)
        offered = await self._store.choices(caller.server)
        choice = meant(typed, offered, lambda one: one.id, lambda one: one.headline)
        record = None if choice is None else await self._store.get(choice.id)
        if record is None:
            raise UserError("update-unknown")
        return record

    async def to_edit(self, caller: Caller, update: UpdateId, number: int, place: Place) -> Written:
        """What the form of the card's *Edit* shows. Raises UserError: not this card, no draft any more."""
        record = await self._on_card(caller, update, place)
        if record.draft is None or record.draft.number != number:
            raise UserError("draft-replaced-already")
        return record.draft

    async def redraft(
        self, caller: Caller, update: UpdateId, base: int, typed: Mapping[str, str], form: str
    ) -> Drafted:
        """The form of an edit or a correction was sent. Raises UserError: bad input, not one's own, nothing changed."""
        await moderated(self._servers, caller)
        record = await self._record(caller, update)
        text = await self._checked(caller, typed)
        repeat = await self._store.made_by(form)
        if repeat is not None:
            return repeat
        if text in _present(record):
            raise UserError("update-nothing-changed")
        drafted = await self._store.redraft(update, base, text, form, caller, self._clock())
        self._outbox_bell.ring()
        return drafted

    async def approve(self, caller: Caller, update: UpdateId, number: int | None, place: Place) -> Approved:
        """A moderator pressed *Approve*. Raises UserError: not this card, one's own where two must agree, no draft."""
        settings = await moderated(self._servers, caller)
        record = await self._on_card(caller, update, place)
        version = _number(record, number)
        reached = await self._store.approve(
            update, version, caller, self._clock(), second=settings.second_approval
        )
        self._outbox_bell.ring()
        return Approved(record, reached, own_channel=settings.campaign_channel is not None)

    async def discard(self, caller: Caller, update: UpdateId, number: int | None, place: Place) -> None:
        """A moderator pressed *Discard*. Raises UserError: not this card, no draft any more."""
        record = await self._on_card(caller, update, place)
        await self._store.discard(update, _number(record, number), caller, self._clock())
        self._outbox_bell.ring()

    async def withdraw(self, caller: Caller, typed: str, reason: str) -> UpdateRecord:
        """Take an update back, at once. Raises UserError: never published, withdrawn before, no reason."""
        record = await self._meant(caller, typed)
        text = field_text("reason", reason, REASON_LIMIT)
        await self._store.withdraw(record.id, text, caller, self._clock())
        self._outbox_bell.ring()
        return record

    async def _on_card(self, caller: Caller, update: UpdateId, place: Place) -> UpdateRecord:
        await moderated(self._servers, caller)
        record = await self._record(caller, update)
        expected = record.draft is not None
        await require_place(self._outbox_store, Kind.UPDATE_DRAFT, update, place, expected=expected)
        return record

    async def _record(self, caller: Caller, update: UpdateId) -> UpdateRecord:
        record = await self._store.get(update)
        if record is None or record.campaign.server != caller.server:
            raise UserError("update-unknown")
        return record


async def require_place(
    outbox: OutboxStore, kind: Kind, subject: int, place: Place, *, expected: bool = True
) -> None:
    """Raises UserError unless the message about this row stands there. After a crash it may take some seconds until
    it is known again where it stands. `expected`: there is to be such a message.
    """
    stands = await known_place(outbox, kind, subject)
    if stands is None and expected:
        raise UserError("update-card-not-found-yet")
    if stands != place:
        raise UserError("error-unknown-button")


def _present(record: UpdateRecord) -> list[UpdateText]:
    """What stands, and what waits for approval."""
    standing = [] if record.standing is None else [record.written(record.standing).text]
    return standing if record.draft is None else [*standing, record.draft.text]


def _number(record: UpdateRecord, number: int | None) -> int:
    """The version that a button names; a button without one means the draft."""
    if number is not None:
        return number
    if record.draft is None:
        raise UserError("draft-approved-already")
    return record.draft.number
