"""What is asked again and again about claims and reminders is answered by the index of what waits, however much is closed."""

import pytest

from db.engine.database import Database
from db.reports import claim_store
from db.reports.alerts import reminder_store

_ROLE = reminder_store._WITH_ALERT_ROLE
_LOOKS = {
    "cases_claimed": f"{claim_store._HELD} AND c.claimed_at <= $1 ORDER BY c.claimed_at",
    "cases_holders": f"{claim_store._HELD} AND {claim_store._ASKED} <= $1 ORDER BY {claim_store._ASKED}",
    "cases_unclaimed": f"{reminder_store._OVERDUE} AND {_ROLE}",
    "cases_undecided": f"{reminder_store._UNDECIDED} AND {_ROLE}",
}


@pytest.mark.sqlite
@pytest.mark.parametrize("index", _LOOKS)
async def test_each_look_goes_by_its_index(database: Database, index: str) -> None:
    table = "cases c" if "c." in _LOOKS[index].split(" ", 1)[0] else "cases"
    statement = f"SELECT * FROM {table} WHERE {_LOOKS[index]}"  # constants of the stores
    plan = await database.read.all(f"EXPLAIN QUERY PLAN {statement}", 1)
    assert f"INDEX {index} " in plan[0]["detail"]
