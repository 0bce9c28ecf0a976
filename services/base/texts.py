"""Every sentence a person reads, from Fluent files: `locales/<language>/<wing>/*.ftl`."""

import functools
import itertools
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

from core.base.directions import in_a_row, settled
from core.base.errors import Value
from services.base.languages import locales
from services.base.languages.locales import comma, reads_from_right

LOCALES = Path(__file__).parent.parent.parent / "locales"
FALLBACK = "en"

_KEY: Final = r"-?[a-zA-Z][\w-]*"
# A message begins at such a line: what belongs to the message before is indented, or begins with another sign.
_BEGINNING: Final = re.compile(rf"^(?=({_KEY})[^\S\n]*=)", re.MULTILINE)
_NAMES: Final = re.compile(_KEY)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Say:
    """Says sentences in one language, and writes lists, days and numbers as it does."""

    texts: "Texts"
    language: str

    def __call__(self, key: str, /, **values: Value) -> str:
        """Say the sentence `key` with its values."""
        return self.texts.say(self.language, key, **values)

    @property
    def from_right(self) -> bool:
        """Whether the language is written from right to left."""
        return reads_from_right(self.language)

    def joined(self, parts: Iterable[str]) -> str:
        """The parts as a list."""
        return in_a_row(parts, comma(self.language), from_right=self.from_right)

    def line(self, *parts: str, between: str = " · ") -> str:
        """The parts beside one another in a line that begins where the language does; empty ones are left out."""
        return in_a_row(filter(None, parts), between, from_right=self.from_right)

    def day(self, at: date) -> str:
        """A day, with its year."""
        return locales.day(self.language, at)

    def day_of_year(self, at: date) -> str:
        """A day without its year, in as few letters as can be."""
        return locales.day_of_year(self.language, at)

    def month(self, at: date) -> str:
        """A month with its year."""
        return locales.month(self.language, at)

    def moment(self, at: datetime) -> str:
        """A time in UTC, for where Discord shows none in the reader's own time."""
        return locales.moment(self.language, at)

    def number(self, value: float, places: int = 0) -> str:
        """A number with so many places behind its decimal sign."""
        return locales.number(self.language, value, places)


class Texts:
    """Sentences by key and language. A key that a language lacks is said in English rather than not at all."""

    def __init__(self, languages: Mapping[str, "_Language"]) -> None:
        self._languages = languages

    @classmethod
    def load(cls, folder: Path = LOCALES) -> "Texts":
        """Read every language under `folder`. Raises ValueError on a malformed message."""
        texts = cls.unparsed(folder)
        texts.parse_all()
        return texts

    @classmethod
    def unparsed(cls, folder: Path = LOCALES) -> "Texts":
        """Make the languages under `folder`; each message is parsed when it is first asked for.

        Whoever asks for a malformed one then gets the ValueError of `parse_all`.
        """
        return cls({path.name: _Language(path) for path in sorted(folder.iterdir()) if path.is_dir()})

    def parse_all(self) -> None:
        """Parse what was not asked for yet, so that no answer waits for it.

        Raises ValueError on a malformed message.
        """
        for language in self._languages.values():
            language.parse_all()

    @property
    def languages(self) -> list[str]:
        """The languages that have a folder, as codes."""
        return list(self._languages)

    def say(self, language: str, key: str, /, **values: Value) -> str:
        """Say the sentence `key` with its values. An unknown key is said as itself, and logged: never an exception."""
        for code in (language, FALLBACK):
            bundle = self._languages[code].bundle_with(key) if code in self._languages else None
            if bundle is None:
                continue
            pattern = bundle.get_message(key).value
            if pattern is None:
                continue
            sentence, errors = bundle.format_pattern(pattern, _written(code, values))
            if errors:
                _log.error("message %s (%s): %s", key, code, errors)
            return settled(str(sentence), from_right=self._languages[code].from_right)
        _log.error("no message %s", key)
        return key

    def sayer(self, language: str) -> Say:
        """A function that says sentences in one language."""
        return Say(self, language)

    def has(self, key: str) -> bool:
        """Whether English has this message."""
        return self._languages[FALLBACK].bundle_with(key) is not None


def _written(language: str, values: Mapping[str, Value]) -> dict[str, str | int]:
    """The values as the language writes them; Fluent itself writes whole numbers."""
    return {
        name: value if isinstance(value, str | int) else _one_written(language, value)
        for name, value in values.items()
    }


def _one_written(language: str, value: tuple[str, ...] | date) -> str:
    if isinstance(value, tuple):
        return in_a_row(value, comma(language), from_right=reads_from_right(language))
    return locales.moment(language, value) if isinstance(value, datetime) else locales.day(language, value)


class _Language:
    """The messages of one folder, parsed one by one: all of them take a tenth of a second, and a command line says few."""

    def __init__(self, folder: Path) -> None:
        # Fluent isolates each value; `settled` leaves the isolates that serve.
        self._bundle = FluentBundle([folder.name])
        self.from_right = reads_from_right(folder.name)
        self._folder = folder

    @functools.cached_property
    def _unparsed(self) -> dict[str, list[tuple[Path, str]]]:
        """The source of each message by its key, with its file; read when the language is first spoken."""
        unparsed: dict[str, list[tuple[Path, str]]] = {}
        for path in sorted(self._folder.rglob("*.ftl")):
            text = path.read_text(encoding="utf-8")
            beginnings = [(match.start(), match[1]) for match in _BEGINNING.finditer(text)]
            ends = [start for start, _ in beginnings] + [len(text)]
            for (start, key), end in zip([(0, ""), *beginnings], ends, strict=True):
                unparsed.setdefault(key, []).append((path, text[start:end]))
        return unparsed

    def bundle_with(self, key: str) -> FluentBundle | None:
        """The bundle that says the message `key`; None where there is none. Raises ValueError where it is malformed."""
        self._parse(key)
        return self._bundle if self._bundle.has_message(key) else None

    def parse_all(self) -> None:
        """Parse the rest, each file at once. Raises ValueError on a malformed message."""
        files: dict[Path, list[str]] = {}
        for path, source in itertools.chain.from_iterable(self._unparsed.values()):
            files.setdefault(path, []).append(source)
        for path in sorted(files):
            self._add(path, "".join(files[path]))
        self._unparsed.clear()

    def _parse(self, key: str) -> None:
        """Parse this message and those that it may refer to."""
        for path, source in self._unparsed.pop(key, ()):
            self._add(path, source)
            for name in _NAMES.findall(source):
                self._parse(name)

    def _add(self, path: Path, source: str) -> None:
        resource = FluentResource(source)
        for entry in resource.body:
            if isinstance(entry, Junk):
                raise ValueError(f"{path}: malformed: {(entry.content or '')[:80]!r}")  # noqa: TRY004  # the file is wrong, not a type
        self._bundle.add_resource(resource)


@functools.cache
def default_texts() -> Texts:
    """The texts that ship with Rowan, each parsed when it is first said; `parse_all` parses the rest."""
    return Texts.unparsed()
