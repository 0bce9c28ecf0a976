"""Message keys: every key that code names or makes exists, every key that exists is named or made, every language has
them all.

Run by `make check` as `python -m tests.check_messages`; exits 1 with each fault on a line. Keys that are made from
values stand in `tests/made_keys.py`.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from tests.locales.check_languages import faults as language_faults
from tests.locales.check_languages import read_messages

ROOT = Path(__file__).parent.parent
CODE = ["bot.py", "settings.py", "wiring", "core", "services", "db", "net", "cogs"]
# Calls whose first (or second) text argument is a message key.
_SPEAKERS = {"say", "words", "UserError", "DatabaseFault", "_fault", "Fault"}
# An f-string or the beginning of a text that could become a key: words in small letters, joined by hyphens.
_MADE = re.compile(r"(?=.*-)(?:[a-z]|\{\})(?:[a-z0-9_-]|\{\})*")
_BEGINNING = re.compile(r"[a-z][a-z0-9_]*-(?:[a-z0-9_]+-)*")

Languages = dict[str, dict[str, set[str]]]  # code -> key -> the variables of its sentence
Made = Mapping[str, tuple[Iterable[object], ...]]  # as in tests/made_keys.py


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802  # the parser's name
        self.names.add(node.id.name)


@dataclass
class Code:
    """What the code says about keys."""

    named: dict[str, str] = field(default_factory=dict)  # key -> where, for keys named in a call
    texts: set[str] = field(default_factory=set)  # every string constant
    made: dict[str, str] = field(
        default_factory=dict
    )  # what is made into a key, `{}` for each value -> where


def read_code() -> Code:
    """What all the code of the program says."""
    code = Code()
    for path in _files():
        note(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)), code)
    return code


def _files() -> Iterator[Path]:
    for name in CODE:
        place = ROOT / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def note(source: str, name: str, code: Code) -> None:
    """Add what one file says: its texts, the keys in its speaking calls, the f-strings that make keys."""
    inside: set[int] = set()  # texts that are a part of an f-string
    for node in ast.walk(ast.parse(source)):  # from the outside in
        if isinstance(node, ast.JoinedStr):
            inside.update(id(part) for part in node.values)
            _note_made("".join(_part(part) for part in node.values), f"{name}:{node.lineno}", code)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            code.texts.add(node.value)
            if _BEGINNING.fullmatch(node.value):
                _note_made(node.value + "{}", f"{name}:{node.lineno}", code)
        elif isinstance(node, ast.Call):
            _note_call(node, f"{name}:{node.lineno}", code)


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "{}"


def _note_made(template: str, where: str, code: Code) -> None:
    if _MADE.fullmatch(template):
        code.made.setdefault(template, where)


def _note_call(node: ast.Call, where: str, code: Code) -> None:
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
    texts = [found for a in node.args[:3] if (found := _named(a))]
    if name in _SPEAKERS and texts:
        for key in texts[-1] if name == "say" else texts[0]:
            code.named[key] = where


def _named(argument: ast.expr) -> list[str]:
    """The texts that an argument can be: a constant, or either end of a condition."""
    if isinstance(argument, ast.IfExp):
        return _named(argument.body) + _named(argument.orelse)
    return [argument.value] if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else []


def read_language(folder: Path) -> dict[str, set[str]]:
    """Key -> the variables that its sentence uses."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Junk):
                raise SystemExit(f"{path}: malformed: {(entry.content or '').splitlines()[0]}")
            if isinstance(entry, Message):
                if entry.id.name in found:
                    raise SystemExit(f"{path}: {entry.id.name} stands twice")
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.names
    return found


def read_languages() -> Languages:
    """Every language that has a folder."""
    return {
        folder.name: read_language(folder)
        for folder in sorted((ROOT / "locales").iterdir())
        if folder.is_dir()
    }


def keys(template: str, values: Iterable[Iterable[object]]) -> Iterator[str]:
    """Every key that a row of the table gives."""
    return (template.format(*chosen) for chosen in product(*values))


def faults(code: Code, languages: Languages, table: Made, no_keys: Iterable[str]) -> list[str]:
    """Everything that is wrong, a line each. `table` and `no_keys`: see tests/made_keys.py."""
    english = languages["en"]
    made = {key: template for template, values in table.items() for key in keys(template, values)}
    wrong = [
        f"{where}: no message {key!r}"
        for key, where in code.named.items()
        if key not in english and _is_key(key)
    ]
    wrong += table_faults(code, table, no_keys)
    wrong += [
        f"locales/{language}: lacks {key!r}, which {code.made[template]} makes as {template!r}"
        for key, template in sorted(made.items())
        for language, found in languages.items()
        if key not in found and template in code.made
    ]
    wrong += [
        f"locales/en: nothing says {key!r}" for key in english if key not in code.texts and key not in made
    ]
    for language, found in languages.items():
        wrong += _compare(language, found, english)
    return wrong


def table_faults(code: Code, table: Made, no_keys: Iterable[str]) -> list[str]:
    """Where the table of made keys and the code differ."""
    known = {*table, *no_keys}
    wrong = [
        f"{where}: makes a key {template!r} that tests/made_keys.py does not know: name there what it is made from"
        for template, where in code.made.items()
        if template not in known
    ]
    wrong += [
        f"tests/made_keys.py: nothing makes {template!r} any more"
        for template in known
        if template not in code.made
    ]
    return wrong


def _is_key(text: str) -> bool:
    return "-" in text and " " not in text


def _compare(language: str, found: dict[str, set[str]], english: dict[str, set[str]]) -> list[str]:
    wrong = [f"locales/{language}: lacks {key!r}" for key in english.keys() - found.keys()]
    wrong += [f"locales/{language}: {key!r} is not in English" for key in found.keys() - english.keys()]
    wrong += [
        f"locales/{language}: {key!r} uses {sorted(found[key])}, English {sorted(english[key])}"
        for key in english.keys() & found.keys()
        if found[key] - english[key]
    ]
    return wrong


def main() -> int:
    """Print what is wrong; returns the exit status."""
    languages = read_languages()
    # Not before: the cogs that the table names read the sentences at import, and a malformed one would end in a traceback.
    from tests.made_keys import MADE, NO_KEYS

    found = faults(read_code(), languages, MADE, NO_KEYS)
    english = read_messages(ROOT / "locales" / "en")
    for language in languages.keys() - {"en"}:
        found += language_faults(language, read_messages(ROOT / "locales" / language), english)
    print("\n".join(found) or "Message keys: fine.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
