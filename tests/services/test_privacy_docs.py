"""docs/privacy.md, its Arabic twin and docs/threat-model.md say what is so."""

import re
from datetime import timedelta
from pathlib import Path

from core.base.retention import KeptFor
from core.lists.shorteners.answers import KEPT
from core.reports.intake import KEPT_AT_MOST
from services.base.privacy.export_file import SECTIONS
from services.reports.mutes import MUTED_DAYS
from wiring.privacy.persons import TRACES

_ROOT = Path(__file__).parents[2]
_ENGLISH, _ARABIC, _THREATS = (
    (_ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("privacy.md", "privacy.ar.md", "threat-model.md")
)
_KEPT = KeptFor()
# Each row of the table, by how it begins in English: the days that stand in it, in their order.
_ROWS = {
    "| you reported something": [_KEPT.evidence, KEPT_AT_MOST],
    "| a message of yours was reported": [_KEPT.evidence, KEPT_AT_MOST],
    "| | your name on the case": [_KEPT.names],
    "| a message of yours was removed": [_KEPT.texts],
    "| | your name with it": [_KEPT.names],
    "| you posted a listed or reported place": [],
    "| you posted a place that moderators look for": [_KEPT.names],
    "| something listed was found in your name": [_KEPT.texts, _KEPT.names],
    "| you were told of a removal": [_KEPT.texts],
    "| | that it was you": [_KEPT.names],
    "| you moderate": [_KEPT.names],
    "| | your lines in the log": [_KEPT.audit_names, _KEPT.audit],
    "| you asked for letters": [],
    "| you chose something": [],
    "| your reports were muted": [timedelta(days=MUTED_DAYS)],
    "| nobody in particular | cases": [_KEPT.rows],
    "| nobody in particular, where the operator": [KEPT],
    "| you posted a shortened address": [],
    "| nobody in particular | hashes": [_KEPT.hosts_seen],
}


def rows(page: str) -> list[str]:
    """The rows of the table of what is kept."""
    return [line for line in page.splitlines() if line.startswith("|")][2:]


def days(line: str) -> list[int]:
    return [int(number) for number in re.findall(r"(\d+) (?:days|أيام|يوم)", line)]


def test_the_days_are_those_that_rowan_keeps_to() -> None:
    for line, (begins, kept) in zip(rows(_ENGLISH), _ROWS.items(), strict=True):
        assert line.startswith(begins)
        assert days(line) == [each.days for each in kept], begins
    (left,) = re.findall(r"all of that server is deleted after (\d+) days", _ENGLISH)
    (copies,) = re.findall(r"before an upgrade are deleted after (\d+) days", _ENGLISH)
    (backups,) = re.findall(r"Backups that it makes are deleted after (\d+) days", _ENGLISH)
    assert (int(left), int(copies), int(backups)) == (
        _KEPT.left_servers.days,
        _KEPT.copies.days,
        _KEPT.backups.days,
    )


def test_both_languages_say_the_same_days_and_have_the_same_parts() -> None:
    assert [days(line) for line in rows(_ARABIC)] == [days(line) for line in rows(_ENGLISH)]
    assert days(_ARABIC) == days(_ENGLISH)
    levels = [re.findall(r"^(#+) ", page, re.MULTILINE) for page in (_ENGLISH, _ARABIC)]
    assert levels[0] == levels[1]
    commands = [re.findall(r"`(/[a-z ]+)`", page) for page in (_ENGLISH, _ARABIC)]
    assert commands[0] == commands[1]


def test_each_test_that_the_threat_model_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", _THREATS))
    assert len(named) > 20
    there = {
        name
        for file in (_ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))
    }
    assert named - there == set()
    for line in _THREATS.splitlines():
        if line.startswith("| ") and not line.startswith(("| they try", "| of |", "| where they", "| ---")):
            assert "`test_" in line, line


def test_each_section_of_an_export_is_filled_by_some_trace_and_the_other_way_round() -> None:
    assert {shown.section for trace in TRACES.values() for shown in trace.shown} == set(SECTIONS)
