"""Whether a name with a dot and no scheme is meant as a link: not in an e-mail address, a file name, a sentence's end."""

import re
from enum import Enum
from typing import Final

from core.links.address import Address
from core.links.hosts import is_ip, is_tld
from core.links.words import words


class Doubt(Enum):
    """NONE: a link. WEAK: one if it is listed. NAMED: one if just this host is listed, not its family. NO_LINK: none."""

    NONE = 0
    WEAK = 1
    NAMED = 2
    NO_LINK = 3


# Endings of files that are endings of hosts too.
FILE_ENDINGS: Final = words("py sh rs md pl zip so mov ps pm mk tf ml am la mm")
# Words of English that are endings of hosts: "so.it was", "me.do you".
WORD_ENDINGS: Final = words(
    "is it in no so to me at my be do am us as by if now here how day one you off real like get let link today fun cool"
    " next more live life best red blue vote plus rest work works move fail help hot land new news art game games"
)
_VERSION_BEFORE: Final = re.compile(r"(?i)(?:\bv|\bver|version|release|firmware|build|kernel)[\s.:]{0,2}\Z")
_QUAD: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LOOK_BACK: Final = 12


def doubt_about(text: str, address: Address, start: int, host_end: int, end: int) -> Doubt:
    """How far `text[start:end]`, an address without a scheme whose host ends at `host_end`, is from being a link."""
    host = text[start:host_end]
    before = text[start - 1] if start else " "
    before = "@" if before in "＠﹫" else before
    after = text[host_end] if host_end < len(text) else " "
    if after == "@" or _is_mention(text, start, before):
        return Doubt.NO_LINK
    if is_ip(address.host):
        version = _VERSION_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
        return Doubt.NO_LINK if version or not _QUAD.fullmatch(host) else Doubt.NONE
    if not is_tld(address.host.rpartition(".")[2]):
        return Doubt.NO_LINK
    if before == "@":
        return Doubt.WEAK
    if end > host_end + 1 or text[max(0, start - 2) : start] == "//":
        return Doubt.NONE
    return Doubt.NAMED if after == "(" else doubt_about_name(host)


def _is_mention(text: str, start: int, before: str) -> bool:
    """Whether what stands before makes it an e-mail address, or a name inside a path."""
    earlier = text[start - 2] if start > 1 else " "
    if before == "@":
        return earlier.isalnum() or earlier in "._+-/"
    if before in "/\\":
        return earlier not in "/\\:"
    return False


def doubt_about_name(host: str) -> Doubt:
    """How far `host`, which stands alone, is from being a link: it may be a file's name, or where two sentences meet."""
    first, _, last = (host.lower() if host.isupper() else host).rpartition(".")
    if "." in first:
        return Doubt.NONE if not last[:1].isupper() or last.isupper() or host.istitle() else Doubt.WEAK
    if last.lower() in FILE_ENDINGS:
        return Doubt.NAMED
    if last[:1].isupper() and last[1:].islower() and not first.istitle():
        return Doubt.NAMED  # the end of a sentence and the start of the next
    if last[:1].isupper() and last.lower() in WORD_ENDINGS:
        return Doubt.NAMED
    return Doubt.WEAK if last.lower() in WORD_ENDINGS else Doubt.NONE
