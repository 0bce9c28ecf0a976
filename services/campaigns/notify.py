"""Members who want to hear of a campaign's updates: by a role that others see, or by direct messages that nobody else sees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CampaignId, DeliveryId, RoleId, ServerId, UserId
from core.base.posts import MessagePlace
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns
from services.campaigns.records import Campaign, DeliveryRecord
from services.campaigns.versions import UpdatesTx

LISTENERS = 1000  # of one campaign in one server
_PORTION = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """How a member can hear of a campaign here, and does. `role`: the one that this server's follow mentions, if it does;
    `listens`: by direct messages.
    """

    campaign: Campaign
    role: RoleId | None
    listens: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A direct message that is owed: to whom, and about which copy."""

    member: UserId
    delivery: DeliveryId
    server: ServerId


class ListenerStore(Protocol):
    """The store of tables `update_listeners` and `update_letters`."""

    async def listens(self, campaign: CampaignId, server: ServerId, key: bytes) -> bool:
        """Whether the member gets direct messages about the campaign."""
        ...

    async def count(self, campaign: CampaignId, server: ServerId) -> int:
        """Count the members of a server who do."""
        ...

    async def add(self, campaign: CampaignId, member: Caller, key: bytes, now: datetime) -> None:
        """Note that the member wants them; one that does already stays."""
        ...

    async def drop(self, campaign: CampaignId, server: ServerId, key: bytes) -> bool:
        """Note that the member wants them no more; what is owed ends. False: there were none."""
        ...

    async def without_letter(self, delivery: DeliveryId, most: int) -> Sequence[int]:
        """Give members of the copy's server who listen and were not written to about it."""
        ...

    async def write(self, delivery: DeliveryId, listeners: Sequence[int]) -> Sequence[int]:
        """Note that they are to be written to; returns the letters."""
        ...

    async def letter(self, number: int) -> Letter | None:
        """Give a letter; None: who it was for wants none any more."""
        ...


class NotifyTx(UpdatesTx, Protocol):
    """What a transaction offers to members who listen."""

    @property
    def listeners(self) -> ListenerStore:
        """The store of tables `update_listeners` and `update_letters`."""
        ...


class Notify:
    """The use cases of `/updates notify`, and the letters that come of it."""

    def __init__(
        self,
        *,
        storage: Storage[NotifyTx],
        campaigns: Campaigns,
        member_key: Callable[[ServerId, UserId], bytes],
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._member_key = member_key
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def choice(self, caller: Caller, typed: str) -> Choice:
        """Find how a member can hear of the campaign that is meant. Raises UserError: its updates do not come here."""
        return await self.choice_of(caller, (await self._campaigns.find(caller.server, typed)).id)

    async def choice_of(self, caller: Caller, campaign: CampaignId) -> Choice:
        """Tell how a member can hear of a campaign here, and does. Raises UserError: its updates do not come here."""
        found = await self._campaigns.seen(caller.server, campaign)
        reading = self._storage.read
        follow = await reading.campaigns.follow_here(campaign, caller.server)
        listens = await reading.listeners.listens(campaign, caller.server, self._key(caller))
        if follow is None and found.server != caller.server and not listens:
            raise UserError("notify-not-here")
        role = None if follow is None else follow.role
        settings = await self._storage.glance.servers.get(caller.server)
        if role in (
            settings.moderator_role,
            settings.alert_role,
        ):  # who may take it would be no member any more
            role = None
        return Choice(found, role, listens)

    async def listen(self, caller: Caller, campaign: CampaignId) -> Choice:
        """Have the member written to. Raises UserError: its updates do not come here, too many listen."""
        choice = await self.choice_of(caller, campaign)
        async with self._storage.durable() as tx:
            if not choice.listens and await tx.listeners.count(campaign, caller.server) >= LISTENERS:
                raise UserError("notify-too-many", limit=LISTENERS)
            await tx.listeners.add(campaign, caller, self._key(caller), self._clock())
        return choice

    async def end(self, campaign: CampaignId, server: ServerId, member: UserId) -> Campaign:
        """Write to the member no more. Raises UserError where they are not written to: whoever forges a button learns no name."""
        async with self._storage.durable() as tx:
            if not await tx.listeners.drop(campaign, server, self._member_key(server, member)):
                raise UserError("notify-not-written-to")
            found = await tx.campaigns.get(campaign)
        if found is None:
            raise UserError("campaign-unknown")
        return found

    async def tell(self, record: DeliveryRecord) -> None:
        """Write to every member of a server who listens that a copy stands there; who was written to is left out."""
        if not await self._storage.read.listeners.without_letter(record.id, 1):
            return
        more = True
        while more:
            async with self._storage.bulk() as tx:
                found = await tx.listeners.without_letter(record.id, _PORTION)
                for letter in await tx.listeners.write(record.id, found):
                    await tx.outbox.arm(Kind.UPDATE_LETTER, letter, record.server, self._clock())
            more = len(found) == _PORTION
        self._outbox_bell.ring()

    async def letter(self, number: int) -> tuple[Letter, DeliveryRecord, MessagePlace | None] | None:
        """Give a letter with the copy that it is about, and where that stands; None: nobody is to be written to."""
        reading = self._storage.read
        letter = await reading.listeners.letter(number)
        record = None if letter is None else await reading.deliveries.get(letter.delivery)
        if letter is None or record is None:
            return None
        return letter, record, await reading.outbox.place_of(Kind.UPDATE_COPY, letter.delivery)

    def _key(self, caller: Caller) -> bytes:
        return self._member_key(caller.server, caller.user)
