"""Ask whether something that was shown says a sentence, by the sentence's key: `says(answer, "case-claimed", case=1)`.

Values that are not given may be anything on one line. A key that does not exist, a value that the sentence does not take,
and a sentence of which nothing but values is left, are errors: an expectation that cannot fail is worse than none.
"""

import functools
import re
from collections.abc import Iterator, Mapping

from babel import Locale
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    Message,
    MessageReference,
    NumberLiteral,
    Pattern,
    Placeable,
    SelectExpression,
    StringLiteral,
    TextElement,
    VariableReference,
)

from services.base.texts import FALLBACK, LOCALES

Value = str | int

_ANYTHING = r"[^\n]*?"


def says(shown: str, key: str, /, language: str = FALLBACK, **values: Value) -> bool:
    """Whether the text holds the sentence `key`, with these values and any others."""
    return re.search(sentence(key, language, **values), shown) is not None


def lines_saying(shown: str, key: str, /, language: str = FALLBACK, **values: Value) -> list[str]:
    """The lines of the text that say the sentence `key`, which must be one of a single line."""
    said = re.compile(sentence(key, language, **values))
    return [line for line in shown.splitlines() if said.search(line)]


def sentence(key: str, /, language: str = FALLBACK, **values: Value) -> str:
    """A regular expression for the sentence. Raises LookupError where it does not exist or does not take such a value,
    ValueError where it says nothing by itself.
    """
    reader = _Reader(language, values)
    pattern = reader.message(key)
    unknown = values.keys() - reader.met
    if unknown:
        raise LookupError(f"{key} takes no {sorted(unknown)}")
    if not reader.literal:
        raise ValueError(f"{key} is nothing but values; give them")
    return rf"(?<!\w){pattern}(?!\w)"


class _Reader:
    """Makes one sentence into a regular expression. `met`: the variables that it takes; `literal`: whether it has words."""

    def __init__(self, language: str, values: Mapping[str, Value]) -> None:
        self._language = language
        self._values = values
        self.met: set[str] = set()
        self.literal = False

    def message(self, key: str) -> str:
        found = _message(self._language, key)
        if found is None or found.value is None:
            raise LookupError(f"{self._language} has no sentence {key}")
        return self._pattern(found.value)

    def _pattern(self, pattern: Pattern) -> str:
        return "".join(self._element(element) for element in pattern.elements)

    def _element(self, element: TextElement | Placeable) -> str:
        if isinstance(element, TextElement):
            return self._words(element.value)
        made = self._expression(element.expression)
        # Around a value the languages that isolate have an invisible mark.
        return made if self._language == FALLBACK else f"\u2068?{made}\u2069?"

    def _words(self, text: str) -> str:
        self.literal = self.literal or any(character.isalnum() for character in text)
        return re.escape(text)

    def _expression(self, expression: object) -> str:
        match expression:
            case Placeable():
                return self._expression(expression.expression)
            case StringLiteral() | NumberLiteral():
                return self._words(str(expression.parse()["value"]))
            case VariableReference():
                return self._value(expression.id.name)
            case MessageReference():
                return self.message(expression.id.name)
            case SelectExpression():
                return self._choice(expression)
            case _:
                raise NotImplementedError(type(expression).__name__)

    def _value(self, name: str) -> str:
        self.met.add(name)
        if name not in self._values:
            return _ANYTHING
        return self._words(_written(self._values[name], self._language))

    def _choice(self, choice: SelectExpression) -> str:
        """The variant that the value chooses; any of them where it is not given."""
        if not isinstance(choice.selector, VariableReference):
            raise NotImplementedError(type(choice.selector).__name__)
        name = choice.selector.id.name
        self.met.add(name)
        before = self.literal
        variants = self._variants(choice)  # for what they take, also where one is chosen
        if name not in self._values:
            return f"(?:{'|'.join(variants)})"
        self.literal = before
        names = set(_names(self._values[name], self._language))
        fitting = [variant for variant in choice.variants if _named(variant.key) in names]
        exact = [variant for variant in fitting if _named(variant.key) == str(self._values[name])]
        chosen = (exact or fitting or [variant for variant in choice.variants if variant.default])[0]
        return self._pattern(chosen.value)

    def _variants(self, choice: SelectExpression) -> list[str]:
        """All of them. Words that one variant alone has do not count: another would be found in every text."""
        before, made, worded = self.literal, [], []
        for variant in choice.variants:
            self.literal = False
            made.append(self._pattern(variant.value))
            worded.append(self.literal)
        self.literal = before or all(worded)
        return made


def _named(key: object) -> str:
    return str(key.value) if isinstance(key, NumberLiteral) else str(getattr(key, "name", ""))


def _names(value: Value, language: str) -> Iterator[str]:
    """What a variant may be called that this value chooses: itself, and for a number its plural category."""
    yield str(value)
    if isinstance(value, int):
        yield Locale.parse(language).plural_form(value)


def _written(value: Value, language: str) -> str:
    if isinstance(value, int):
        return str(fluent_number(value).format(Locale.parse(language)))
    return value


@functools.cache
def _written_messages(language: str) -> Mapping[str, str]:
    """The source of each message by its key. Only what a test asks for is parsed."""
    found: dict[str, str] = {}
    for path in sorted((LOCALES / language).rglob("*.ftl")):
        for source in re.split(r"^(?=[a-z][\w-]* =)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[
            1:
        ]:
            found[source.partition(" =")[0]] = source
    return found


@functools.cache
def _message(language: str, key: str) -> Message | None:
    source = _written_messages(language).get(key)
    entry = None if source is None else FluentParser().parse_entry(source)
    return entry if isinstance(entry, Message) else None
