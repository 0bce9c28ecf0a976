"""How long a sentence may be that stands where Discord has little room: a button, a title, a label, an option, a command.

Read off the code: which key is given to what. A value counts as three characters; what it really is, is cut or tested where it
is shown.
"""

import ast
from collections.abc import Iterator, Mapping

from fluent.syntax import ast as fluent

from core.base.units import units
from tests.check_messages import CODE, ROOT, Made, keys
from tests.locales.check_languages import Messages

_VALUE = "123"
BUTTON, TITLE, LABEL, OPTION, COMMAND, PLACEHOLDER = 80, 45, 45, 100, 100, 150
# By the name of what is called: at which place or under which name the text stands, and how long it may be.
_ROOM: Mapping[str, Mapping[int | str, int]] = {
    "button": {1: BUTTON},
    "link_button": {1: BUTTON},
    "Form": {1: TITLE},
    "text": {1: LABEL, "description": OPTION},
    "choice": {1: LABEL, "description": OPTION},
    "radio": {1: LABEL, "description": OPTION},
    "select": {1: PLACEHOLDER},
    "person": {1: PLACEHOLDER},
    "SelectOption": {"label": OPTION, "description": OPTION},
    "RadioGroupOption": {"label": OPTION, "description": OPTION},
    "Choice": {"name": COMMAND},
    "words": {0: COMMAND},
    "SpokenChoice": {1: COMMAND},
    "SpokenNumber": {1: COMMAND},
    "CardAction": {1: BUTTON, "label": BUTTON, "help": OPTION},
    "UpdateAction": {1: BUTTON, "label": BUTTON},
    "Words": {0: BUTTON, 1: OPTION},
}


def rooms(made: Made) -> dict[str, int]:
    """The room of each key that the code gives to something with little of it."""
    found: dict[str, int] = {}
    for name in CODE:
        place = ROOT / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for key, room in rooms_in(path.read_text(encoding="utf-8"), made):
                found[key] = min(room, found.get(key, room))
    return found


def rooms_in(source: str, made: Made) -> Iterator[tuple[str, int]]:
    """What one file gives to what, as key and room."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            places = _ROOM.get(str(name), {})
            given: dict[int | str, ast.expr] = {
                **dict(enumerate(node.args)),
                **{word.arg: word.value for word in node.keywords if word.arg},
            }
            for place, room in places.items():
                if place in given:
                    yield from ((key, room) for key in _keys_of(given[place], made))


def _keys_of(given: ast.expr, made: Made) -> Iterator[str]:
    """The keys in what is given: a key itself, what is said of one, either end of a condition."""
    match given:
        case ast.Constant(value=str(key)) if "-" in key and " " not in key:
            yield key
        case ast.JoinedStr():
            template = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in given.values
            )
            if template in made:
                yield from keys(template, made[template])
        case ast.Lambda():
            yield from _keys_of(given.body, made)
        case ast.IfExp():
            yield from _keys_of(given.body, made)
            yield from _keys_of(given.orelse, made)
        case ast.Call(func=ast.Name(id="say" | "words"), args=[first, *_]):
            yield from _keys_of(first, made)


def faults(language: str, found: Messages, room: Mapping[str, int]) -> list[str]:
    """The sentences that do not fit, a line each."""
    return [
        f"locales/{language}: {key!r} takes {length} characters, and {most} fit"
        for key, most in sorted(room.items())
        if key in found and (length := max(map(units, said(found[key])))) > most
    ]


def said(pattern: fluent.Pattern) -> list[str]:
    """Every way in which a sentence can be said."""
    ways = [""]
    for element in pattern.elements:
        if isinstance(element, fluent.TextElement):
            parts = [element.value]
        elif isinstance(element.expression, fluent.StringLiteral):
            parts = [str(element.expression.parse()["value"])]
        elif isinstance(element.expression, fluent.SelectExpression):
            parts = [way for variant in element.expression.variants for way in said(variant.value)]
        else:
            parts = [_VALUE]
        longest = sorted(parts, key=units, reverse=True)[:2]  # no more are needed for the longest of all
        ways = [way + part for way in ways for part in longest][:64]
    return ways
