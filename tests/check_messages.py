"""Message keys: every key that code names exists, every key that exists is named, every language has them all.

Run by `make check` as `python -m tests.check_messages`; exits 1 with each fault on a line.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parent.parent
CODE = ["bot.py", "settings.py", "wiring", "core", "services", "db", "cogs"]
# Calls whose first (or second) text argument is a message key.
_SPEAKERS = {"say", "words", "UserError", "DatabaseFault", "_fault", "Fault"}


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
    prefixes: set[str] = field(default_factory=set)  # what an f-string begins with


def read_code() -> Code:
    """Every string constant, every f-string's beginning, every key in a speaking call."""
    code = Code()
    for path in _files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            _note(node, path, code)
    return code


def _files() -> Iterator[Path]:
    for name in CODE:
        place = ROOT / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _note(node: ast.AST, path: Path, code: Code) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        code.texts.add(node.value)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        code.prefixes.add(str(node.values[0].value))
    elif isinstance(node, ast.Call):
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        texts = [a.value for a in node.args[:3] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in _SPEAKERS and texts:
            key = texts[-1] if name == "say" else texts[0]
            code.named[key] = f"{path.relative_to(ROOT)}:{node.lineno}"


def read_language(folder: Path) -> dict[str, set[str]]:
    """Key -> the variables that its sentence uses."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                if entry.id.name in found:
                    raise SystemExit(f"{path}: {entry.id.name} stands twice")
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.names
    return found


def faults() -> list[str]:
    """Everything that is wrong, a line each."""
    code = read_code()
    english = read_language(ROOT / "locales" / "en")
    wrong = [
        f"{where}: no message {key!r}"
        for key, where in code.named.items()
        if key not in english and _is_key(key)
    ]
    long_prefixes = tuple(prefix for prefix in code.prefixes if len(prefix) > 2)  # "a-" and longer
    wrong += [
        f"locales/en: nothing says {key!r}"
        for key in english
        if key not in code.texts and not key.startswith(long_prefixes)
    ]
    for folder in sorted((ROOT / "locales").iterdir()):
        wrong += _compare(folder.name, read_language(folder), english) if folder.is_dir() else []
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


if __name__ == "__main__":
    found_faults = faults()
    print("\n".join(found_faults) or "Message keys: fine.")
    sys.exit(1 if found_faults else 0)
