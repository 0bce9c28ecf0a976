"""Why something may not stand on a list: the reasons, each of which has a sentence in locales/."""


class PatternError(ValueError):
    """What was typed may not stand on a list. `reason` is a stable message key, `values` fill its sentence.

    Of a pattern: `pattern-empty`, `pattern-too-long`, `pattern-not-a-host` (typed), `pattern-public-suffix` (host),
    `pattern-shared-host` (host), `pattern-wide-host` (host), `pattern-protected` (host), `pattern-wide-page` (host, page),
    `pattern-family-common` (name), `pattern-family-short` (name).

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
