"""The type of a rule for the pages of a software, and the parts that several rules use."""

import re
from dataclasses import dataclass
from typing import Final

BASE: Final = r"(?P<base>(?:/[^/.]+){0,4}?)"
"""The folder in which the software stands; what has a dot is a file."""

REST: Final = r"(?P<rest>/.+)?"
"""What follows, and says what it says: a post."""

_SESSION: Final = re.compile(r"(?:sid|s|phpsessid|sessionid)=[0-9a-f]{26,40}", re.IGNORECASE)
_GROUP: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class SiteRule:
    """One shape of address that gives a software away, and the one form of such a page.

    `example`: an address and its one form, for the tests. `near`: addresses that look alike, which the rule leaves alone.

    `hints`: substrings of the path or the parameters of which one must be there.
    `path`: what the whole path must match. `asks`: what one parameter must match as a whole; None: none is asked for.
    `page`: the path of the one form, `{name}` for a group of either match.
    `says`: the parameters in the place of the one that `asks` matched, each left out where its group is missing;
    None: the one that matched stays.
    `drops`: parameters that only say how the page is shown.
    """

    name: str
    example: tuple[str, str]
    near: tuple[str, ...]
    hints: tuple[str, ...]
    path: re.Pattern[str]
    page: str
    asks: re.Pattern[str] | None = None
    says: tuple[str, ...] | None = None
    drops: frozenset[str] = frozenset()

    def applied(self, path: str, parameters: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """The path and the parameters of the one form; as they are where the rule does not fit."""
        place = self.path.fullmatch(path)
        if place is None:
            return path, parameters
        asked, groups = "", place.groupdict(default="")
        if self.asks is not None:
            found = next(filter(None, map(self.asks.fullmatch, parameters)), None)
            if found is None:
                return path, parameters
            asked = found[0]
            groups |= found.groupdict(default="")
        kept = [each for each in parameters if each != asked and not self._drops(each)]
        kept += [asked] if self.says is None and asked else self._said(groups)
        return _filled(self.page, groups).rstrip("/"), tuple(sorted(set(kept)))

    def _drops(self, parameter: str) -> bool:
        return parameter.partition("=")[0].lower() in self.drops or _SESSION.fullmatch(parameter) is not None

    def _said(self, groups: dict[str, str]) -> list[str]:
        return [
            _filled(said, groups)
            for said in self.says or ()
            if all(groups[name] for name in _GROUP.findall(said))
        ]


def _filled(template: str, groups: dict[str, str]) -> str:
    return _GROUP.sub(lambda group: groups[group[1]], template)
