"""What `docs/running.md` and the unit beside it promise of the process, and on which loop it runs."""

import asyncio
import configparser
import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wiring.loop import keep_what_is_there, new_event_loop

ROOT = Path(__file__).parent.parent


def test_the_unit_runs_the_interpreter_itself_and_stays_down_where_somebody_must_act() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read_string((ROOT / "docs/rowan.service").read_text(encoding="utf-8"))
    service = unit["Service"]
    folder = service["WorkingDirectory"]
    assert service["ExecStart"] == f"{folder}/.venv/bin/python bot.py"
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("on-failure", "2")
    assert service["ReadWritePaths"] == f"{folder}/data"
    assert float(service["TimeoutStopSec"]) > 9  # what the process gives itself
    assert service["Type"] == "notify"  # wiring/health/supervisor.py; a word comes three times in WatchdogSec
    assert float(service["WatchdogSec"]) >= 30  # a loop that is late for seconds does not hang


def test_make_run_puts_no_shell_before_the_interpreter() -> None:
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\t@exec $(PY) bot.py\n" in recipes


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector of garbage, put back as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_without_the_faster_loop_the_usual_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        assert isinstance(runner.get_loop(), asyncio.BaseEventLoop)
        assert runner.run(asyncio.sleep(0, "went on")) == "went on"


def test_the_faster_loop_is_taken_where_it_is_installed() -> None:
    uvloop = pytest.importorskip("uvloop")
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        assert isinstance(runner.get_loop(), uvloop.Loop)


@pytest.mark.usefixtures("collector")
def test_what_was_made_at_start_is_not_looked_through_again() -> None:
    made = [[number] for number in range(1000)]
    frozen = gc.get_freeze_count()
    keep_what_is_there()
    assert gc.get_freeze_count() >= frozen + len(made)
    assert gc.get_threshold()[0] > 1000
