"""The stores of lists over a database of their own."""

import pytest

from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from tests.stores import storage_of


@pytest.fixture
def storage(database: Database, vault: Vault) -> DatabaseStorage[ListsStores]:
    """As services are given it."""
    return storage_of(database, vault)
