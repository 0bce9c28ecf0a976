"""The wing of reporters: what they hear after a report, and what they choose."""

from cogs.direct import DirectPost
from cogs.outcomes import OutcomeButtons, OutcomeNotices
from cogs.privacy import Privacy
from db.notice_store import NoticeRows
from services.noticing import Noticing
from services.outbox import Kind
from wiring.spine import Spine


class ReportersWing:
    """Its services; `add` puts its cogs on the client."""

    def __init__(self, spine: Spine) -> None:
        self._spine = spine
        self._notice_rows = NoticeRows(spine.database, spine.vault)
        self.noticing = Noticing(self._notice_rows, spine.clock)

    async def add(self) -> None:
        """Performers and cogs."""
        spine = self._spine
        direct = DirectPost(spine.client, spine.postman)
        outcomes = OutcomeNotices(direct, self._notice_rows, spine.servers, spine.texts)
        spine.performers[Kind.OUTCOME_NOTICE] = outcomes.perform
        await spine.client.add_cog(OutcomeButtons(spine.answers, spine.router, self.noticing))
        await spine.client.add_cog(Privacy(spine.answers, self.noticing))
