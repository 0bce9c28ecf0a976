"""A desk at which everybody speaks another language than English, also whoever looks for a sentence or a button."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from core.base.errors import Value
from services.base.texts import FALLBACK, Say, Texts
from tests import wording

_MENU = "menu-report"
"""Discord registers the menu of a message by its English name, whatever a person speaks."""


@contextmanager
def everybody_speaks(language: str) -> Iterator[None]:
    """What would be said in English is said in `language`, and tests look for its sentences."""
    say, sources, begin = Texts.say, wording._sources, wording._Reader.__init__

    def spoken(asked: str) -> str:
        return language if asked == FALLBACK else asked

    def say_instead(texts: Texts, asked: str, key: str, /, **values: Value) -> str:
        return say(texts, asked if key == _MENU else spoken(asked), key, **values)

    def sayer_instead(texts: Texts, asked: str) -> Say:
        return Say(texts, spoken(asked))

    def sources_instead(asked: str) -> Mapping[str, str]:
        return {**sources(spoken(asked)), _MENU: sources(FALLBACK)[_MENU]}

    def begin_instead(reader: wording._Reader, asked: str, values: Mapping[str, wording.Value]) -> None:
        begin(reader, spoken(asked), values)

    with ExitStack() as stack:
        stack.enter_context(patch.object(Texts, "say", say_instead))
        stack.enter_context(patch.object(Texts, "sayer", sayer_instead))
        stack.enter_context(patch.object(wording, "_sources", sources_instead))
        stack.enter_context(patch.object(wording._Reader, "__init__", begin_instead))
        yield
