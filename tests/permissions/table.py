"""docs/permissions.md, read: who may use what, and what the others are told."""

import re
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"
PEOPLE = (
    "member",
    "reporter",
    "author",
    "webhook",
    "bot",
    "former moderator",
    "other server",
    "moderator",
    "manager",
    "owner",
)
"""The columns, from who may least to who may most."""
YES, UNHEARD, NOTHING = "yes", "–", "nothing"
ELSEWHERE = "elsewhere"
"""Not in this server: also what somebody may be told where another person did it just before."""
_ROW = re.compile(r"^\| `(?P<name>[^`]+)` \|(?P<cells>.*)\|$", re.MULTILINE)
_LEGEND = re.compile(r"^\| \*(?P<word>[^*]+)\* \| `(?P<key>[\w-]+)` \|", re.MULTILINE)


def rows() -> dict[str, dict[str, str]]:
    """Each row by its name: a cell for each kind of person."""
    return {
        match["name"]: dict(zip(PEOPLE, [cell.strip() for cell in match["cells"].split("|")], strict=True))
        for match in _ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))
    }


def words() -> dict[str, str]:
    """What the cells say of a refusal: message key to word."""
    return {match["key"]: match["word"] for match in _LEGEND.finditer(DOCUMENT.read_text(encoding="utf-8"))}
