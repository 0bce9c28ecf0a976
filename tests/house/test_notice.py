"""NOTICE names, with source, date and licence, whatever in the project is data, and each library that is installed with it."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.test_house import files

ROOT = Path(__file__).parent.parent.parent
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
# A file that says so holds what others made.
_OF_OTHERS = re.compile(r"CC BY|\(c\) (?!.*Rowan)|©|GeoNames")
_DATA = {".txt", ".json", ".ttf", ".otf", ".csv", ".tsv", ".dat"}
_NO_DATA = {"requirements.txt", "requirements-dev.txt"}
# Programs that make such a file name whose it is; the name of a library stands in documents.
_WRITES_ONE = "tests/core/links/tables/make_*.py"


def _blocks() -> dict[str, str]:
    """What is said of each file or pattern of files."""
    said: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", NOTICE):
        lines = block.splitlines()
        names = [line for line in lines if re.fullmatch(r"[\w./*-]+/[\w.*-]+", line)]
        said |= dict.fromkeys(names, "\n".join(line for line in lines if line not in names))
    return said


def _data_files() -> list[str]:
    def is_data(name: str) -> bool:
        if name in _NO_DATA or name.startswith(("docs/", "build/")) or fnmatch(name, _WRITES_ONE):
            return False
        if Path(name).suffix in _DATA:
            return True
        is_code = name.endswith((".py", ".c")) and name != "tests/house/test_notice.py"
        return is_code and bool(_OF_OTHERS.search((ROOT / name).read_text(encoding="utf-8")[:2000]))

    return [name for name in files() if is_data(name)]


@pytest.mark.parametrize("name", _data_files())
def test_a_data_file_has_source_date_and_licence(name: str) -> None:
    said = [text for pattern, text in _blocks().items() if fnmatch(name, pattern)]
    assert said, f"NOTICE does not name {name}"
    assert all(word in said[0] for word in ("Source:", "Date:", "Licence:"))


def test_what_is_named_is_there() -> None:
    there = files()
    assert [pattern for pattern in _blocks() if not any(fnmatch(name, pattern) for name in there)] == []


def test_each_library_is_named() -> None:
    needed = re.findall(
        r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = {
        line.split("  ")[0].split(" ")[0].lower()
        for line in NOTICE.split("Libraries that are", 1)[1].splitlines()
    }
    assert [name for name in needed if name.lower() not in named] == []
