"""The check for known holes of libraries says what it knows, and never that what was not asked is well."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

WANTED = [("httpx", "0.28.1"), ("discord.py", "2.7.1")]


@pytest.fixture
def audit() -> ModuleType:
    path = Path(__file__).parents[2] / ".ci" / "audit"
    loader = SourceFileLoader("audit", str(path))
    spec = spec_from_loader("audit", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def report(*vulnerable: dict[str, Any], **more: Any) -> dict[str, Any]:
    names = [("httpx", "0.28.1"), ("discord-py", "2.7.1")]
    found = [{"name": name, "version": version, "vulns": list(vulnerable)} for name, version in names]
    return {"dependencies": [{**one, **more} for one in found]}


def test_what_is_fine_is_fine(audit: ModuleType) -> None:
    status, said = audit.verdict(report(), WANTED, required=True)
    assert (status, said) == (0, ["Known holes: none in 2 libraries."])


def test_a_hole_fails_and_is_named(audit: ModuleType) -> None:
    found = report({"id": "PYSEC-1", "fix_versions": ["9"]})
    status, said = audit.verdict(found, WANTED, required=False)
    assert status == 1
    assert "httpx 0.28.1: PYSEC-1, mended in 9" in said


@pytest.mark.parametrize(
    "found",
    [
        None,
        {},
        {"dependencies": [{"name": "httpx", "skip_reason": "not found on PyPI"}]},
        {"dependencies": [{"name": "httpx", "version": "0.28.1", "vulns": []}]},
    ],
)
def test_what_was_not_asked_is_said_and_can_be_made_to_fail(audit: ModuleType, found: Any) -> None:
    status, said = audit.verdict(found, WANTED, required=False)
    assert status == 0
    assert said[0].startswith("NOT CHECKED")
    assert audit.verdict(found, WANTED, required=True)[0] == 1


def test_every_library_of_the_bot_is_pinned_so_that_it_can_be_asked_about(audit: ModuleType) -> None:
    text = audit.REQUIREMENTS.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(audit.pinned(text)) == len(lines)
    assert ("uvloop", "0.23.0") in audit.pinned("uvloop==0.23.0; sys_platform != 'win32'")
