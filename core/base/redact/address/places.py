"""Whether words name a town."""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from core.base.redact.address.towns import TOWNS
from core.base.redact.address.towns_elsewhere import TOWNS_ELSEWHERE
from core.base.redact.late import Late

_WORD: Final = r"[^\W\d_](?:[^\W\d_]|['.\"](?=[^\W\d_])|[\u0900-\u097f]){0,30}\.?"
_WORDS: Final = Late(rf"{_WORD}(?:[ \-]{_WORD}){{0,2}}")
_WORDS_BEFORE: Final = Late(rf"(?:(?:(?<![\w'@.]){_WORD}[ \-]){{0,2}}(?<![\w'@.]){_WORD})\Z")
_LONGEST: Final = 40
_LETTERS: Final = str.maketrans(
    {
        **dict(zip("ıłøđðþ", "ilodft", strict=True)),
        **dict(zip("أإآٱةىیکهۀ", "ااااهييكهه", strict=True)),
        **dict.fromkeys("'.\"ʻ"),
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "-": " ",
    }
)
_ALSO_WORDS: Final = (
    "as at be go home in is it me my no of ok on or pa la so to up us we id hi de al mi co ma nice ready march close look big man alter casa best deal ware split "
    "hail bar chi sf qc df sp rj kl dha دار بيت"
)
_WORDS_TOO: Final = frozenset(_ALSO_WORDS.split())
"""Towns and short names that are words, too: they count behind a comma, or where they begin with a capital letter."""


@cache
def _towns() -> frozenset[str]:
    return frozenset(TOWNS.split(",")) | frozenset(TOWNS_ELSEWHERE.split(","))


@lru_cache(maxsize=1024)
def is_town(name: str) -> bool:
    """Whether a town is called so, however its letters are marked."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(char for char in plain if unicodedata.category(char) != "Mn").strip() in _towns()


def town_at(text: str, at: int, *, sure: bool = False) -> int | None:
    """Where the name of a town ends that begins at `at`. `sure`: also one that is a word of a language, too."""
    match = _WORDS.match(text, at)
    if match is None:
        return None
    end = match.end()
    while end > at:
        name = text[at:end]
        if is_town(name) and (sure or name[0].isupper() or name.casefold() not in _WORDS_TOO):
            following = text[end : end + 1]
            if not (following.isalnum() or following in ("_", "@")):
                return end
        end = max(text.rfind(" ", at, end), text.rfind("-", at, end))
    return None


def town_before(text: str, end: int) -> int | None:
    """Where the name of a town begins that ends at `end`."""
    first = max(0, end - _LONGEST)
    match = _WORDS_BEFORE.search(text[first:end])
    if match is None:
        return None
    start = first + match.start()
    while True:
        name = text[start:end]
        if is_town(name) and name.casefold() not in _WORDS_TOO:
            return start
        space = min(
            (at for at in (text.find(" ", start, end), text.find("-", start, end)) if at >= 0), default=-1
        )
        if space < 0:
            return None
        start = space + 1
