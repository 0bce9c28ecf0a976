"""The quick pass over Unicode's characters finds what asking for the category of each finds."""

import re
import unicodedata

from core.links.letters import marks, punctuation

IN_NAMES = "\u05f3\u05f4\u0f0b\u30fb\uff65"


def test_marks_are_all_marks_of_unicode() -> None:
    assert list(marks()) == [
        code for code in range(0x300, 0x1FFFF) if unicodedata.category(chr(code)) in {"Mn", "Me"}
    ]


def test_punctuation_is_all_punctuation_and_space_beyond_latin_1() -> None:
    every = "".join(map(chr, range(0x100, 0x1FFFF)))
    found = re.findall(rf"[{punctuation()}]", every)
    assert found == [char for char in every if unicodedata.category(char)[0] in "PZ" and char not in IN_NAMES]
