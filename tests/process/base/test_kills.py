"""A short run of the crash test (`make crash`), so that it does not rot: what people were told survives kills under load."""

from pathlib import Path

import pytest

from tests.crash.run import Run
from tests.process.running import ROOT, loaded

pytestmark = [pytest.mark.process, pytest.mark.long]

WANTED = ("emergencies", "reports", "listed messages", "decisions")


async def test_kills_under_load_break_no_promise(tmp_path: Path, on: str) -> None:
    run = Run(
        seed=1, kills=3, code=ROOT, folder=tmp_path, people=6, database=on, wanted=WANTED, loaded=loaded()
    )
    assert [f"{each.promise}: {each.what}" for each in await run.tell()] == []
    assert run.fd.unimplemented == []
    assert [each for each in WANTED if not run.ledger.counts[each]] == []
