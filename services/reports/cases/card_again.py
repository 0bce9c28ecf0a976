"""A moderator wants to see the card of a case: it is posted where none stands, also of a closed case, whose *Undo* is on it."""

from typing import Protocol

from core.base.authority import Caller
from core.base.ids import CaseId, ServerId
from core.base.posts import MessagePlace
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.reports.case_cards import show_card
from services.reports.cases.access import CaseAccess
from services.reports.cases.ports import ReviewTx


class CardSource(Protocol):
    """Discord, asked whether a card stands."""

    async def stands(self, server: ServerId, place: MessagePlace) -> bool:
        """Whether the message is there. Raises Unavailable where that is not known."""
        ...


class CardAgain:
    """The use case of `/queue`'s select."""

    def __init__(
        self,
        *,
        storage: Storage[ReviewTx],
        access: CaseAccess,
        cards: CardSource,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._access = access
        self._cards = cards
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def give(self, caller: Caller, case: CaseId) -> bool:
        """Have the card posted where none stands. False: it stands, or is on its way.

        Raises UserError (no moderator, another server's case, one about the caller's message), and Unavailable where
        Discord does not say whether it stands: a second card beside the first would do harm.
        """
        await self._access.open_to(caller, case)
        place = await self._storage.glance.outbox.place_of(Kind.CASE_CARD, case)
        if place is not None and await self._cards.stands(caller.server, place):
            return False
        now = self._clock()
        async with self._storage.bulk() as tx:
            if await tx.outbox.place_of(Kind.CASE_CARD, case) != place:  # somebody was quicker
                return False
            if await tx.case_cards.give(case):
                await show_card(tx, case, caller.server, now)
            elif await tx.outbox.is_owed(Kind.CASE_CARD, case):
                return False
            else:
                await tx.outbox.arm_anew(Kind.CASE_CARD, case, caller.server, now)
            await tx.audit.note(caller.server, caller.user, "case-card", f"case/{case}", now)
        self._outbox_bell.ring()
        return True
