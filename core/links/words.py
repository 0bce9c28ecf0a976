"""Word sets as they read best: one string, white space between."""


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())
