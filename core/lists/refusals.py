"""Why something may not stand on a list: the reasons, each of which has a sentence in locales/."""

from collections.abc import Sequence


class PatternError(ValueError):
    """What was typed may not stand on a list. `reason` is a stable message key, `values` fill its sentence.

    Of a pattern: `pattern-empty`, `pattern-too-long`, `pattern-not-a-host` (typed), `pattern-public-suffix` (host),
    `pattern-own-network` (host), `pattern-shared-host` (host), `pattern-wide-host` (host), `pattern-protected` (host),
    `pattern-wide-page` (host, page), `pattern-family-common` (name), `pattern-family-short` (name).

    Of a line of a list, which is read first: `pattern-line-comment`, `pattern-line-header`, `pattern-line-several`,
    `pattern-line-exception`, `pattern-line-cosmetic`, `pattern-line-cancels`, `pattern-line-denyallow`,
    `pattern-line-narrowed`, `pattern-line-regex`, `pattern-line-wildcard`,
    `pattern-line-everything`, `pattern-line-fragment`,
    `pattern-line-network`, `pattern-line-local`, `pattern-line-answered`, `pattern-line-unknown`.
    """

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class ExceptionLine(PatternError):
    """A line that says what a list does not mean to block, or that cancels another rule: no entry.

    `names`: the places that it is about; none where it says so under conditions of its own, or of no single place. `below`:
    it is about what lies below them, too. `of_exceptions`: it cancels exceptions, not what is blocked. `is_important`: it
    outweighs what the list calls important.
    """

    def __init__(
        self,
        reason: str = "pattern-line-exception",
        names: Sequence[str] = (),
        *,
        below: bool = False,
        of_exceptions: bool = False,
        is_important: bool = False,
    ) -> None:
        super().__init__(reason)
        self.names = tuple(names)
        self.below = below
        self.of_exceptions = of_exceptions
        self.is_important = is_important
