"""Whether Rowan said the sentence of a message key: what the demo expects changes with the locales, not beside them."""

from services.base.texts import FALLBACK, default_texts

_ANY = "\x00"


def sentence(key: str) -> str:
    """The sentence of a key that takes no values."""
    return default_texts().say(FALLBACK, key)


def said(text: str, key: str, *values: str) -> bool:
    """Whether the text holds all words of the sentence, whatever stands in the place of its `values`."""
    whole = default_texts().say(FALLBACK, key, **dict.fromkeys(values, _ANY))
    return all(words.strip() in text for words in whole.split(_ANY))
