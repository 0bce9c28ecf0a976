"""The stores of the wing of servers, on those of the base."""

from functools import cached_property

from db.base.stores import BaseStores
from db.servers.blur_store import BlurRows
from db.servers.language_store import LanguageRows
from db.servers.policy_store import PolicyRows
from db.servers.rehearsal_store import RehearsalRows
from db.servers.setup_store import ServerRows


class ServersStores(BaseStores):
    """What a transaction of this wing and of those above offers."""

    @cached_property
    def servers(self) -> ServerRows:
        return ServerRows(self.sql, self.vault)

    @cached_property
    def policies(self) -> PolicyRows:
        return PolicyRows(self.sql)

    @cached_property
    def blur(self) -> BlurRows:
        return BlurRows(self.sql, self.vault)

    @cached_property
    def languages(self) -> LanguageRows:
        return LanguageRows(self.sql, self.vault)

    @cached_property
    def rehearsals(self) -> RehearsalRows:
        return RehearsalRows(self.sql)
