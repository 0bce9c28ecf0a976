"""What is done to the bytes of an XML feed before they are parsed: in which letters they are written, how many items are kept.

Parsers guess where a body is not in the letters that it names, and say nothing of it: one broken sign turned every letter of a
feed into two wrong ones. So what is not clear is refused here. Long feeds cost a parser seconds; the items that are not
read are cut out before.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

MOST_ITEMS: Final = 500
"""Of one feed; of a longer one the first are read."""

_MOST_GIVEN: Final = 5_000  # that cannot be cut out: a parser takes two seconds for them
_BEGIN: Final = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_END: Final = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_DECLARED: Final = re.compile(
    rb"""^\s*<\?xml[^<>?]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE
)
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_TAG: Final = re.compile(rb"<[^<>]*>|&lt;[^<>]*?&gt;|&[#\w]{1,10};")
_ASCII_LETTER: Final = re.compile(rb"[A-Za-z]")
_WHOLE: Final = re.compile("[^\\x00-\\x7f\ufffd]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_RARE: Final = 4  # in the languages of Western Europe at most one letter in so many is none of ASCII's
_WESTERN: Final = frozenset({"iso8859-1", "cp1252", "latin-1"})
_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BodyError(Exception):
    """The body is not taken. `fault`: why, as the key of a sentence."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Body:
    """What a parser gets. `beyond`: items that were cut out; `utf8`: it can only be UTF-8, whatever it says of itself."""

    data: bytes
    utf8: bool
    beyond: int = 0


def prepared(body: bytes, media_type: str) -> Body:
    """Find out in which letters a body is written, and cut out the items that are not read. Raises BodyError."""
    data, utf8 = _lettered(body, media_type)
    data, beyond = _shortened(data)
    return Body(data, utf8, beyond)


def _lettered(body: bytes, media_type: str) -> tuple[bytes, bool]:
    if body.startswith(_MARKS):
        return body.decode("utf-16", "replace").encode("utf-8", "replace"), True
    if body.isascii() or b"\0" in body:
        return body, False
    text = body.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    # Other letters than ASCII's hardly ever look like UTF-8 by chance: where most do, the others are broken.
    if lost <= len(_WHOLE.findall(text)):
        return (body if not lost else text.encode()), True
    declared = _codec_of(body, media_type)
    if declared is None or declared in _WESTERN:
        if not _is_western(body):
            raise BodyError("feed-encoding")
        return body, False
    try:
        body.decode(declared)
    except (UnicodeError, LookupError):
        if not _is_western(body):
            raise BodyError("feed-encoding") from None
    return body, False


def _codec_of(body: bytes, media_type: str) -> str | None:
    """The letters that the server or the body names; None: none that is known."""
    named = _CHARSET.search(media_type)
    inside = _DECLARED.search(body[:400])
    for name in (named[1] if named else "", inside[1].decode() if inside else ""):
        try:
            if name:
                return codecs.lookup(name).name
        except LookupError:
            continue
    return None


def _is_western(body: bytes) -> bool:
    """Whether most letters are those of ASCII, as where windows-1252 is a good guess."""
    words = _TAG.sub(b" ", body)
    return _RARE * len(_HIGH.findall(words)) <= len(_ASCII_LETTER.findall(words))


def _shortened(body: bytes) -> tuple[bytes, int]:
    begun = len(_BEGIN.findall(body))
    if begun <= MOST_ITEMS:
        return body, 0
    ends = [match.end() for match in _END.finditer(body)]
    if len(ends) > MOST_ITEMS:
        body = body[: ends[MOST_ITEMS - 1]] + body[ends[-1] :]
    left = len(_BEGIN.findall(body))
    if left > _MOST_GIVEN:
        raise BodyError("feed-too-long")
    return body, begun - left
