"""The stores that every wing stands on, made for whatever runs their statements: a transaction, or a reader."""

from collections.abc import Mapping
from functools import cached_property

from db.base.audit_store import AuditRows
from db.base.health_store import OwedRows
from db.base.lease_store import LeaseRows
from db.base.outbox_store import OutboxRows
from db.base.registered_store import RegisteredRows
from db.base.shard_store import ShardRows
from db.base.wait_store import WaitRows
from db.base.walk_store import WalkRows
from db.engine.statements import Statements
from db.engine.vault import Vault
from services.base.outbox import Kind


class BaseStores:
    """The stores that each wing's own class inherits and adds to: `tx.outbox`, `tx.cases` ..."""

    def __init__(self, sql: Statements, vault: Vault, still_open: Mapping[Kind, str] | None = None) -> None:
        """`still_open`: see OutboxRows; needed only where review channels move and deleted messages come back."""
        self.sql = sql
        self.vault = vault
        self._still_open = still_open

    @cached_property
    def audit(self) -> AuditRows:
        return AuditRows(self.sql, self.vault)

    @cached_property
    def leases(self) -> LeaseRows:
        return LeaseRows(self.sql)

    @cached_property
    def registered(self) -> RegisteredRows:
        return RegisteredRows(self.sql)

    @cached_property
    def shards(self) -> ShardRows:
        return ShardRows(self.sql)

    @cached_property
    def walks(self) -> WalkRows:
        return WalkRows(self.sql, self._still_open)

    @cached_property
    def waits(self) -> WaitRows:
        return WaitRows(self.sql)

    @cached_property
    def owed(self) -> OwedRows:
        return OwedRows(self.sql)

    @cached_property
    def outbox(self) -> OutboxRows:
        return OutboxRows(self.sql, self._still_open)
