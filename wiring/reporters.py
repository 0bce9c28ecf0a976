"""The wing of reporters: what they hear after a report, and what they choose."""

from cogs.base.direct_messages import DirectMessages
from cogs.reports.outcomes import OutcomeButtons, OutcomeNotices
from cogs.reports.privacy import Privacy
from db.reports.outcome_store import OutcomeRows
from services.base.outbox import Kind
from services.reports.outcomes import Outcomes
from wiring.spine import Spine


class ReportersWing:
    """Its services; `add` puts its cogs on the client."""

    def __init__(self, spine: Spine) -> None:
        self._spine = spine
        self._notice_rows = OutcomeRows(spine.database, spine.vault)
        self.noticing = Outcomes(self._notice_rows, spine.clock)

    async def add(self) -> None:
        """Performers and cogs."""
        spine = self._spine
        direct = DirectMessages(spine.client, spine.postman)
        outcomes = OutcomeNotices(direct, self._notice_rows, spine.servers, spine.texts)
        spine.performers[Kind.OUTCOME_NOTICE] = outcomes.perform
        await spine.client.add_cog(OutcomeButtons(spine.answers, spine.router, self.noticing))
        await spine.client.add_cog(Privacy(spine.answers, self.noticing))
