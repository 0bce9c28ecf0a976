"""Whether Rowan said the sentence of a message key, so that a test depends on no wording: `said(answer, "case-claimed")`.

A value that is not given may be anything on one line. A key that does not exist, a value that the sentence does not take,
and a sentence that any text would hold are errors: an expectation that cannot fail is worse than none.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pytest
from babel import Locale
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast

from core.base.errors import UserError
from localdiscord import Interaction, message_text
from services.base.texts import FALLBACK, LOCALES, default_texts

Value = str | int

FEWEST_LETTERS = 3  # what has fewer of its own would be found in any text
ISOLATION_MARKS = str.maketrans(
    "", "", "\u2066\u2068\u2069\u200f"
)  # around values and before lines (core.base.directions)


@dataclass(frozen=True)
class Sentence:
    """What a message key says in one language: with the values that are given, whatever the others may be."""

    key: str
    language: str
    source: str
    values: Mapping[str, Value]
    pattern: re.Pattern[str]

    def stands_in(self, shown: object) -> bool:
        """Whether an answer, a message or a text holds this sentence."""
        return self.pattern.search(readable(shown)) is not None

    def __str__(self) -> str:
        return f"{self.key} ({self.language}): {self.source!r}, with {self.values}"


def sentence(key: str, /, *, in_language: str = FALLBACK, **values: Value) -> Sentence:
    """The sentence of `key`. A choice that depends on a value that is not given may be any of its variants.

    Raises LookupError for an unknown key or value, ValueError for a sentence that any text would hold.
    """
    found = _pattern_of(key, in_language)
    if found is None:
        raise LookupError(f"no message {key!r} in {in_language}")
    pattern, source = found
    if unknown := values.keys() - set(_variables(pattern, in_language)):
        raise LookupError(f"{key} has no {sorted(unknown)}: {source!r}")
    shape = _Reader(in_language, values).pattern(pattern)
    if shape.letters < FEWEST_LETTERS:
        raise ValueError(f"any text holds {key}, so give the test its values: {source!r}")
    return Sentence(key, in_language, source, values, re.compile(rf"(?<!\w)(?:{shape.regex})(?!\w)"))


def said(shown: object, key: str, /, *, in_language: str = FALLBACK, **values: Value) -> None:
    """Fail unless the sentence of `key` stands in what was shown."""
    wanted = sentence(key, in_language=in_language, **values)
    assert wanted.stands_in(shown), f"not said: {wanted}; shown was {readable(shown)!r}"


def unsaid(shown: object, key: str, /, *, in_language: str = FALLBACK, **values: Value) -> None:
    """Fail if the sentence of `key` stands in what was shown."""
    unwanted = sentence(key, in_language=in_language, **values)
    assert not unwanted.stands_in(shown), f"said: {unwanted}; shown was {readable(shown)!r}"


def refused(key: str, /) -> "pytest.RaisesExc[UserError]":
    """Expect that what is done within is refused with the sentence of this key and no other."""
    return pytest.raises(UserError, match=f"^{re.escape(key)}$")


def shows(shown: object, part: str | Sentence) -> bool:
    """Whether what somebody wrote (a text) or what Rowan says (a sentence) stands in what was shown."""
    return part.stands_in(shown) if isinstance(part, Sentence) else part in readable(shown)


say = default_texts().sayer(FALLBACK)
"""What a key says in English: for a view that is drawn, and for a value that is itself a word of Rowan's."""


def lines_saying(shown: object, key: str, /, *, in_language: str = FALLBACK, **values: Value) -> list[str]:
    """The lines of what was shown that say the sentence of `key`, which must be one of a single line."""
    wanted = sentence(key, in_language=in_language, **values)
    return [line for line in readable(shown).splitlines() if wanted.stands_in(line)]


def readable(shown: object) -> str:
    """What a person reads in an answer, a message or a text."""
    if isinstance(shown, Interaction):
        shown = shown.failed or shown.text
    elif isinstance(shown, dict):
        shown = message_text(shown)
    return str(shown).translate(ISOLATION_MARKS)


@dataclass(frozen=True)
class _Shape:
    """How a part of a sentence can stand there, and how many letters at least do in any case."""

    regex: str
    letters: int


_ANYTHING = _Shape(".+?", 0)


