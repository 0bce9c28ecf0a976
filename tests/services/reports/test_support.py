"""The operator's file: both formats, and everything that can be wrong with it."""

from datetime import date
from pathlib import Path

import pytest

from services.base.texts import default_texts
from services.reports.support import Support, load_support

TODAY = date(2026, 3, 1)
TOML = """
[[resource]]
name = "A place"
phone = "116 000"
verified_at = 2026-02-01
[[resource]]
name = "Old"
url = "https://helpline.example"
verified_at = 2025-01-01
[[resource]]
name = "No way to reach it"
verified_at = 2026-02-01
"""


def said(support: Support) -> list[str]:
    return [default_texts().say("en", each.key, **each.values) for each in support.notices(TODAY)]


def test_toml_with_a_stale_and_a_malformed_entry(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text(TOML)
    support = load_support(tmp_path / "help.toml", TODAY)
    assert [each.name for each in support.resources] == ["A place", "Old"]
    malformed, stale = said(support)
    assert 'entry 3 of help.toml is left out: its field "url"' in malformed
    assert '"Old" in help.toml was verified 424 days ago' in stale


@pytest.mark.parametrize("text", ['{"resource": [%s]}', "[%s]"])
def test_json(tmp_path: Path, text: str) -> None:
    entry = '{"name": "A place", "text": "Text HELLO to 00000", "verified_at": "2026-02-01"}'
    (tmp_path / "help.json").write_text(text % entry)
    support = load_support(tmp_path / "help.json", TODAY)
    assert [each.text for each in support.resources] == ["Text HELLO to 00000"]
    assert said(support) == []


@pytest.mark.parametrize("content", [b"[[resource", b"\xff\xfe\x00", b"resource = 5", b"x" * 300_000])
def test_a_file_that_cannot_be_read_is_told_and_stops_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "help.toml").write_bytes(content)
    support = load_support(tmp_path / "help.toml", TODAY)
    assert support.resources == ()
    (only,) = said(support)
    assert "help.toml cannot be read" in only


def test_a_file_that_is_not_there_and_none_at_all(tmp_path: Path) -> None:
    assert "No such file" in said(load_support(tmp_path / "none.toml", TODAY))[0]
    assert said(load_support(tmp_path, TODAY)) != []
    assert load_support(None, TODAY) == Support()
