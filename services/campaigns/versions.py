"""Writing what the state machine of core.campaigns.versions returned, inside the transaction of a use case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CampaignId, ServerId, UpdateId
from core.campaigns.texts import UpdateText
from core.campaigns.versions import Change, Update, Version
from services.base.outbox import Kind
from services.campaigns.campaigns import CampaignsTx, meant
from services.campaigns.pictures import PicturesTx
from services.campaigns.records import Drafted, SentForm, UpdateChoice, UpdateRecord
from services.campaigns.relisted import PlacesTx
from services.campaigns.rounds import RoundsTx


class UpdateStore(Protocol):
    """The store of tables `campaign_updates` and `update_versions`."""

    async def get(self, update: UpdateId) -> UpdateRecord | None:
        """Give an update with its versions; None where there is none."""
        ...

    async def state(self, update: UpdateId) -> Update | None:
        """Give an update as its state machine sees it; None where there is none."""
        ...

    async def choices(self, server: ServerId) -> Sequence[UpdateChoice]:
        """Give the server's own updates, newest first."""
        ...

    async def due(self, now: datetime, most: int) -> Sequence[tuple[UpdateId, int]]:
        """Give scheduled versions whose time has come, each with its number, the oldest times first."""
        ...

    async def pending_in(self, campaign: CampaignId) -> Sequence[UpdateId]:
        """Give the updates of a campaign of which a version waits for approval or for its time."""
        ...

    async def made_by(self, token: str) -> Drafted | None:
        """Give the version that this form made, if it was sent before."""
        ...

    async def begin(self, campaign: CampaignId, now: datetime) -> UpdateId:
        """Write a new update, without a version."""
        ...

    async def add(
        self, update: UpdateId, version: Version, form: SentForm, by: Caller | None, now: datetime
    ) -> None:
        """Write a new version with its text. `by` None: nobody wrote it here."""
        ...

    async def settle(self, update: UpdateId, version: Version, by: Caller | None, now: datetime) -> bool:
        """Write what became of a version that was pending, and by whom (None: by the clock, or since its campaign ended).
        False: it is pending no more, another click was first.
        """
        ...

    async def stand(self, update: UpdateId, number: int, now: datetime) -> None:
        """Make this version the one that stands; the first one publishes the update."""
        ...

    async def withdraw(self, update: UpdateId, reason: str, now: datetime) -> bool:
        """Note that the update was taken back. False: it was before."""
        ...


class UpdatesTx(CampaignsTx, RoundsTx, PicturesTx, PlacesTx, Protocol):
    """What a transaction offers to the use cases of updates."""

    @property
    def updates(self) -> UpdateStore:
        """The store of tables `campaign_updates` and `update_versions`."""
        ...


async def meant_update(reading: UpdatesTx, server: ServerId, typed: str) -> UpdateRecord:
    """Find the update of this server that a moderator means. Raises UserError: there is none, or several are called so."""
    choice = meant(typed, await reading.updates.choices(server), lambda one: one.id, lambda one: one.headline)
    record = None if choice is None else await reading.updates.get(choice.id)
    if record is None:
        raise UserError("update-unknown")
    return record


async def state_of(tx: UpdatesTx, update: UpdateId) -> Update:
    """Read an update as its state machine sees it. Raises UserError: there is none."""
    state = await tx.updates.state(update)
    if state is None:
        raise UserError("update-unknown")
    return state


async def save_change(
    tx: UpdatesTx, by: Caller | None, update: UpdateId, change: Change, now: datetime, *, reason: str = ""
) -> None:
    """Write what a step changed, but for a new version's text. Raises UserError: another click was first."""
    for version in change.settled:
        if not await tx.updates.settle(update, version, by, now):
            raise UserError("draft-approved-already")
    if change.standing is not None:
        await tx.updates.stand(update, change.standing, now)
    if change.withdrawn and not await tx.updates.withdraw(update, reason, now):
        raise UserError("update-withdrawn-already")


async def save_draft(
    tx: UpdatesTx,
    server: ServerId,
    update: UpdateId,
    version: Version,
    form: SentForm,
    now: datetime,
    *,
    by: Caller | None,
    told: str,
) -> None:
    """Write a draft that Rowan made of what it found, and have it asked about. `told`: of what, for the audit."""
    await tx.updates.add(update, version, form, by, now)
    # A correction asks on a card of its own.
    arm = tx.outbox.arm if form.base is None else tx.outbox.arm_anew
    await arm(Kind.UPDATE_DRAFT, update, server, now)
    after = f"version {version.number}, {told}"
    await tx.audit.note(server, None, "update-draft", f"update/{update}", now, after=after)


async def tell_decision(
    tx: UpdatesTx, by: Caller, action: str, update: UpdateId, number: int | None, now: datetime
) -> None:
    """Make the draft's card show what was decided, and have the audit say it."""
    await tx.outbox.arm(Kind.UPDATE_DRAFT, update, by.server, now)
    await note(tx, by, action, update, number, now)


async def note(
    tx: UpdatesTx, by: Caller, action: str, update: UpdateId, number: int | None, now: datetime
) -> None:
    """Write a line of the audit about one version."""
    await tx.audit.note(by.server, by.user, action, f"update/{update}", now, after=f"version {number}")


def present_in(record: UpdateRecord) -> list[tuple[UpdateText, datetime | None]]:
    """Give what stands and what is pending, each with the time for which it waits."""
    present: list[tuple[UpdateText, datetime | None]] = []
    if record.standing is not None:
        present.append((record.version(record.standing).text, None))
    if record.pending is not None:
        present.append((record.pending.text, record.pending.publish_at))
    return present


def number_meant(record: UpdateRecord, number: int | None) -> int:
    """Give the number of the version that a button names; a button without one means what is pending."""
    if number is not None:
        return number
    if record.pending is None:
        raise UserError("draft-approved-already")
    return record.pending.number
