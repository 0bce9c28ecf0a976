"""What `docs/running.md` and the unit beside it promise of the process."""

import configparser
from pathlib import Path

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


def test_make_run_puts_no_shell_before_the_interpreter() -> None:
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\t@exec $(PY) bot.py\n" in recipes