class _Reader:
    """Makes one sentence into a shape, with the values that are given."""

    def __init__(self, language: str, values: Mapping[str, Value]) -> None:
        self._language = language
        self._values = values

    def pattern(self, pattern: ast.Pattern) -> _Shape:
        """All of the pattern's elements, one after the other."""
        parts = [self._element(element) for element in pattern.elements]
        return _Shape("".join(part.regex for part in parts), sum(part.letters for part in parts))

    def _element(self, element: object) -> _Shape:
        match element:
            case ast.TextElement():
                return _words(element.value)
            case ast.Placeable():
                return self._element(element.expression)
            case ast.StringLiteral() | ast.NumberLiteral():
                return _words(str(element.parse()["value"]))
            case ast.VariableReference():
                return self._value(element.id.name)
            case ast.MessageReference():
                return self.pattern(_referred(element, self._language))
            case ast.SelectExpression():
                return self._choice(element)
            case _:
                raise NotImplementedError(f"a sentence with a {type(element).__name__}")

    def _value(self, name: str) -> _Shape:
        value = self._values.get(name)
        if value is None:
            return _ANYTHING
        if isinstance(value, int):
            value = str(fluent_number(value).format(Locale.parse(self._language)))
        return _words(value)

    def _choice(self, choice: ast.SelectExpression) -> _Shape:
        """The variant that the given value chooses; without one, any of them."""
        value = self._values.get(_selector(choice))
        chosen = choice.variants if value is None else [self._chosen(choice.variants, value)]
        shapes = [self.pattern(variant.value) for variant in chosen]
        regex = "|".join(shape.regex for shape in shapes)
        return _Shape(f"(?:{regex})", min(shape.letters for shape in shapes))

    def _chosen(self, variants: Iterable[ast.Variant], value: Value) -> ast.Variant:
        """The variant of this very value, of its plural category, or the default."""
        by_name = {_name(variant): variant for variant in variants}
        names = [
            str(value),
            *([Locale.parse(self._language).plural_form(value)] if isinstance(value, int) else []),
        ]
        default = next(variant for variant in variants if variant.default)
        return next((by_name[name] for name in names if name in by_name), default)


def _words(text: str) -> _Shape:
    return _Shape(re.escape(text), sum(letter.isalpha() for letter in text))


def _name(variant: ast.Variant) -> str:
    return variant.key.value if isinstance(variant.key, ast.NumberLiteral) else variant.key.name


def _selector(choice: ast.SelectExpression) -> str:
    if not isinstance(choice.selector, ast.VariableReference):
        raise NotImplementedError(f"a choice by a {type(choice.selector).__name__}")
    return choice.selector.id.name


def _variables(part: object, language: str) -> Iterator[str]:
    """The names of the values that a sentence takes, in whichever of its variants."""
    match part:
        case ast.Pattern():
            yield from chain.from_iterable(_variables(each, language) for each in part.elements)
        case ast.Placeable():
            yield from _variables(part.expression, language)
        case ast.VariableReference():
            yield part.id.name
        case ast.MessageReference():
            yield from _variables(_referred(part, language), language)
        case ast.SelectExpression():
            yield _selector(part)
            yield from chain.from_iterable(_variables(each.value, language) for each in part.variants)


def _referred(reference: ast.MessageReference, language: str) -> ast.Pattern:
    found = _pattern_of(reference.id.name, language)
    assert found is not None, reference.id.name
    return found[0]


def _pattern_of(key: str, language: str) -> tuple[ast.Pattern, str] | None:
    source = _sources(language).get(key)
    return None if source is None else _parsed(source)


@functools.cache
def _parsed(source: str) -> tuple[ast.Pattern, str] | None:
    """The pattern of one message, with its source."""
    entry = FluentParser().parse_entry(source)
    if not isinstance(entry, ast.Message) or entry.value is None or entry.value.span is None:
        return None
    return entry.value, source[entry.value.span.start : entry.value.span.end]


@functools.cache
def _sources(language: str) -> Mapping[str, str]:
    """The source of each message by its key. Only what a test asks for is parsed."""
    return {
        key: source
        for path in sorted((LOCALES / language).rglob("*.ftl"))
        for key, source in _split(path.read_text(encoding="utf-8"))
    }


def _split(text: str) -> Iterator[tuple[str, str]]:
    """The messages of a file: each with its key."""
    for source in re.split(r"^(?=[a-z][\w-]* =)", text, flags=re.MULTILINE)[1:]:
        yield source.partition(" =")[0], source
