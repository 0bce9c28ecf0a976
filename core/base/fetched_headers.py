"""Reading what servers write into headers, as far as Rowan believes it: when to ask again, which version was given."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_WAIT: Final = timedelta(days=7)
"""Nobody can have Rowan stay away for longer."""

_SECONDS: Final = re.compile(r"[0-9]{1,10}", re.ASCII)
_DATE: Final = re.compile(r"[A-Za-z0-9,: +-]{20,40}", re.ASCII)
_ENTITY_TAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"', re.ASCII)
_MEDIA_TYPE: Final = re.compile(r"[\x20-\x7e]{1,200}", re.ASCII)


def read_retry_after(text: str, now: datetime) -> timedelta | None:
    """Read `Retry-After`: seconds, or a date (RFC 9110 section 10.2.3). None where it says nothing that can be meant.

    What is longer than LONGEST_WAIT is LONGEST_WAIT; what is over is no wait.
    """
    text = text.strip(" \t")
    if _SECONDS.fullmatch(text):
        return min(timedelta(seconds=int(text)), LONGEST_WAIT)
    then = _date(text)
    return None if then is None else max(timedelta(0), min(then - now, LONGEST_WAIT))


def read_entity_tag(text: str) -> str:
    """Read `ETag` (RFC 9110 section 8.8.3); empty where it is none that may be sent back."""
    text = text.strip(" \t")
    return text if _ENTITY_TAG.fullmatch(text) else ""


def read_http_date(text: str) -> str:
    """Read `Last-Modified`; empty where it is no date, and so may not be sent back."""
    text = text.strip(" \t")
    return text if _date(text) is not None else ""


def read_media_type(text: str) -> str:
    """Read `Content-Type`, in small letters; empty where it says nothing."""
    text = text.strip(" \t")
    return text.lower() if _MEDIA_TYPE.fullmatch(text) else ""


def _date(text: str) -> datetime | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return then.replace(tzinfo=UTC) if then.tzinfo is None else then
