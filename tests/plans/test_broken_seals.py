"""A value that does not open (another key, a changed byte) holds up nothing: no verb of any store fails for it."""

import asyncio
import contextlib
import shutil
import sqlite3
from pathlib import Path

from db.campaigns.stores import CampaignsStores
from db.engine.sqlite.inline import connect
from db.engine.vault import SealBroken
from db.reports.stores import ReportsStores
from tests.db.filling import fill
from tests.plans.plan_recording import OpenVault, Recorder, ask_everything, savepoints_of
from wiring.still_open import STILL_OPEN

_OF_THE_OPERATOR = {"published"}
"""The key that signs a list must open: who signed with another would be taken for somebody else."""


class _Broken(OpenVault):
    """A vault that opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def open(self, sealed: bytes, place: str) -> str:
        self.asked.add(place.partition("/")[0])
        raise SealBroken(place)

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        self.asked.add(place.partition("/")[0])
        raise SealBroken(place)


def test_no_verb_of_any_store_fails_where_a_value_does_not_open(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "rowan.db"
    shutil.copyfile(migrated_file, path)
    with contextlib.closing(sqlite3.connect(path)) as filling:
        fill(filling)
    connection, vault = connect(path, ()), _Broken()
    failed: dict[str, str] = {}
    for stores in (ReportsStores, CampaignsStores):
        failed |= asyncio.run(
            ask_everything(stores(Recorder(connection), vault, STILL_OPEN), savepoints_of(connection))
        )
    connection.close()
    broken = {verb: error for verb, error in failed.items() if "SealBroken" in error}
    assert {verb for verb in broken if verb.partition(".")[0] not in _OF_THE_OPERATOR} == set()
    assert {place.partition(".")[0] for place in vault.asked} >= {"cases", "detections", "reports", "audit"}
