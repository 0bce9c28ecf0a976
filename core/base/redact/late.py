"""Regular expressions that are compiled when they are first needed. Together they take a third of a second, and few command
lines mask anything.
"""

import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Final


class Late:
    """A pattern that is compiled when it is first used, or by `compile_all`."""

    def __init__(self, written: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._written = written
        self._flags = flags
        _ALL.append(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._written, self._flags)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of `re.Pattern`."""
        return self.compiled.finditer(text)

    def search(self, text: str, begin: int = 0) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self.compiled.search(text, begin)

    def match(self, text: str, begin: int = 0) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self.compiled.match(text, begin)

    def fullmatch(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self.compiled.fullmatch(text, begin, end)

    def findall(self, text: str) -> list[str]:
        """As of `re.Pattern`, where it has one group at most."""
        return self.compiled.findall(text)

    def sub(self, by: str, text: str) -> str:
        """As of `re.Pattern`."""
        return self.compiled.sub(by, text)


_ALL: Final[list[Late]] = []


def compile_all() -> None:
    """Compile every pattern that was not needed yet, so that no message waits for one."""
    for each in _ALL:
        _ = each.compiled
