"""What a host looks like in a text, in ASCII and in letters of any script."""

import re
from typing import Final

from core.links.hosts import is_tld
from core.links.letters import punctuation

# A host as tokens of a text. Both patterns are anchored at a label's start, so that no input makes them quadratic.
HOST_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
HOST: Final = re.compile(r"(?<![A-Za-z0-9_-])(?<![A-Za-z0-9_-]\.)[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)+")
# A letter of any script: all but ASCII's and Unicode's separators and punctuation.
_LETTER: Final = rf"[^\x00-,./:-@\[-^`{{-\xbf\s{punctuation()}]"
ANY_HOST: Final = re.compile(rf"(?<!{_LETTER})(?<!{_LETTER}\.){_LETTER}++(?:\.{_LETTER}++)+")
# What is glued behind the ending of a name in the letters of a script that is written without spaces.
GLUED_BEHIND: Final = re.compile(
    r"([^\x00-\x7f]\S{0,200}?\.[A-Za-z]{2,18})[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7ff]"
)
_LONGEST_RUN: Final = 200
_BETWEEN: Final = frozenset(",;+")


def is_next_of_several(text: str, match: re.Match[str]) -> bool:
    """Whether a host with a page follows the comma behind another address: `discord.gg/abc,t.me/name`. No page holds both.

    In a query it may be spoken of alone.
    """
    start = match.start()
    if text[start - 1 : start] not in _BETWEEN or text[match.end() : match.end() + 1] != "/":
        return False
    before = text[max(0, start - _LONGEST_RUN) : start].rsplit(maxsplit=1)[-1]
    if "?" in before or "#" in before:
        return False
    return is_tld(match[0].rpartition(".")[2].lower())
