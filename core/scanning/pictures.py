"""Pictures in a message: which are looked at, where from, and what is said of a link that stood in one.

A picture comes from Discord alone. `files` of a member lie on Discord's own host; what a stranger's host shows is taken from
Discord's copy of it, never from there (docs/rules.md, rule 7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

MOST_BYTES: Final = 8 * 1024 * 1024  # of one picture; what is larger is asked for smaller
MOST_DOTS: Final = 3840 * 2160  # of one picture, as its header says; what has more is asked for smaller
DECODED_DOTS: Final = 2 * MOST_DOTS  # what has more is not decoded, whatever was said of it before
SHRUNK_SIDE: Final = 2560  # dots of the longer side of a picture that is asked for smaller
MOST_PICTURES: Final = 20  # of one message; Discord takes ten files and ten embeds
KEPT_LETTERS: Final = 500  # of what one code holds, in the text that is kept

_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif")
_TYPES: Final = ("image/",)
_IN_CODE: Final = "QR code of picture "
_MARK: Final = "\ue000picture "  # begins with a letter of nobody's, so that it is no link


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a message, as Discord tells of it. Sizes are 0 where it does not say them.

    `original`: where it lies as it was posted; empty where only Discord's copy may be asked. `copy`: where Discord gives it
    in other sizes. `size`: bytes; `width`, `height`: dots.
    """

    original: str
    copy: str
    size: int = 0
    width: int = 0
    height: int = 0

    @property
    def mark(self) -> str:
        """What tells this picture from others, in this message and in one that passes it on: whatever its addresses carry
        besides changes by the hour.
        """
        path = urlsplit(self.original or self.copy).path
        return f"{_MARK}{sha256(path.encode()).hexdigest()[:24]}"

    @property
    def is_large(self) -> bool:
        """Whether it is to be asked for smaller."""
        return self.size > MOST_BYTES or self.width * self.height > MOST_DOTS

    def address(self, *, smaller: bool) -> str | None:
        """Where to fetch it; None: there is no such address."""
        if not smaller:
            return self.original or self.copy or None
        if not self.copy or not self.width or not self.height:
            return None
        share = min(1.0, SHRUNK_SIDE / max(self.width, self.height))
        width, height = max(1, round(self.width * share)), max(1, round(self.height * share))
        return f"{self.copy}{'&' if '?' in self.copy else '?'}width={width}&height={height}"


def looks_like_picture(name: str, content_type: str | None, *, has_size: bool) -> bool:
    """Whether readers are shown a file as a picture. What it is says its first bytes alone, once it is read."""
    kind = (content_type or "").lower()
    return kind.startswith(_TYPES) or name.lower().endswith(_ENDINGS) or (has_size and not kind)


def once_each(pictures: Iterable[Picture]) -> list[Picture]:
    """Each picture once, in the order of the message, as many as are looked at."""
    by_mark: dict[str, Picture] = {}
    for picture in pictures:
        if picture.original or picture.copy:
            by_mark.setdefault(picture.mark, picture)
    return list(by_mark.values())[:MOST_PICTURES]


def is_mark(text: str) -> bool:
    """Whether it names a picture rather than a link."""
    return text.startswith(_MARK)


def in_code(number: int) -> str:
    """How a link was hidden that stood in a QR code: a name as those of disguises."""
    return f"{_IN_CODE}{number}"


def number_in_code(how: str) -> int | None:
    """The number of the picture that `in_code` named; None for any other disguise."""
    number = how.removeprefix(_IN_CODE)
    return int(number) if number != how and number.isascii() and number.isdigit() else None


def words_with_codes(words: str, number: int, codes: Sequence[str]) -> str:
    """What is kept of a message: its author's words, and what the codes of a picture hold."""
    held = [f"QR {number}: {_short(code)}" for code in codes]
    return "\n".join(part for part in (words, *held) if part)


def _short(code: str) -> str:
    return code if len(code) <= KEPT_LETTERS else f"{code[:KEPT_LETTERS]}…"
