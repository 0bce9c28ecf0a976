"""Naming the disguises of a link in words."""

from collections.abc import Iterable

from services.base.texts import Say


def disguise_words(say: Say, how: Iterable[str]) -> str:
    """Name the disguises that the link engine found, in the reader's language, each once."""
    return say.joined(dict.fromkeys(say(f"how-{slug(name)}") for name in how))


def slug(name: str) -> str:
    """Turn a disguise's name into a part of a message key: `look-alike, read again` is `look-alike-read-again`."""
    return name.replace(",", "").replace(" ", "-")
