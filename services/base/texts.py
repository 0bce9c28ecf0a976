"""Every sentence a person reads, from Fluent files: `locales/<language>/<wing>/*.ftl`."""

import functools
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

LOCALES = Path(__file__).parent.parent.parent / "locales"
FALLBACK = "en"

_log = logging.getLogger(__name__)


class Say(Protocol):
    """Says a sentence in one language."""

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The sentence `key` with its values."""
        ...


class Texts:
    """Sentences by key and language. A key that a language lacks is said in English rather than not at all."""

    def __init__(self, bundles: Mapping[str, FluentBundle]) -> None:
        self._bundles = bundles

    @classmethod
    def load(cls, folder: Path = LOCALES) -> "Texts":
        """Read every language under `folder`. Raises ValueError on a malformed message."""
        return cls({path.name: _bundle(path) for path in sorted(folder.iterdir()) if path.is_dir()})

    @property
    def languages(self) -> list[str]:
        """The languages that have a folder, as codes."""
        return list(self._bundles)

    def say(self, language: str, key: str, /, **values: str | int) -> str:
        """The sentence `key` with its values. An unknown key is said as itself, and logged: never an exception."""
        for code in (language, FALLBACK):
            bundle = self._bundles.get(code)
            if bundle is None or not bundle.has_message(key):
                continue
            pattern = bundle.get_message(key).value
            if pattern is None:
                continue
            sentence, errors = bundle.format_pattern(pattern, values)
            if errors:
                _log.error("message %s (%s): %s", key, code, errors)
            return str(sentence)
        _log.error("no message %s", key)
        return key

    def sayer(self, language: str) -> Say:
        """Sentences of one language."""
        return functools.partial(self.say, language)

    def has(self, key: str) -> bool:
        """Whether English has this message."""
        return self._bundles[FALLBACK].has_message(key)


def _bundle(folder: Path) -> FluentBundle:
    # Isolation marks (U+2068, U+2069) keep a left-to-right value from turning an Arabic sentence around; English
    # needs none, and code spans and addresses must not carry invisible characters that a person copies.
    bundle = FluentBundle([folder.name], use_isolating=folder.name != FALLBACK)
    for path in sorted(folder.rglob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Junk):
                raise ValueError(f"{path}: malformed: {(entry.content or '')[:80]!r}")  # noqa: TRY004  # the file is wrong, not a type
        bundle.add_resource(resource)
    return bundle


@functools.cache
def default_texts() -> Texts:
    """The texts that ship with Rowan, read once."""
    return Texts.load()
