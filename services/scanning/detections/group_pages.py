"""Looking at the removals that share a card: what the card says of all of them, and each by itself, page by page."""

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import DetectionId
from core.scanning.detections import Detection, Verb
from core.scanning.groups import Group, GroupPage
from core.scanning.permitted import possible_for
from services.base.ports import Storage
from services.scanning.detections.settling import JudgingTx, readable, theirs, wrote_one_of_several
from services.scanning.groups import as_its_card_says

PAGE = 10  # removals


class GroupPages:
    """Reads groups."""

    def __init__(self, *, storage: Storage[JudgingTx]) -> None:
        self._storage = storage

    async def in_private(self, caller: Caller, detection: DetectionId) -> Detection:
        """Give the detection for a button of a private answer, which no row knows: the server and the rights are checked.
        It is as its card speaks of it, which may speak for several. Raises UserError.
        """
        glance = self._storage.glance
        return await as_its_card_says(glance.groups, await theirs(glance, caller, detection))

    async def require_others(self, caller: Caller, found: Detection) -> None:
        """Raises UserError where the message is the caller's own: another moderator must look."""
        await readable(self._storage.glance, caller, found.id)

    async def possible(self, caller: Caller, found: Detection) -> frozenset[Verb]:
        """What the caller could do with the detection now, for an answer that only they see."""
        wrote = found.lead is not None and await wrote_one_of_several(
            self._storage.glance, caller, found.lead
        )
        return frozenset() if wrote else possible_for(found, caller.user)

    async def of(self, found: Detection) -> Group | None:
        """What this detection's card says of all removals that it counts; None where it is the only one."""
        return None if found.lead != found.id else await self._storage.glance.groups.of(found.id)

    async def page(self, caller: Caller, lead: DetectionId, number: int) -> GroupPage:
        """Give a page of the removals on a card, for a moderator of its server. Raises UserError."""
        glance = self._storage.glance
        found = await self.in_private(caller, lead)
        count = await glance.groups.count(lead)
        if not count:
            raise UserError("error-unknown-button")
        pages = -(-count // PAGE)
        number = min(number, pages - 1)
        removals = await glance.groups.removals(lead, number * PAGE, PAGE)
        return GroupPage(found, tuple(removals), number, pages, count)

    async def member(self, caller: Caller, lead: DetectionId, detection: DetectionId) -> Detection:
        """Give one removal of a card, for a moderator of its server. Raises UserError."""
        found = await theirs(self._storage.glance, caller, detection)
        if found.lead != lead:
            raise UserError("error-unknown-button")
        return found
