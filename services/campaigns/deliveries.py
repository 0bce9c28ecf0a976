"""Use cases of a server that receives updates: its approval of each, and what keeps a copy from being posted."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ChannelId, DeliveryId, ServerId, UpdateId
from core.base.posts import MessagePlace
from core.campaigns.deliveries import accepted, declined
from core.campaigns.screen import Held
from core.campaigns.texts import written_in
from services.base.outbox import ChannelProblem, Kind
from services.base.patience import Sleep
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.campaigns.campaigns import moderated
from services.campaigns.card_places import require_place
from services.campaigns.copies import write_copy
from services.campaigns.pictures import Pictures
from services.campaigns.records import DeliveryRecord, UpdateRecord, VersionRecord
from services.campaigns.screening import Screening, is_clean
from services.campaigns.versions import UpdatesTx
from services.servers.setup import Servers

PAUSED_AFTER = timedelta(days=1)
CROSSPOSTS, CROSSPOSTS_WITHIN = 10, timedelta(hours=1)
"""How many messages of an announcement channel Discord lets be passed on, and in which time."""


class Turn(StrEnum):
    """When a copy may be posted: an earlier update of its campaign goes first."""

    NOW = "now"
    SOON = "soon"
    ONCE_MENDED = "once_mended"


@dataclass(frozen=True, slots=True)
class ClickableAddresses:
    """Which addresses of an update may be clicked: those that no list and no open case of the two servers holds."""

    source: bool = False
    official: bool = False


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """What is shown of an update: one version, with what it corrects. `held`: the places in it that are shown in their harmless
    form; `picture`: the one that goes with it, as WebP.
    """

    update: UpdateRecord
    version: VersionRecord
    corrects: VersionRecord | None
    clickable: ClickableAddresses
    held: Held = field(default_factory=dict)
    picture: bytes | None = None


class Deliveries:
    """The use cases of a server that receives updates, its own included."""

    def __init__(
        self,
        *,
        storage: Storage[UpdatesTx],
        servers: Servers,
        screening: Screening,
        pictures: Pictures,
        outbox_bell: Bell,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._servers = servers
        self._screening = screening
        self._pictures = pictures
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._sleep = sleep

    async def settle(
        self, caller: Caller, update: UpdateId, number: int | None, place: MessagePlace, *, accept: bool
    ) -> DeliveryRecord:
        """Post or decline another server's update, as a moderator here decided.

        Raises UserError: not this card, settled before, the publisher not trusted any more.
        """
        record = await self._on_card(caller, update, place)
        if accept and not record.update.campaign.trusted:
            raise UserError("delivery-not-trusted")
        waiting = record.delivery.waiting if number is None else number
        if waiting is None:
            raise UserError("delivery-settled-already")
        await self._settle(caller, record.id, waiting, accept=accept)
        self._outbox_bell.ring()
        return record

    async def _settle(self, caller: Caller, delivery: DeliveryId, number: int, *, accept: bool) -> None:
        now = self._clock()
        async with self._storage.durable() as tx:
            known = await tx.deliveries.row(delivery)
            if known is None:
                raise UserError("delivery-settled-already")
            after = (accepted if accept else declined)(known.delivery, number)
            if not await tx.deliveries.sign(delivery, number, caller):
                raise UserError("delivery-settled-already")
            await write_copy(tx, known, after, now)
            action = "delivery-accept" if accept else "delivery-decline"
            subject, told = f"delivery/{delivery}", f"version {number}"
            await tx.audit.note(caller.server, caller.user, action, subject, now, after=told)

    async def whole(
        self, caller: Caller, update: UpdateId, number: int, place: MessagePlace | None
    ) -> ShownVersion:
        """Give a version that waits here, to be read in full. `place`: of the card that was clicked; None: of no card, but
        of the page before.

        Raises UserError: not this card, settled before, the publisher not trusted any more.
        """
        if place is None:
            await moderated(self._storage.glance.servers, caller)
            record = await self._storage.read.deliveries.here(update, caller.server)
        else:
            record = await self._on_card(caller, update, place)
        if record is None:
            raise UserError("update-unknown")
        if record.delivery.waiting != number:
            raise UserError("delivery-settled-already")
        if not record.update.campaign.trusted:
            raise UserError("delivery-not-trusted")
        return await self.shown(record.update, number, caller.server)

    async def retry(self, caller: Caller, update: UpdateId, place: MessagePlace) -> None:
        """Try again what could not be posted, since a moderator put it right. Raises UserError: not this card."""
        await self._on_card(caller, update, place)
        await self._servers.retry_waiting(caller.server)

    async def _on_card(self, caller: Caller, update: UpdateId, place: MessagePlace) -> DeliveryRecord:
        await moderated(self._storage.glance.servers, caller)
        record = await self._storage.read.deliveries.here(update, caller.server)
        if record is None:
            raise UserError("update-unknown")
        expected = record.delivery.waiting is not None or record.problem is not None
        outbox = self._storage.glance.outbox
        await require_place(
            outbox, Kind.DELIVERY_DRAFT, record.id, place, expected=expected, sleep=self._sleep
        )
        return record

    async def copy_at(self, server: ServerId, update: UpdateId, place: MessagePlace) -> UpdateRecord:
        """Give the update whose copy stands there. Raises UserError: it does not."""
        record = await self._storage.read.deliveries.here(update, server)
        if record is None:
            raise UserError("error-unknown-button")
        outbox = self._storage.glance.outbox
        await require_place(outbox, Kind.UPDATE_COPY, record.id, place, sleep=self._sleep)
        return record.update

    async def stuck(self, server: ServerId) -> int:
        """Count the copies that cannot be posted in this server at the moment."""
        return len(await self._storage.read.deliveries.stuck(server))

    async def channels_changed(self, server: ServerId) -> None:
        """Try at once to post copies that were stuck, since permissions or channels changed."""
        if await self._storage.read.deliveries.stuck(server):
            await self._servers.retry_waiting(server)

    async def note_problem(self, delivery: DeliveryId, problem: ChannelProblem | None) -> None:
        """Note why an attempt to post failed, or (None) that an earlier problem is over; the review channel is told of it, and
        once more when it has lasted for long.
        """
        now = self._clock()
        async with self._storage.durable() as tx:
            known = await tx.deliveries.row(delivery)
            if known is None:
                return
            if known.problem == problem:
                if not await tx.deliveries.pause(delivery, now - PAUSED_AFTER, now):
                    return
            else:
                await tx.deliveries.set_problem(delivery, problem, now)
            # A new problem must be seen, so it gets a new message; what becomes of it is shown in the message that told of it.
            arm = tx.outbox.arm_anew if known.problem is None else tx.outbox.arm
            await arm(Kind.DELIVERY_DRAFT, delivery, known.server, now)
        if problem is None:  # later updates wait for this one
            await self._servers.retry_waiting(known.server)
        self._outbox_bell.ring()

    async def pass_on(self, record: DeliveryRecord) -> None:
        """Have a copy that was posted in an announcement channel passed on to the channels that follow it."""
        async with self._storage.durable() as tx:
            await tx.outbox.arm(Kind.COPY_CROSSPOST, record.id, record.server, self._clock())
        self._outbox_bell.ring()

    async def begin_pass_on(self, delivery: DeliveryId, channel: ChannelId) -> timedelta | None:
        """Note that a copy is passed on now; where the channel has had its ten of the hour, nothing is noted and the wait is given."""
        now = self._clock()
        async with self._storage.durable() as tx:
            full_until = await tx.crossposts.full_until(channel, delivery, CROSSPOSTS, now)
            if full_until is not None:
                return full_until - now
            await tx.crossposts.begin(delivery, channel, now + CROSSPOSTS_WITHIN)
        return None

    async def place(self, delivery: DeliveryId) -> tuple[MessagePlace | None, bool]:
        """Give where a copy stands, and whether it is owed: then it may stand where nobody noted it yet."""
        outbox = self._storage.glance.outbox
        place = await outbox.place_of(Kind.UPDATE_COPY, delivery)
        return place, await outbox.is_owed(Kind.UPDATE_COPY, delivery)

    async def turn(self, record: DeliveryRecord) -> Turn:
        """Tell whether a copy may be posted now: a server gets the updates of a campaign in their order."""
        earlier, stuck = await self._storage.glance.deliveries.held_up(record.id, record.server)
        if stuck:
            return Turn.ONCE_MENDED
        return Turn.SOON if earlier else Turn.NOW

    async def get(self, delivery: DeliveryId) -> DeliveryRecord | None:
        """Give a delivery with its update; None where there is none."""
        return await self._storage.read.deliveries.get(delivery)

    async def update(self, update: UpdateId) -> UpdateRecord | None:
        """Give an update with its versions; None where there is none."""
        return await self._storage.read.updates.get(update)

    async def shown(self, record: UpdateRecord, number: int, server: ServerId) -> ShownVersion:
        """Give a version as it is shown in this server. Raises Unavailable."""
        version, about = record.version(number), record.campaign.text
        held = await self._screening.held(
            {server, record.campaign.server},
            [*written_in(version.text).values(), about.title, record.campaign.publisher],
            [version.text.source, about.link],
        )
        clickable = ClickableAddresses(
            source=is_clean(version.text.source, held), official=is_clean(about.link, held)
        )
        return ShownVersion(
            record,
            version,
            record.approved_before(number),
            clickable,
            held,
            await self._pictures.shown(version.text.picture),
        )

    async def held_around_text(self, record: UpdateRecord, server: ServerId) -> Held:
        """Give the places that are held among those which a campaign's title and the reason of a withdrawal name.

        Raises Unavailable.
        """
        texts = [record.campaign.text.title, record.withdrawn_reason or ""]
        return await self._screening.held({server, record.campaign.server}, texts)
