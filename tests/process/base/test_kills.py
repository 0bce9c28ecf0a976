"""A short run of the crash test (`make crash`), so that it does not rot: what people were told survives kills under load."""

from pathlib import Path

import pytest

from tests.crash.run import Run
from tests.process.running import ROOT

pytestmark = pytest.mark.process


async def test_kills_under_load_break_no_promise(tmp_path: Path) -> None:
    run = Run(seed=1, kills=3, code=ROOT, folder=tmp_path, people=6)
    assert [f"{each.promise}: {each.what}" for each in await run.tell()] == []
    assert run.fd.unimplemented == []
    told = run.ledger.counts
    assert told["emergencies"]
    assert told["reports"]
    assert told["listed messages"]
    assert told["decisions"]
