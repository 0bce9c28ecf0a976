"""A process beside this one that reads texts for which this one has no time.

It reads and knows no list: it says which keys a text may have (core.links.keys_in), whoever asks looks these up, and it
says which links have those that are held.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from core.links import Link, find_links, keys_in
from services.base.other_process import OtherProcess

_SECONDS: Final = 20.0  # for one text; a hundred times what the slowest needs
_TRIES: Final = 2
_BETWEEN: Final = "\n"  # no key holds it: one string travels in a tenth of the time of a list


class ReadingProcess(OtherProcess):
    """Fills services.scanning.slow_texts.Reader. One caller at a time."""

    def __init__(self, *, seconds: float = _SECONDS, tries: int = _TRIES) -> None:
        prepare = partial(find_links, "https://example.net/a")
        super().__init__(name="slow texts", seconds=seconds, tries=tries, prepare=prepare)

    async def keys_in(self, texts: Sequence[str]) -> Sequence[str]:
        keys = await self.call(_keys_in, list(texts))
        return keys.split(_BETWEEN) if keys else []

    async def links_in(self, texts: Sequence[str], held: frozenset[str]) -> list[Link]:
        return await self.call(_links_in, list(texts), held)


def _keys_in(texts: Sequence[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(key for text in texts for key in keys_in(text)))


def _links_in(texts: Sequence[str], held: frozenset[str]) -> list[Link]:
    return [link for text in texts for link in find_links(text, held.__contains__)]
