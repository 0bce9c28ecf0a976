"""Places that help people in danger, as the operator's file names them: read strictly, never invented."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.links import canonical

VERIFIED_FOR = timedelta(days=180)
"""After so long somebody must look whether a number still answers."""

_MOST = 100  # entries of a file
_FIELDS = ("name", "url", "phone", "text", "language", "region", "verified_at")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{1,28}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_URL = re.compile(r"https://[^\s<>|`]{4,200}")
_LENGTHS = {"name": 80, "text": 100, "region": 40}


@dataclass(frozen=True, slots=True)
class Resource:
    """One place that helps. At least one of `url`, `phone` and `text` (how to write to them) is there."""

    name: str
    url: str
    phone: str
    text: str
    language: str
    region: str
    verified_at: date

    def is_stale(self, today: date) -> bool:
        """Whether nobody has looked for too long."""
        return today - self.verified_at > VERIFIED_FOR


@dataclass(frozen=True, slots=True)
class BadEntry:
    """An entry that is left out. `number` counts from 1; `field` is what is wrong with it."""

    number: int
    field: str


def read_resources(entries: object, today: date) -> tuple[list[Resource], list[BadEntry]]:
    """Read a file's list of entries. Raises ValueError where it is no list, or a very long one."""
    if not isinstance(entries, Sequence) or isinstance(entries, str) or len(entries) > _MOST:
        raise ValueError("no list of entries")
    good: list[Resource] = []
    bad: list[BadEntry] = []
    for number, entry in enumerate(entries, start=1):
        read = _resource(entry, today)
        if isinstance(read, Resource):
            good.append(read)
        else:
            bad.append(BadEntry(number, read))
    return good, bad


def _resource(entry: Any, today: date) -> Resource | str:
    """Read one entry: the resource, or the name of the field that is wrong."""
    if not isinstance(entry, Mapping):
        return "entry"
    unknown = next((str(name) for name in entry if name not in _FIELDS), None)
    if unknown is not None:
        return re.sub(r"\W", "?", unknown)[:30]
    fields = {name: _field(name, entry.get(name, "")) for name in _FIELDS[:-1]}
    said = {name: value or "" for name, value in fields.items()}
    verified = _date(entry.get("verified_at"))
    wrong = [name for name, value in fields.items() if value is None]
    wrong += [] if said["name"] else ["name"]
    wrong += [] if said["url"] or said["phone"] or said["text"] else ["url"]
    if wrong:
        return wrong[0]
    if verified is None or verified > today:
        return "verified_at"
    return Resource(**said, verified_at=verified)


def _field(name: str, value: object) -> str | None:
    """Read one field: None where it is not what it should be; '' where it is not there."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    if not value:
        return ""
    if name == "url":
        return value if _URL.fullmatch(value) and canonical(value) is not None else None
    if name == "phone":
        return value if _PHONE.fullmatch(value) else None
    if name == "language":
        return value if _LANGUAGE.fullmatch(value) else None
    return value if value.isprintable() and len(value) <= _LENGTHS[name] else None


def _date(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is date else None


def in_order(resources: Sequence[Resource], language: str) -> list[Resource]:
    """Sort resources: those that speak the language first, otherwise as the file has them."""
    return sorted(resources, key=lambda resource: resource.language != language)
