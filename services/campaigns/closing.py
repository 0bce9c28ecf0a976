"""Closing a campaign: it gets an outcome, and what was not out yet ends."""

from dataclasses import dataclass

from core.base.authority import Caller
from core.base.errors import UserError
from core.campaigns import versions
from core.campaigns.texts import OUTCOME_LIMIT, field_text
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns, note
from services.campaigns.records import Campaign
from services.campaigns.versions import UpdatesTx, save_change, state_of


@dataclass(frozen=True, slots=True)
class Closed:
    """A campaign that was closed. `ended`: how many of its updates had not been out yet."""

    campaign: Campaign
    ended: int


class Closing:
    """The use case of `/campaign close`."""

    def __init__(
        self, *, storage: Storage[UpdatesTx], campaigns: Campaigns, outbox_bell: Bell, clock: Clock
    ) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def close(self, caller: Caller, typed: str, outcome: str) -> Closed:
        """End one's own campaign. Corrections and withdrawals go on. Raises UserError."""
        campaign = await self._campaigns.own(caller, typed)
        text = field_text("outcome", outcome, OUTCOME_LIMIT)
        now, ended = self._clock(), 0
        async with self._storage.bulk() as tx:
            if not await tx.campaigns.close(campaign.id, text, now):
                raise UserError("campaign-closed-already")
            for update in await tx.updates.pending_in(campaign.id):
                before = await state_of(tx, update)
                change = versions.difference(before, versions.ended(before))
                if not change.settled:  # a correction goes on
                    continue
                await save_change(tx, caller, update, change, now)
                await tx.outbox.arm(Kind.UPDATE_DRAFT, update, campaign.server, now)
                ended += 1
            await note(tx, caller, "campaign-close", campaign.id, now, after=text)
        self._outbox_bell.ring()
        return Closed(campaign, ended)
