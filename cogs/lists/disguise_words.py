"""How a link was disguised, in words."""

from collections.abc import Callable, Iterable


def disguise_words(say: Callable[..., str], how: Iterable[str]) -> str:
    """The disguises that the link engine names, in the reader's language, each once."""
    return ", ".join(dict.fromkeys(say(f"how-{slug(name)}") for name in how))


def slug(name: str) -> str:
    """A disguise's name as a part of a message key: `look-alike, read again` is `look-alike-read-again`."""
    return name.replace(",", "").replace(" ", "-")
