"""Checking what people write into campaigns and updates:
it is cleaned, measured, and compared with what stood before.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import ada_url

from core.base.errors import UserError
from core.base.ids import PictureId
from core.base.redact import Masked
from core.campaigns.screen import masks_of
from core.campaigns.versions import UpdateKind
from core.links import canonical
from core.links.lookalikes import BLANK, INVISIBLE

CAMPAIGN_LIMITS: Final[Mapping[str, int]] = {"title": 100, "summary": 500, "demand": 500, "link": 500}
UPDATE_LIMITS: Final[Mapping[str, int]] = {"headline": 150, "body": 4000, "source": 500, "warning": 200}
"""What the fields of the form take. How much of it fits into one message says core/campaigns/room.py."""
PICTURE_TEXT_LIMIT: Final = 1000  # Discord takes 1,024
REASON_LIMIT: Final = 500
OUTCOME_LIMIT: Final = 500

_LONG = frozenset({"summary", "demand", "body", "reason", "outcome"})  # line breaks stay in these
_REQUIRED = frozenset({"title", "headline", "body", "reason", "outcome"})
# These characters turn a text around or glue it to what follows; whoever writes Arabic does not need them.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")
_MARKS = 4  # on one letter; pointed Arabic and Hebrew have three, a tower of marks covers the lines around it
# What Discord might take for formatting inside an address in angle brackets.
_ADDRESS_ESCAPES = {ord(sign): f"%{ord(sign):02X}" for sign in "|`<>\\"}
_LONGEST_ADDRESS = 700  # escapes make an address longer than it was typed


@dataclass(frozen=True, slots=True)
class CampaignText:
    """The fields of the form of `/campaign create`. `link`: the official address, or ''."""

    title: str
    summary: str = ""
    demand: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class UpdateText:
    """The fields of an update's form.

    `source`: an address, or ''; `warning`: what the body holds that hurts to read, or ''. `picture`: the one that is shown with it,
    with `picture_text`, its description, for whoever does not see it; both come by the command's options.
    """

    kind: UpdateKind
    headline: str
    body: str
    source: str = ""
    warning: str = ""
    picture: PictureId | None = None
    picture_text: str = ""


def campaign_text(typed: Mapping[str, str]) -> CampaignText:
    """Check the fields of a campaign's form. Raises UserError: missing, too long, or an address that is none."""
    values = {name: field_text(name, typed.get(name, ""), limit) for name, limit in CAMPAIGN_LIMITS.items()}
    return CampaignText(**(values | {"link": web_address(values["link"])}))


def update_text(typed: Mapping[str, str]) -> UpdateText:
    """Check the fields of an update's form.

    Raises UserError: missing, too long, no such kind, or an address that is none.
    """
    kind = typed.get("kind", "")
    if kind not in list(UpdateKind):
        raise UserError("update-kind-unknown")
    values = {name: field_text(name, typed.get(name, ""), limit) for name, limit in UPDATE_LIMITS.items()}
    return UpdateText(
        kind=UpdateKind(kind),
        headline=values["headline"],
        body=values["body"],
        source=web_address(values["source"]),
        warning=values["warning"],
    )


def field_text(name: str, typed: str, limit: int) -> str:
    """Clean one field of what cannot be seen or turns text around.

    Raises UserError: empty or over `limit` characters.
    """
    text = _without_towers(_visible(typed))
    text = _BLANK_LINES.sub("\n\n", text) if name in _LONG else _SPACES.sub(" ", text)
    text = text.strip()
    if len(text) > limit:
        raise UserError("campaign-field-long", field=name, limit=limit, length=len(text))
    if not any(_is_seen(sign) for sign in BLANK.sub("", INVISIBLE.sub("", text))):
        if name in _REQUIRED:
            raise UserError("campaign-field-empty", field=name)
        return ""
    return text


def _visible(typed: str) -> str:
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        sign
        for sign in text
        if sign == "\n" or (unicodedata.category(sign) not in ("Cc", "Cs", "Co") and sign not in _BIDI)
    )


def _without_towers(text: str) -> str:
    """`text` with at most so many marks on each letter."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)


def _is_seen(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LNPS" or category == "Cn"  # Cn: an emoji newer than this Python's tables


def web_address(typed: str) -> str:
    """An http(s) address as ada writes it (https://url.spec.whatwg.org/), safe between angle brackets; '' stays ''.

    Raises UserError where it is no such address, or one that shows another host than it leads to.
    """
    if not typed:
        return ""
    try:
        parsed = ada_url.URL(typed)
    except ValueError:
        raise UserError("campaign-address-malformed") from None
    if parsed.protocol not in ("http:", "https:") or canonical(typed) is None:
        raise UserError("campaign-address-malformed")
    if parsed.username or parsed.password:
        raise UserError("campaign-address-userinfo")
    address = str(parsed.href).translate(_ADDRESS_ESCAPES)
    if len(address) > _LONGEST_ADDRESS:
        raise UserError("campaign-address-long")
    return address


def changed(before: UpdateText, after: UpdateText) -> tuple[str, ...]:
    """The names of the fields in which two texts differ, in the form's order."""
    return tuple(
        field.name
        for field in fields(UpdateText)
        if getattr(before, field.name) != getattr(after, field.name)
    )


def written_in(text: UpdateText) -> Mapping[str, str]:
    """The texts of an update that people wrote as words, by the field of each; its source is an address."""
    return {
        "headline": text.headline,
        "body": text.body,
        "warning": text.warning,
        "picture_text": text.picture_text,
    }


def what_is_masked(text: UpdateText) -> Mapping[Masked, int]:
    """How much of each kind is masked wherever the text is shown."""
    return Counter(kind for each in written_in(text).values() for kind, _ in masks_of(each))
