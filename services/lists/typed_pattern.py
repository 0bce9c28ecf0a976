"""Finding the pattern that a moderator meant by what they typed, or the sentence that says why there is none."""

from typing import Protocol

from core.base.defang import defang, defang_link
from core.base.errors import UserError
from core.base.ids import EntryId, ServerId
from core.base.well_formed import readable, well_formed
from core.lists.patterns import Pattern, PatternKind, is_same_place, parse_pattern
from core.lists.refusals import PatternError
from services.base.ports import Storage

NOTE_LENGTH = 500
REASON_LENGTH = 300
_ID_DIGITS = 15  # digits; far more entries than there will be, and within 64 bits


class NameStore(Protocol):
    """The tables of lists, on which a pattern may stand already."""

    async def pattern_of_entry(self, server: ServerId, entry: EntryId) -> Pattern | None:
        """Give the pattern of this server's own entry with this id."""
        ...

    async def known_pages(self, server: ServerId, key: str, text: str) -> list[Pattern]:
        """Give the patterns with this key, or written exactly so, on this server's list, among its exceptions, on the
        shared list; in this order.
        """
        ...

    async def known_pattern(self, server: ServerId, text: str) -> Pattern | None:
        """Give a pattern that is written exactly so on this server's list,
        among its exceptions or on the shared list.
        """
        ...


class NameStores(Protocol):
    """What reads offer to the resolver."""

    @property
    def own(self) -> NameStore:
        """The store of the tables of lists."""
        ...


class PatternResolver:
    """Finds the pattern that a command means."""

    def __init__(self, *, storage: Storage[NameStores]) -> None:
        self._storage = storage

    async def resolve(self, server: ServerId, typed: str) -> Pattern:
        """Find the pattern as typed, or that of entry 12 of this server for `#12` (offered where a pattern is too
        long).

        Raises UserError with the reason of a refusal.
        """
        text = well_formed(typed).strip()
        if text.startswith("#") and text[1:].isascii() and text[1:].isdigit() and len(text) <= _ID_DIGITS:
            pattern = await self._storage.read.own.pattern_of_entry(server, EntryId(int(text[1:])))
            if pattern is None:
                raise UserError("list-not-there", pattern=shown_pattern(text))
            return pattern
        try:
            pattern = parse_pattern(text)
        except PatternError as error:
            # What stands on a list can still be named and removed when today it would be refused.
            known = await self._storage.read.own.known_pattern(server, text)
            if known is None:
                raise refused(error) from error
            return known
        return await self.as_listed(server, pattern, text)

    async def as_listed(self, server: ServerId, pattern: Pattern, typed: str) -> Pattern:
        """The pattern itself, or the one of the same page that stands on a list since an earlier version.

        Both as it was typed then and in any way that comes to the same page today.
        """
        if pattern.kind not in (PatternKind.PATH, PatternKind.QUERY):
            return pattern
        known = await self._storage.read.own.known_pages(server, pattern.key, typed)
        same = [each for each in known if is_same_place(each, pattern)]
        return min(same, key=lambda each: each.text != typed, default=pattern)


def parsed(typed: str) -> Pattern:
    """Parse a pattern. Raises UserError that says why it is refused."""
    try:
        return parse_pattern(well_formed(typed))
    except PatternError as error:
        raise refused(error) from error


def refused(error: PatternError) -> UserError:
    """The error with the sentence for a pattern that is refused."""
    return UserError(error.reason, **{name: defang(value) for name, value in error.values.items()})


def shown_pattern(text: str) -> str:
    """Show a pattern in a message: inline code, its dots defanged, at most 200 characters."""
    return defang_link(text).replace("`hxxps://", "`", 1)


def clipped(text: str, limit: int) -> str:
    """Make a text readable (no control signs, none that turn the direction), trim and cut it; Discord's own limits on options are not relied on."""
    return readable(text).strip()[:limit]
