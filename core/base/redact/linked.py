"""What leads to a person within an address of the web: the number that a messenger writes to, the pin on a map.

The rest of such an address stays, and so does every other address: what a report is about stands there.
"""

import re
from collections.abc import Iterator
from typing import Final

from core.base.redact.late import Late

_MESSENGER: Final = Late(
    r"(?:(?<![\w.-])(?:www\.)?wa\.me/(?:qr/)?|whatsapp\.com/(?:send/?)?\?(?:[a-z_]{1,12}=[^\s&]{0,60}&){0,3}phone=|whatsapp://send/?\?(?:[a-z_]{1,12}=[^\s&]{0,60}&){0,3}phone=|"
    r"(?<![\w.-])t\.me/|signal\.me/#p/|viber\.click/|viber://\w{1,8}\?(?:number|contact)=|callto:(?://)?|(?<!\w)(?:sms|tel|imo|skype):(?://)?)((?:\+|%2B)?\d(?:[\d.()-]|%20){5,22}\d)(?![\w])",
    re.IGNORECASE,
)
_MAP: Final = Late(
    r"(?:[/.]|^)maps?[./]|/maps?(?:[/?]|$)|openstreetmap|osm\.org|waze\.|2gis|amap\.|mapy\.|yandex\.[a-z]{2,3}/maps|map\.|bing\.com/maps|geohack|what3words|here\.com|wikimapia|mapquest|streetview",
    re.IGNORECASE,
)
_PIN: Final = Late(
    r"(?<![\d.])[+-]?\d{1,2}\.\d{3,20}(?:,|%2C|/|~|\+|_|%20|,%20|,\+|!4d|&m?lo?ng?=|&longitude=){1,2}[+-]?\d{1,3}\.\d{3,20}(?!\d)",
    re.IGNORECASE,
)


def linked_phones(text: str) -> Iterator[tuple[int, int]]:
    """Where a telephone number stands in the address of a messenger, which leads to the one who has it."""
    if "/" in text or ":" in text:
        for match in _MESSENGER.finditer(text):
            yield match.span(1)


def pins(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a place stands in an address of the web that stands from `start` to `end` and is a map's."""
    link = text[start:end]
    if _MAP.search(link):
        for match in _PIN.finditer(link):
            yield start + match.start(), start + match.end()
