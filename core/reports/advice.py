"""What the short advice to people in danger is taken from: guides that stand under a name, with where each is found.

The sentences are `advice-…` in locales. docs/support.md says when the sources were looked at, and how.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.base.categories import Category


class Topic(StrEnum):
    """What there is advice about."""

    DOXXING = "doxxing"
    SWATTING = "swatting"
    THREATS = "threats"
    SELF_HARM = "self_harm"


@dataclass(frozen=True, slots=True)
class Source:
    """A guide. `name` is its own, which no language translates; `url` leads to its first page."""

    name: str
    url: str


_PEN: Final = Source(
    "PEN America, Online Harassment Field Manual", "https://onlineharassmentfieldmanual.pen.org"
)
_FIRST_AID: Final = Source("RaReNet and CiviCERT, Digital First Aid Kit", "https://digitalfirstaid.org")
_SEATTLE: Final = Source("Seattle Police Department, Swatting", "https://www.seattle.gov/police")
_LIFELINE: Final = Source("988 Suicide & Crisis Lifeline, #BeThe1To", "https://www.bethe1to.com")

SOURCES: Final[Mapping[Topic, tuple[Source, ...]]] = {
    Topic.DOXXING: (_PEN, _FIRST_AID),
    Topic.SWATTING: (_SEATTLE, _PEN),
    Topic.THREATS: (_PEN,),
    Topic.SELF_HARM: (_LIFELINE,),
}


def topic_of(category: Category) -> Topic:
    """What helps beside a report of this category. Raises ValueError where it is no emergency."""
    return Topic(category)
