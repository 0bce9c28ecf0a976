"""The wing of lists: a server's own, the shared one, and what both say about a text."""

from cogs.lists.check import Check
from cogs.lists.commands import Blocklist
from cogs.reports.covered_cases import CoveredCases
from db.lists.shared_store import SharedRows
from services.lists.check import TextCheck
from services.lists.own import OwnList
from services.lists.shared import SharedList
from wiring.reports import ReportsWing
from wiring.spine import Spine


class ListsWing:
    """Its services; `add` puts its cogs on the client. An entry offers to close the cases that it covers."""

    def __init__(self, spine: Spine, reports: ReportsWing) -> None:
        self._spine = spine
        self._reports = reports
        self.sharing = SharedList(
            SharedRows(spine.database, spine.vault),
            spine.server_rows,
            spine.naming,
            spine.lists,
            spine.clock,
            spine.settings.shared_quorum,
        )
        self.own_list = OwnList(
            spine.own_rows,
            spine.server_rows,
            spine.naming,
            spine.lists,
            self.sharing,
            spine.invites,
            spine.clock,
        )
        self.checking = TextCheck(
            spine.server_rows,
            spine.policy_rows,
            spine.lists,
            spine.invites,
            spine.indexing,
            spine.clock,
        )

    async def add(self) -> None:
        """Cogs."""
        spine = self._spine
        await spine.client.add_cog(
            Blocklist(spine.answers, self.own_list, self.sharing, self._reports.reviewing, spine.router)
        )
        await spine.client.add_cog(
            CoveredCases(spine.answers, spine.router, self.own_list, self._reports.reviewing)
        )
        await spine.client.add_cog(Check(spine.answers, self.checking))
