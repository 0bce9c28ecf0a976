"""What is known of providers' decisions, and of what they did with complaints: data files with sources and dates. Pure."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision that a campaign may point to. Its words are `precedent-<id>-name`, `-headline` and `-body`."""

    id: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class PassesOn:
    """A provider that passed complaints on to the owners of sites, where that was reported, and when."""

    name: str
    words: frozenset[str]
    on: date
    source: str


def _read(name: str, part: str) -> Iterable[Any]:
    text = files("core.campaigns.providers").joinpath("data", name).read_text(encoding="utf-8")
    found: Iterable[Any] = json.loads(text)[part]
    return found


PRECEDENTS: Final[Sequence[Precedent]] = tuple(
    Precedent(each["id"], date.fromisoformat(each["date"]), each["source"])
    for each in _read("precedents.json", "precedents")
)
_PROVIDERS: Final[Sequence[PassesOn]] = tuple(
    PassesOn(each["name"], frozenset(each["words"]), date.fromisoformat(each["date"]), each["source"])
    for each in _read("providers.json", "providers")
)
_WORD: Final = re.compile(r"[^\W_]+")


def precedent(which: str) -> Precedent | None:
    """Give the precedent with this id; None where there is none."""
    return next((each for each in PRECEDENTS if each.id == which), None)


def passes_on(texts: Iterable[str]) -> Sequence[PassesOn]:
    """Find the providers named in these texts that are known to have passed complaints on."""
    words = {word for text in texts for word in _WORD.findall(text.casefold())}
    return [each for each in _PROVIDERS if each.words & words]
