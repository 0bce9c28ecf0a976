"""Support resources: findahelpline.com, and what the operator's file adds to it."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.reports.support import BadEntry, Resource, read_resources

_LARGEST = 200_000  # bytes of a file


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the operator should look at: the key of a sentence and its values."""

    key: str
    values: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Support:
    """What was read. `unreadable`: why the file gave nothing, '' where it did."""

    resources: tuple[Resource, ...] = ()
    bad: tuple[BadEntry, ...] = ()
    file: str = ""
    unreadable: str = ""

    def notices(self, today: date) -> list[Notice]:
        """What the operator should put right: a file that cannot be read, malformed entries, stale ones."""
        if self.unreadable:
            return [Notice("support-file-unreadable", {"file": self.file, "reason": self.unreadable})]
        malformed = [
            Notice("support-entry-malformed", {"file": self.file, "number": each.number, "field": each.field})
            for each in self.bad
        ]
        return [*malformed, *_stale(self.resources, self.file, today)]


def _stale(resources: Sequence[Resource], file: str, today: date) -> list[Notice]:
    return [
        Notice(
            "support-entry-stale",
            {"file": file, "name": each.name, "days": (today - each.verified_at).days},
        )
        for each in resources
        if each.is_stale(today)
    ]


def load_support(path: Path | None, today: date) -> Support:
    """Read the operator's file: TOML with `[[resource]]` tables, or JSON of the same shape. Never raises: people in
    danger are shown what there is, and the operator is warned.
    """
    if path is None:
        return Support()
    try:
        resources, bad = read_resources(_entries(path), today)
    except (OSError, ValueError) as error:  # tomllib's and json's errors are ValueErrors
        reason = error.strerror if isinstance(error, OSError) else None
        return Support(file=path.name, unreadable=reason or str(error)[:120])
    return Support(tuple(resources), tuple(bad), path.name)


def _entries(path: Path) -> object:
    with path.open("rb") as file:
        raw = file.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise ValueError("too large")
    text = raw.decode("utf-8-sig")
    said = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    return said.get("resource", []) if isinstance(said, dict) else said
