"""What one person left anywhere: the traces and the wishes of every wing, and the services that show and erase them."""

import functools
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from db.base.audit_traces import TRACES as BASE
from db.base.person_store import PersonRows
from db.base.traces import Trace
from db.campaigns.traces import TRACES as CAMPAIGNS
from db.engine.database import Database
from db.engine.statements import Statements
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.traces import TRACES as LISTS
from db.reports.traces import TRACES as REPORTS
from db.scanning.traces import TRACES as SCANNING
from db.servers.traces import TRACES as SERVERS

TRACES: Final[Mapping[str, Trace]] = {
    trace.name: trace for trace in (*REPORTS, *CAMPAIGNS, *SCANNING, *LISTS, *SERVERS, *BASE)
}


class PersonStores:
    """What a transaction offers to whoever shows or erases a person."""

    def __init__(self, sql: Statements, *, vault: Vault) -> None:
        self.sql = sql
        self.vault = vault

    @cached_property
    def persons(self) -> PersonRows:
        return PersonRows(self.sql, self.vault, TRACES)


def persons_storage(database: Database, vault: Vault) -> DatabaseStorage[PersonStores]:
    """What the use cases are given."""
    return DatabaseStorage(database, functools.partial(PersonStores, vault=vault))
