"""What is forgotten when its time is over, and what is deleted of a server: as each wing says it, the wings that refer to
others first.
"""

import functools
from collections.abc import Mapping, Sequence
from functools import cached_property

from core.base.retention import KeptFor
from db.base.emptying import EMPTYING as BASE
from db.base.retention import CHORES as BASE_CHORES
from db.base.retention_store import Chore, RetentionRows, by_name
from db.campaigns.emptying import EMPTYING as CAMPAIGNS
from db.campaigns.retention import CHORES as CAMPAIGN_CHORES
from db.campaigns.traces import WISHES as CAMPAIGN_WISHES
from db.engine.database import Database
from db.engine.statements import Statements
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.emptying import EMPTYING as LISTS
from db.lists.retention import chores as list_chores
from db.lists.stores import ListsStores
from db.reports.emptying import EMPTYING as REPORTS
from db.reports.retention import CHORES as REPORT_CHORES
from db.reports.traces import WISHES as REPORT_WISHES
from db.scanning.emptying import EMPTYING as SCANNING
from db.scanning.retention import CHORES as SCANNING_CHORES
from db.scanning.traces import WISHES as SCANNING_WISHES
from db.servers.emptying import EMPTYING as SERVERS
from db.servers.left_server_store import LeftServerRows
from db.servers.retention import CHORES as SERVER_CHORES

EMPTYING: Sequence[Chore] = tuple(by_name(REPORTS, CAMPAIGNS, SCANNING, LISTS, SERVERS, BASE).values())


def chores(kept: KeptFor) -> Mapping[str, Chore]:
    """All that is forgotten, by name, in the order in which it is done."""
    return by_name(
        REPORT_WISHES,
        CAMPAIGN_WISHES,
        SCANNING_WISHES,
        REPORT_CHORES,
        CAMPAIGN_CHORES,
        SCANNING_CHORES,
        list_chores(kept.list_changes),
        SERVER_CHORES,
        BASE_CHORES,
    )


class ForgettingStores:
    """What a transaction offers to the jobs that forget."""

    def __init__(self, sql: Statements, *, chores: Mapping[str, Chore]) -> None:
        self.sql = sql
        self._chores = chores

    @cached_property
    def retention(self) -> RetentionRows:
        return RetentionRows(self.sql, self._chores)

    @cached_property
    def left_servers(self) -> LeftServerRows:
        return LeftServerRows(self.sql, EMPTYING)


class OperatorStores(ListsStores):
    """What a transaction offers to the operator's commands about servers."""

    @cached_property
    def left_servers(self) -> LeftServerRows:
        return LeftServerRows(self.sql, EMPTYING)


def operator_storage(database: Database, vault: Vault) -> DatabaseStorage[OperatorStores]:
    """What these commands are given."""
    return DatabaseStorage(database, functools.partial(OperatorStores, vault=vault))
