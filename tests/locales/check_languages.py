"""What each language but English must hold besides its keys: plural forms, sentences that are translated, letters of its own.

Run with the other checks of messages by `python -m tests.check_messages`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

from services.base.languages.locales import locale_of, script_of

# What is written in Latin letters in every language, with the reason.
NAMES: Mapping[str, str] = {
    **dict.fromkeys(("Rowan", "Discord"), "names; Discord writes its own so in every language"),
    **dict.fromkeys(
        (
            *("Telegram", "PluralKit", "AutoMod", "Apps", "Ctrl", "Ctrl+R", "Ctrl-C", "Integrations"),
            *(
                "SQLite",
                "PostgreSQL",
                "Python",
                "Pillow",
                "raqm",
                "Unbound",
                "dnsmasq",
                "Adblock",
                "uBlock",
                "Pi-hole",
                "Tor",
                "AMP",
                "C",
            ),
            *("Cloudflare", "ProPublica"),
        ),
        "names of services, programs and newspapers, and keys of a keyboard",
    ),
    **dict.fromkeys(
        (
            *(
                "CSV",
                "JSON",
                "RSS",
                "Atom",
                "JSON Feed",
                "RPZ",
                "PNG",
                "JPEG",
                "GIF",
                "WebP",
                "SVG",
                "APNG",
                "EXIF",
                "GPS",
            ),
            *(
                "UTF-8",
                "UTC",
                "UTF",
                "ASCII",
                "AES",
                "SHA-256",
                "Ed25519",
                "base64",
                "Base64",
                "HTML",
                "XML",
                "gzip",
                "ZIP",
            ),
        ),
        "formats and standards",
    ),
    **dict.fromkeys(
        (
            "HTTP",
            "HTTPS",
            "URL",
            "DNS",
            "RDAP",
            "IP",
            "IPv4",
            "IPv6",
            "TLD",
            "IBAN",
            "ID",
            "CIDR",
            "Punycode",
            "PID",
        ),
        "terms of the network, which people who use them write so",
    ),
    **dict.fromkeys(("KiB", "MiB", "MB", "GB", "KB"), "units"),
    **dict.fromkeys(("hosts", "unbound", "plain"), "formats as they are typed"),
}

_CATEGORIES = frozenset({"zero", "one", "two", "few", "many"})
_DEFAULT = "other"  # of a choice by a number; of what is no number other words are the default, or none of those stand beside it
_TRIED = range(200)  # numbers, of which a category that is said by numbers alone must hold no other
# A word as it is typed somewhere: with a sign in it that no word of a sentence has, or behind dashes or a slash.
_TYPED = re.compile(r"\S*[/_=@\\#{}<>|$*]\S*|\S*\w[.:]\w\S*|(?<!\S)--?\w\S*|\.\w\S*")
_CODE = re.compile(r"`[^`]*`")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ][\w'’+-]*")
_VARIABLE = "\ufffc"  # stands where a value will

Messages = Mapping[str, ast.Pattern]


def read_messages(folder: Path) -> Messages:
    """Every sentence of a language by its key."""
    return {
        entry.id.name: entry.value
        for path in sorted(folder.rglob("*.ftl"))
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Message) and entry.value is not None
    }


def faults(language: str, found: Messages, english: Messages) -> list[str]:
    """Everything that is wrong with a language, a line each."""
    where = f"locales/{language}"
    latin = script_of(language) == "Latn"
    wrong = []
    for key in sorted(found.keys() & english.keys()):
        wrong += [f"{where}: {key!r} {fault}" for fault in plural_faults(language, found[key], english[key])]
        if is_untranslated(found[key], english[key]):
            wrong.append(f"{where}: {key!r} is not translated: it says what English says")
        elif not latin and (words := latin_words(found[key])):
            named = ", ".join(dict.fromkeys(words))
            wrong.append(
                f"{where}: {key!r} holds words in Latin letters: {named} (code format, or NAMES in tests/locales/check_languages.py)"
            )
    return wrong


def plural_faults(language: str, found: ast.Pattern, english: ast.Pattern) -> Iterator[str]:
    """Which choices by a number lack a case that the language has."""
    of_numbers = {name for name, variants in _choices(english) if _is_by_number(variants)}
    locale = locale_of(language)
    for name, variants in _choices(found):
        if name not in of_numbers and not _is_by_number(variants):
            continue
        lacking = [each for each in sorted(_cases(locale)) if not _is_said(locale, each, variants)]
        if lacking:
            yield f"chooses by ${name} and lacks {', '.join(f'[{each}]' for each in lacking)}"


def _is_by_number(variants: frozenset[str]) -> bool:
    return bool(variants & _CATEGORIES) and _DEFAULT in variants


def _choices(pattern: ast.Pattern) -> list[tuple[str, frozenset[str]]]:
    """Each choice by a variable: its name, and the names of its variants."""
    seen = _Choices()
    seen.visit(pattern)
    return seen.found


class _Choices(Visitor):
    def __init__(self) -> None:
        self.found: list[tuple[str, frozenset[str]]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  # the parser's name
        if isinstance(node.selector, ast.VariableReference):
            names = frozenset(
                each.key.value if isinstance(each.key, ast.NumberLiteral) else each.key.name
                for each in node.variants
            )
            self.found.append((node.selector.id.name, names))
        self.generic_visit(node)


def _cases(locale: Locale) -> set[str]:
    """The cases of whole numbers in a language; those of fractions alone are no case of a count."""
    return {locale.plural_form(number) for number in (*_TRIED, 10**6)}


def _is_said(locale: Locale, case: str, variants: frozenset[str]) -> bool:
    if case in variants:
        return True
    numbers = [str(number) for number in _TRIED if locale.plural_form(number) == case]
    return len(numbers) < 4 and set(numbers) <= variants  # few enough that they are all of them


def is_untranslated(found: ast.Pattern, english: ast.Pattern) -> bool:
    """Whether a sentence is the English one, though it has words that could be translated."""
    return _written(found) == _written(english) and bool(latin_words(found))


def _written(pattern: ast.Pattern) -> str:
    message = ast.Message(ast.Identifier("x"), pattern)
    return " ".join(FluentSerializer().serialize_entry(message).split())


def latin_words(pattern: ast.Pattern) -> list[str]:
    """The words in Latin letters that are no code, no value, no name, and nothing that is typed."""
    words = []
    for text in _texts(pattern):
        shown = _TYPED.sub(" ", _CODE.sub(" ", text))
        words += [word for word in _LATIN.findall(shown) if word not in NAMES]
    return words


def _texts(pattern: ast.Pattern) -> Iterator[str]:
    """What a sentence says in each of its variants, with a sign in the place of each value."""
    line, later = "", []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            line += element.value
        elif isinstance(element.expression, ast.StringLiteral):
            line += str(element.expression.parse()["value"])
        elif isinstance(element.expression, ast.SelectExpression):
            later += [variant.value for variant in element.expression.variants]
            line += f" {_VARIABLE} "
        else:
            line += _VARIABLE
    yield line
    for variant in later:
        yield from _texts(variant)
