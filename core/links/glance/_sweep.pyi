# What _sweep.c offers; compiled.py alone uses it.

from collections.abc import Callable, Iterable

SOURCE: str  # the SHA-256 of the file that it was built from

# Whether a text surely holds no link with a key that the function accepts. No: it must be looked at.
def nothing(text: str, might_hold: Callable[[str], bool], /) -> bool: ...

# The same of the addresses that stand in a view as it is, whatever else it may be read as.
def holds_nothing(view: str, might_hold: Callable[[str], bool], /) -> bool: ...

# The same of the hosts that stand in a text, by their names alone.
def shows_nothing(text: str, might_hold: Callable[[str], bool], /) -> bool: ...

# Whether a text that has no reading but itself holds an address with such a key. No: it must be looked at.
def holds_plainly(text: str, might_hold: Callable[[str], bool], /) -> bool: ...

# Take in what `nothing` asks; before, it says no to everything.
def prepare(
    endings: Iterable[str],
    tlds: Iterable[str],
    special: Iterable[str],
    carriers: Iterable[str],
    odd: Callable[[str], bool],
    holds: Callable[[str, str, int, int, Callable[[str], bool]], bool],
    paged: Callable[[str, str, int, int, Callable[[str], bool]], bool],
    formed: Iterable[str],
    hints: bytes,
    folders: bytes,
    table: Callable[[], bytes],
    dots: tuple[str, ...],
    /,
) -> None: ...
