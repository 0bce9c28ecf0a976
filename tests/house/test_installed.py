"""What is installed has all that runs: in the image, as a command, under systemd."""

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from settings import NAMES
from tests.test_house import files

ROOT = Path(__file__).parent.parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_FOUND = tuple(each.rstrip("*") for each in PYPROJECT["tool"]["setuptools"]["packages"]["find"]["include"])
_WORST_EXPOSURE = 15  # in tenths: what `systemd-analyze security` says of the unit


def _runs() -> list[str]:
    """The files of the folders that run."""
    return [name for name in files() if name.split("/")[0] in _FOUND]


def test_a_wheel_holds_every_file_that_is_no_module() -> None:
    kept = PYPROJECT["tool"]["setuptools"]["package-data"]["*"]
    data = [name for name in _runs() if not name.endswith((".py", ".pyi"))]
    assert data
    assert [name for name in data if not any(fnmatch(Path(name).name, each) for each in kept)] == []


def test_every_module_that_runs_is_in_the_wheel() -> None:
    layers = {
        name.split("/")[0]
        for name in files()
        if name.startswith(("cogs/", "core/", "db/", "health/", "locales/", "net/", "services/", "wiring/"))
    }
    assert layers == set(_FOUND)
    alone = {Path(name).stem for name in files() if "/" not in name and name.endswith(".py")}
    assert alone == set(PYPROJECT["tool"]["setuptools"]["py-modules"])


def test_the_image_is_given_what_runs() -> None:
    given = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    assert given >= {
        *_FOUND,
        "bot.py",
        "settings.py",
        "requirements.txt",
        ".ci/extension",
        "LICENSE",
        "NOTICE",
    }
    assert not {".env", ".git", "tests"} & given
    assert all((ROOT / name).exists() for name in given)


def test_what_the_image_sets_are_settings() -> None:
    assert _image_sets() <= set(NAMES)
    assert "DATABASE_URL" in _image_sets()


def _image_sets() -> set[str]:
    (block,) = re.findall(
        r"^ENV (.+?[^\\])$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return {name for name in re.findall(r"^\s*(\w+)=", block, re.MULTILINE) if not name.startswith("PYTHON")}


def test_no_empty_line_of_the_settings_undoes_what_the_image_sets() -> None:
    """`--env-file .env` counts more than the image, and the example of it has a line for each setting."""
    page = (ROOT / "docs/installing.md").read_text(encoding="utf-8")
    (left_out,) = re.findall(r"grep -vE '\^\(([A-Z_|]+)\)='", page)
    assert set(left_out.split("|")) == _image_sets()
    composed = (ROOT / "compose.yaml").read_text(encoding="utf-8").partition("\n  database:")[0]
    assert set(re.findall(r"^      (\w+): ", composed, re.MULTILINE)) >= _image_sets()


def test_what_names_a_page_names_one_that_is_there() -> None:
    for name in ("Dockerfile", "compose.yaml", "docs/rowan.service", "config.example.env"):
        for page in re.findall(r"docs/[\w/-]+\.md", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / page).is_file(), f"{name} names {page}"


def test_the_unit_leaves_little_open() -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not installed")
    said = subprocess.run(  # noqa: S603 - the tool that was found
        [tool, "security", "--offline=true", "--no-pager", f"--threshold={_WORST_EXPOSURE}", str(ROOT / "docs/rowan.service")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout[-500:] + said.stderr
