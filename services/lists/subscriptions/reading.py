"""What a fetched body holds: the one place where bytes from the web become "what this source holds now"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from core.base.errors import UserError
from core.base.web_address import WebAddress, links_of
from core.lists.formats import FileRefused
from core.lists.hashed import Met, is_hash
from core.lists.held_places import hosts_of_pages
from core.lists.patterns import Pattern, PatternKind
from core.lists.signed import Pinned, Refused
from core.lists.signed.heads import BEGINS
from core.lists.subscriptions import Doubt, Size, doubt_of_refusal, is_protected
from services.lists.imports.reading import in_slices
from services.lists.imports.survey import Item, Survey, survey
from services.lists.subscriptions.signed import EXCEPTION, read_issue

MOST_INVITES: Final = 200
"""Of one list: Discord is asked about each, one after the other."""

_BLOCK: Final = 16_384  # bytes
_EMPTY: Final = "import-is-empty"
_NOTHING: Final = Size(0)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a body holds. `fault`: why it is no list, as the key of a sentence, `doubt`: what followers are told of it; `found`
    None: it is no list, or empty; `pinned`: of a signed one, what to keep once it was taken.
    """

    digest: str
    size: Size = _NOTHING
    refused: int = 0
    names_publisher: bool = False
    fault: str = ""
    found: Survey | None = None
    doubt: Doubt = Doubt.NO_LIST
    pinned: Pinned | None = None

    def items(self) -> Iterator[Item]:
        """Its entries, each as often as it stands there."""
        invites = 0
        for item in self.found.spool.items() if self.found else ():
            if item.pattern.kind is PatternKind.INVITE:
                invites += not item.again
                if invites > MOST_INVITES:
                    continue
            yield item

    def close(self) -> None:
        """Let go of the file in which the entries stand."""
        if self.found is not None:
            self.found.spool.close()


async def read_list(
    body: bytes, address: WebAddress, most: int, pinned: Pinned | None, now: datetime
) -> Fetched:
    """Read what was fetched from this address, beside other work. `most`: entries that a list may have; `pinned`: what was
    kept of the signed file that was taken last.
    """
    digest = sha256(body).hexdigest()
    keep = None
    try:
        if pinned is not None or body.startswith(BEGINS):
            found, issue = await read_issue(_blocks(body), pinned, now)
            keep = issue.pinned
        else:
            found = await survey(_blocks(body), None, None, in_slices, now=now)
    except FileRefused as error:
        return Fetched(digest, fault="" if error.reason == _EMPTY else error.reason)
    except Refused as error:
        doubt = doubt_of_refusal(error.reason)
        return Fetched(digest, fault=f"subscription-doubt-{doubt}", doubt=doubt)
    return _judged(digest, found, address, most, keep)


def is_no_address(text: str) -> bool:
    """Whether this text of a pattern is one that nobody is shown as an entry: hashed, or an exception."""
    return is_hash(text) or text.startswith(EXCEPTION)


def _judged(digest: str, found: Survey, address: WebAddress, most: int, pinned: Pinned | None) -> Fetched:
    own = _Place(address)
    invites = entries = 0
    names = False
    for item in found.spool.items():
        entries += not item.again
        invites += item.pattern.kind is PatternKind.INVITE and not item.again
        names = names or (not item.pattern.text.startswith(EXCEPTION) and own.is_named_by(item.pattern))
    if entries > most:
        found.spool.close()
        return Fetched(digest, fault="subscription-too-long")
    beyond = max(0, invites - MOST_INVITES)
    protected = sum(count for reason, count in found.refused.items() if is_protected(reason))
    size = Size(entries - beyond, protected)
    return Fetched(digest, size, found.faults + beyond, names, "", found, pinned=pinned)


class _Place:
    """The place that publishes a list."""

    def __init__(self, address: WebAddress) -> None:
        self._links = links_of(address)
        self._met = Met(self._links)
        self._keys = {key for link in self._links for key in link.keys}
        self._pages = tuple(f"{host}/" for link in self._links for host in hosts_of_pages(link))

    def is_named_by(self, pattern: Pattern) -> bool:
        """Whether this entry would keep Rowan from the place."""
        if is_hash(pattern.key):
            met = self._met.in_clear(pattern.key, pattern.text.removeprefix(pattern.key))
            return any(each.covers(link) for each in met for link in self._links)
        if self._pages and pattern.key.startswith(self._pages):
            return True
        return pattern.key in self._keys and any(pattern.covers(link) for link in self._links)


def require_list(fetched: Fetched) -> None:
    """Raises UserError where nobody can begin to follow this."""
    if fetched.fault:
        raise UserError(fetched.fault)
    if not fetched.size.entries:
        raise UserError("subscription-no-entries")
    if fetched.names_publisher:
        raise UserError("subscription-doubt-publisher")


def refusals(fetched: Fetched) -> Sequence[tuple[str, int]]:
    """Why lines were refused, the most frequent first."""
    return fetched.found.refused.most_common(5) if fetched.found else []


def _blocks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _BLOCK):
        yield data[start : start + _BLOCK]
