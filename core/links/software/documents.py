"""What a web server shows where an address names a folder."""

import re
from typing import Final

from core.links.popular import PROTECTED
from core.links.software.rule import BASE, SiteRule
from core.links.words import words

DOCUMENT: Final = re.compile(
    r"index\.(?:php|html?|shtml|aspx?|jsp|cfm)|default\.(?:aspx?|html?)", re.IGNORECASE
)
"""The files that stand for their folder."""

_FRONT: Final = re.compile(
    rf"\A(?:[^/]*//)?[^/?#]+/+({DOCUMENT.pattern})/?(?:#.*)?\Z", re.IGNORECASE | re.DOTALL
)
_DEEPEST: Final = 4  # segments
# Folders of places that show the files of a program.
_SHOWS_FILES: Final = words("blob src tree raw edit blame commit commits browse source plain -")

DOCUMENTS: Final = (
    SiteRule(
        "index with parameters",
        ("board.example/forum/index.php?id=5", "board.example/forum?id=5"),
        (
            "board.example/forum/index.php/x?id=5",
            "board.example/forum/main.php?id=5",
            "board.example/forum/index.php",
        ),
        ("/index.php",),
        re.compile(rf"{BASE}/index\.php"),
        "{base}",
        asks=re.compile(r".+", re.DOTALL),
    ),
    SiteRule(
        "front page",
        ("board.example/index.html", "board.example"),
        ("board.example/files/index.html", "board.example/index.txt"),
        ("/index.", "/default."),
        re.compile(rf"/(?:{DOCUMENT.pattern})"),
        "",
    ),
)


def front_page_in(typed: str) -> str:
    """The file in `typed` that stands for the front page of a host; "" where none is named."""
    found = _FRONT.search(typed.strip())
    return found[1].lower() if found else ""


def stands_for_its_folder(host: str, segments: tuple[str, ...]) -> bool:
    """Whether the last segment is a file that a server shows for its folder, as no place does that shows files."""
    return (
        1 < len(segments) <= _DEEPEST
        and DOCUMENT.fullmatch(segments[-1]) is not None
        and host not in PROTECTED.hosts
        and _SHOWS_FILES.isdisjoint(segments)
    )
