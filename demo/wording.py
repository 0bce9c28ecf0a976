"""Whether Rowan said the sentence of a message key: what the demo expects changes with the locales, not beside them."""

from services.base.texts import FALLBACK, default_texts

_ANY = "\x00"
_UNSEEN = str.maketrans("", "", "\u200f\u2066\u2068\u2069")  # marks of direction


def spoken(language: str) -> str:
    """The language, if Rowan speaks it, else English."""
    return language if language in default_texts().languages else FALLBACK


def sentence(key: str) -> str:
    """The sentence of a key that takes no values."""
    return default_texts().say(FALLBACK, key)


def said(text: str, key: str, *values: str, language: str = FALLBACK) -> bool:
    """Whether the text holds all words of the sentence, whatever stands in the place of its `values`."""
    whole = default_texts().say(language, key, **dict.fromkeys(values, _ANY)).translate(_UNSEEN)
    return all(words.strip() in text.translate(_UNSEEN) for words in whole.split(_ANY))
