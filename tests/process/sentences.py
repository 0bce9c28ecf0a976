"""Whether Rowan said the sentence of a message key, so that a test depends on no wording and on no language."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.numbers import format_decimal
from fluent.syntax import FluentParser, ast

from localdiscord import Interaction, message_text
from services.base.texts import FALLBACK, LOCALES

Values = Mapping[str, str | int]
Shape = tuple[str | None, ...]  # what stands fixed, and None for what may be anything

FEWEST_LETTERS = 3  # what has fewer of its own would be found in any text
ISOLATION_MARKS = str.maketrans("", "", "\u2068\u2069")  # around each value, in languages other than English


@dataclass(frozen=True)
class Sentence:
    """What a message key says in one language: with the values that are given, whatever the others may be."""

    key: str
    language: str
    source: str
    pattern: re.Pattern[str]

    def stands_in(self, shown: object) -> bool:
        """Whether an answer, a message or a text holds this sentence."""
        return self.pattern.search(readable(shown)) is not None

    def __str__(self) -> str:
        return f"{self.key} ({self.language}): {self.source!r}"


def sentence(key: str, /, *, in_language: str = FALLBACK, **values: str | int) -> Sentence:
    """The sentence of `key`. A value that is not given may be anything; a choice that depends on it, any variant.

    Raises LookupError for an unknown key or value, ValueError for a sentence that any text would hold.
    """
    if key not in _patterns(in_language):
        raise LookupError(f"no message {key!r} in {in_language}")
    found, source = _patterns(in_language)[key]
    if unknown := values.keys() - set(re.findall(r"\$(\w+)", source)):
        raise LookupError(f"{key} has no {sorted(unknown)}: {source!r}")
    shapes = list(_shapes(found, in_language, values))
    if min(map(_letters, shapes)) < FEWEST_LETTERS:
        raise ValueError(f"any text holds {key}, so give the test its values: {source!r}")
    either = "|".join("".join(".+?" if part is None else re.escape(part) for part in each) for each in shapes)
    return Sentence(key, in_language, source, re.compile(rf"(?<!\w)(?:{either})(?!\w)"))


def said(shown: object, key: str, /, *, in_language: str = FALLBACK, **values: str | int) -> None:
    """Fail unless the sentence of `key` stands in what was shown."""
    wanted = sentence(key, in_language=in_language, **values)
    assert wanted.stands_in(shown), f"not said: {wanted}, with {values}; shown was {readable(shown)!r}"


def unsaid(shown: object, key: str, /, *, in_language: str = FALLBACK, **values: str | int) -> None:
    """Fail if the sentence of `key` stands in what was shown."""
    unwanted = sentence(key, in_language=in_language, **values)
    assert not unwanted.stands_in(shown), f"said: {unwanted}, with {values}; shown was {readable(shown)!r}"


def shows(shown: object, part: str | Sentence) -> bool:
    """Whether what somebody wrote (a text) or what Rowan says (a sentence) stands in what was shown."""
    return part.stands_in(shown) if isinstance(part, Sentence) else part in readable(shown)


def readable(shown: object) -> str:
    """What a person reads in an answer, a message or a text."""
    if isinstance(shown, Interaction):
        shown = shown.failed or shown.text
    elif isinstance(shown, dict):
        shown = message_text(shown)
    return str(shown).translate(ISOLATION_MARKS)


@cache
def _patterns(language: str) -> dict[str, tuple[ast.Pattern, str]]:
    """Every message of a language, with its source."""
    found: dict[str, tuple[ast.Pattern, str]] = {}
    for path in sorted((LOCALES / language).rglob("*.ftl")):
        text = path.read_text(encoding="utf-8")
        for entry in FluentParser().parse(text).body:
            if isinstance(entry, ast.Message) and entry.value is not None and entry.value.span is not None:
                found[entry.id.name] = (entry.value, text[entry.value.span.start : entry.value.span.end])
    return found


def _shapes(pattern: ast.Pattern, language: str, values: Values) -> Iterator[Shape]:
    """Every way in which the sentence can stand there."""
    for parts in itertools.product(*(_element(each, language, values) for each in pattern.elements)):
        yield tuple(itertools.chain.from_iterable(parts))


def _element(element: ast.TextElement | ast.Placeable, language: str, values: Values) -> list[Shape]:
    if isinstance(element, ast.TextElement):
        return [(element.value,)]
    inner = element.expression
    if isinstance(inner, ast.StringLiteral):
        return [(inner.parse()["value"],)]
    if isinstance(inner, ast.VariableReference):
        return [(_written(values.get(inner.id.name), language),)]
    if isinstance(inner, ast.SelectExpression):
        variants = _variants(inner, language, values)
        return [shape for each in variants for shape in _shapes(each.value, language, values)]
    raise NotImplementedError(f"a sentence with a {type(inner).__name__}")


def _written(value: str | int | None, language: str) -> str | None:
    return format_decimal(value, locale=language) if isinstance(value, int) else value


def _variants(choice: ast.SelectExpression, language: str, values: Values) -> list[ast.Variant]:
    """The variant that the given value chooses; without one, all."""
    assert isinstance(choice.selector, ast.VariableReference)
    value = values.get(choice.selector.id.name)
    if value is None:
        return choice.variants
    names = [str(value)]
    if isinstance(value, int):
        names.append(Locale.parse(language).plural_form(value))
    fitting = [each for name in names for each in choice.variants if _name(each) == name]
    return [*fitting, next(each for each in choice.variants if each.default)][:1]


def _name(variant: ast.Variant) -> str:
    return variant.key.value if isinstance(variant.key, ast.NumberLiteral) else variant.key.name


def _letters(shape: Shape) -> int:
    return sum(letter.isalpha() for part in shape if part is not None for letter in part)
