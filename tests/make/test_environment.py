"""`.ci/venv`, by which `make install` and `make setup` begin: a Python that is too old is named before pip is asked.
And `.ci/extension`, by which they end.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "venv"
OLD = """#!/bin/sh
case "$2" in
    *sys.exit*) exit 1 ;;
    *) echo "is 3.10.13" ;;
esac
"""
NEW = """#!/bin/sh
[ "$1" = -c ] || echo "$0 $@"
"""


@pytest.fixture
def pythons(tmp_path: Path) -> Path:
    """A folder of what stands for Pythons; `sh` is all else that is there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "sh").symlink_to("/bin/sh")
    return folder


def put(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(script, encoding="utf-8")
    (folder / name).chmod(0o755)


def begin(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    return subprocess.run(  # noqa: S603 - our own script
        [str(SCRIPT), str(folder.parent / "made")],
        env={**clean, "PATH": str(folder), **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_old_python_is_named(pythons: Path) -> None:
    put(pythons, "python3", OLD)
    done = begin(pythons)
    assert done.returncode == 1
    assert "Rowan needs Python 3.11 or newer; python3 is 3.10.13." in done.stderr


def test_no_python_at_all_is_said(pythons: Path) -> None:
    assert "python3 cannot be run" in begin(pythons).stderr
    assert "no-such-python cannot be run" in begin(pythons, PYTHON="no-such-python").stderr


def test_a_newer_one_beside_it_is_taken(pythons: Path) -> None:
    put(pythons, "python3", OLD)
    put(pythons, "python3.12", NEW)
    done = begin(pythons)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[1:] == ["-m", "venv", "--clear", str(pythons.parent / "made")]


def test_the_one_that_is_named_is_taken_alone(pythons: Path) -> None:
    put(pythons, "python3", NEW)
    put(pythons, "mine", OLD)
    assert "mine is 3.10.13" in begin(pythons, PYTHON="mine").stderr


def test_an_environment_that_is_there_is_kept(pythons: Path) -> None:
    (pythons.parent / "made" / "bin").mkdir(parents=True)
    put(pythons.parent / "made" / "bin", "python", NEW)
    done = begin(pythons)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_a_compiler_it_is_said_and_nothing_fails(tmp_path: Path) -> None:
    built = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(SCRIPT.parent / "extension")],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "no C compiler was found" in built.stdout
    assert built.stdout.count("\n") == 1
