"""The operator's file: both formats, and everything that can be wrong with it."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from services.base.texts import default_texts
from services.reports.place_names import country_name, is_country, language_name
from services.reports.support import Support, SupportFile, load_support

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


@pytest.mark.parametrize(("name", "sign"), [("help.json", "["), ("help.toml", "["), ("help.json", '{"a":')])
def test_a_file_nested_without_end_stops_nothing(tmp_path: Path, name: str, sign: str) -> None:
    (tmp_path / name).write_text(("x = " if name == "help.toml" else "") + sign * 30_000)
    assert load_support(tmp_path / name, TODAY).unreadable


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "help.toml")
    assert load_support(tmp_path / "help.toml", TODAY).unreadable


def test_times_and_other_types_are_malformed_and_a_country_must_be_one(tmp_path: Path) -> None:
    entries = [
        'verified_at = 2026-02-01T10:00:00Z\nphone = "116 000"',
        "verified_at = 2026-02-01\nphone = 116000",
        'verified_at = 2026-02-01\nphone = "116 000"\ncountry = "ZZ"',
        'verified_at = 2026-02-01\nphone = "116 000"\ncountry = "EG"\nlanguage = ["ar", "en"]',
    ]
    (tmp_path / "help.toml").write_text("".join(f'[[resource]]\nname = "A"\n{each}\n' for each in entries))
    support = load_support(tmp_path / "help.toml", TODAY)
    assert [(each.number, each.field) for each in support.bad] == [
        (1, "verified_at"),
        (2, "phone"),
        (3, "country"),
    ]
    assert support.resources[0].languages == ("ar", "en")


class Told:
    """The operator, who is told on a clock that a test moves."""

    def __init__(self, path: Path) -> None:
        self.today = datetime(2026, 3, 1, tzinfo=UTC)
        self.keys: list[str] = []
        self.file = SupportFile(
            path=path, clock=lambda: self.today, tell=lambda notice: self.keys.append(notice.key)
        )

    async def after(self, **time: int) -> list[str]:
        """What the operator is told when the file is looked at so much later."""
        self.today += timedelta(**time)
        self.keys.clear()
        await self.file.look()
        return self.keys


async def test_the_operator_hears_of_an_entry_that_becomes_stale_and_again_each_week(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text('[[resource]]\nname = "A"\nphone = "1 0"\nverified_at = 2026-02-20\n')
    told = Told(tmp_path / "help.toml")
    assert await told.after(hours=1) == []
    assert await told.after(days=180) == ["support-entry-stale"]
    assert await told.after(hours=1) == []
    assert await told.after(days=6) == []
    assert await told.after(days=1) == ["support-entry-stale"]


async def test_what_was_told_at_the_start_is_not_told_twice_at_once(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text(TOML)
    assert await Told(tmp_path / "help.toml").after(hours=1) == []


async def test_an_edited_file_is_read_anew_and_a_broken_one_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "help.toml").write_text(TOML)
    told = Told(tmp_path / "help.toml")
    (tmp_path / "help.toml").write_text(TOML.replace("A place", "Another place"))
    assert await told.after(hours=1) == []
    assert told.file.now.resources[0].name == "Another place"
    (tmp_path / "help.toml").write_text("[[resource")
    assert await told.after(hours=1) == ["support-file-unreadable"]
    assert told.file.now.resources[0].name == "Another place"


def test_names_of_places_in_the_readers_language() -> None:
    assert country_name("en", "EG") == "Egypt"
    assert country_name("ar", "EG") != "Egypt"
    assert language_name("xx-nonsense", "ar") == "Arabic"
    assert country_name("en", "QQ") == "QQ"
    assert not is_country("ZZ")
    assert not is_country("en")
