"""A second language for tests: every English sentence in Arabic letters, whatever the real Arabic sentences are.

It means nothing. What people type stays as it is, so a test finds values, commands and code in it.
"""

import re
import shutil
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

from services.base.texts import LOCALES

NAME = "العربية"
_LETTERS = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض", strict=True)),
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابجدهوزحطيكلمنسعفصقرشتثخذض", strict=True)),
}
_WRITTEN = str.maketrans(_LETTERS)
_CODE = re.compile(r"(`)")


def write(folder: Path, *, real: Path = LOCALES) -> Path:
    """Write `en` as it is and an `ar` made of it into the folder; returns the folder."""
    shutil.copytree(real / "en", folder / "en")
    for path in sorted((real / "en").rglob("*.ftl")):
        target = folder / "ar" / path.relative_to(real / "en")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def written(source: str) -> str:
    """One file's messages in Arabic letters."""
    resource = FluentParser().parse(source)
    for entry in resource.body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            if entry.id.name == "language-name":
                entry.value = ast.Pattern([ast.TextElement(NAME)])
            else:
                _Writer().visit(entry.value)
    return FluentSerializer().serialize(resource)


class _Writer(Visitor):
    """Goes through a pattern in its order; what stands in code format is left."""

    def __init__(self) -> None:
        self._in_code = False

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802  # the parser's name
        parts = []
        for part in _CODE.split(node.value):
            parts.append(part if self._in_code else part.translate(_WRITTEN))
            if part == "`":
                self._in_code = not self._in_code
        node.value = "".join(parts)
