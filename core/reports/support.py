"""Places that help people in danger, as the operator's file names them: read strictly, never invented."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.links import canonical

VERIFIED_FOR = timedelta(days=180)
"""After so long somebody must look whether a number still answers."""

_MOST = 100  # entries of a file
_MOST_LANGUAGES = 8  # of an entry
_FIELDS = ("name", "url", "phone", "text", "country", "region", "language", "verified_at")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{1,28}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_URL = re.compile(r"https://[^\s<>|`]{4,200}")
_LENGTHS = {"name": 80, "text": 100, "region": 40}


@dataclass(frozen=True, slots=True)
class Resource:
    """One place that helps. At least one of `url`, `phone` and `text` (how to write to them) is there. `country`: its code
    in ISO 3166, '' for a place that helps everywhere; `languages`: codes of ISO 639 that are spoken there.
    """

    name: str
    url: str
    phone: str
    text: str
    languages: tuple[str, ...]
    region: str
    verified_at: date
    country: str = ""

    def is_stale(self, today: date) -> bool:
        """Whether nobody has looked for too long."""
        return today - self.verified_at > VERIFIED_FOR


@dataclass(frozen=True, slots=True)
class BadEntry:
    """An entry that is left out. `number` counts from 1; `field` is what is wrong with it."""

    number: int
    field: str


def read_resources(
    entries: object, today: date, is_country: Callable[[str], bool] = lambda _: True
) -> tuple[list[Resource], list[BadEntry]]:
    """Read a file's list of entries. `is_country`: whether there is a country of this code. Raises ValueError where it is no
    list, or a very long one.
    """
    if not isinstance(entries, Sequence) or isinstance(entries, str | bytes) or len(entries) > _MOST:
        raise ValueError("no list of entries")
    good: list[Resource] = []
    bad: list[BadEntry] = []
    for number, entry in enumerate(entries, start=1):
        read = _resource(entry, today, is_country)
        if isinstance(read, Resource):
            good.append(read)
        else:
            bad.append(BadEntry(number, read))
    return good, bad


def _resource(entry: Any, today: date, is_country: Callable[[str], bool]) -> Resource | str:
    """Read one entry: the resource, or the name of the field that is wrong."""
    if not isinstance(entry, Mapping):
        return "entry"
    unknown = next((str(name) for name in entry if name not in _FIELDS), None)
    if unknown is not None:
        return re.sub(r"\W", "?", unknown)[:30]
    said = {name: _field(name, entry.get(name, "")) for name in _FIELDS[:-2]}
    languages, verified = _languages(entry.get("language", "")), _date(entry.get("verified_at"))
    if said["country"] and not is_country(said["country"]):
        said["country"] = None
    wrong = [name for name, value in said.items() if value is None]
    wrong += [] if said["name"] else ["name"]
    wrong += [] if said["url"] or said["phone"] or said["text"] else ["url"]
    if wrong:
        return wrong[0]
    if languages is None:
        return "language"
    if verified is None or verified > today:
        return "verified_at"
    texts = {name: value or "" for name, value in said.items()}
    return Resource(**texts, languages=languages, verified_at=verified)


def _field(name: str, value: object) -> str | None:
    """Read one field: None where it is not what it should be; '' where it is not there."""
    if not isinstance(value, str) or not value.isprintable():
        return None
    value = value.strip()
    if not value:
        return ""
    if name == "url":
        return value if _URL.fullmatch(value) and canonical(value) is not None else None
    if name == "phone":
        return value if _PHONE.fullmatch(value) else None
    if name == "country":
        return value if _COUNTRY.fullmatch(value) else None
    return value if len(value) <= _LENGTHS[name] else None


def _languages(value: object) -> tuple[str, ...] | None:
    """Read a code, or a list of codes; None where it is neither."""
    codes = [value] if isinstance(value, str) and value else value or []
    if not isinstance(codes, list) or len(codes) > _MOST_LANGUAGES:
        return None
    good = [code for code in codes if isinstance(code, str) and _LANGUAGE.fullmatch(code)]
    return tuple(dict.fromkeys(good)) if len(good) == len(codes) else None


def _date(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is date else None


def countries_of(resources: Iterable[Resource]) -> frozenset[str]:
    """The countries that places are named for, by code."""
    return frozenset(each.country for each in resources if each.country)


def languages_of(resources: Iterable[Resource]) -> frozenset[str]:
    """The languages that are spoken at any of the places, by code."""
    return frozenset(code for each in resources for code in each.languages)


def in_order(
    resources: Sequence[Resource], language: str, *, country: str = "", speaking: str = ""
) -> list[Resource]:
    """Choose and sort resources for somebody who reads `language`: those where that is spoken first, otherwise as the file
    has them.

    `country`: what helps in other countries alone is left out, and what is that country's comes first. `speaking`: so are
    those of which it is known that they speak other languages.
    """
    wanted = [
        each
        for each in resources
        if (not country or each.country in (country, ""))
        and (not speaking or not each.languages or speaking in each.languages)
    ]
    first = speaking or language
    return sorted(wanted, key=lambda each: (bool(country) and not each.country, first not in each.languages))
