"""Values of any type that a verb of a store asks for: the plainest first, then those that lead another way."""

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from core.base.retention import KeptFor
from core.lists.patterns import Pattern, parse_pattern
from wiring.forgotten import chores
from wiring.privacy.persons import TRACES

NOW = datetime(2026, 6, 1, tzinfo=UTC)
KEY = b"k" * 16  # as in tests/db/every_row.py

# What tells the rows of a trace apart, where it is not one number.
_KEYS: Mapping[str, tuple[Any, ...]] = {
    "drafted": (1, 1),
    "settled": (1, 1),
    **dict.fromkeys(("given-cases", "notices", "blur", "declined"), (1, KEY)),
    **dict.fromkeys(("language", "short-links"), (KEY,)),
    **dict.fromkeys(("report-forms", "list-questions", "picture-forms"), ("t",)),
}
# By the name of a parameter or field, where the rows of tests/db/every_row.py name something.
_NAMED: Mapping[str, Sequence[Any]] = {
    "chore": tuple(chores(KeptFor())),
    "token": ("t", "u"),
    "trace": tuple(name for name, trace in TRACES.items() if trace.sealed is not None),
    "stands": ({name: [_KEYS.get(name, (1,))] for name in TRACES},),
    "seen_to": ({},),
    "read_to": (None, (1,)),
    "code": ("abc",),
    "codes": (["abc"],),
    "process": ("me",),
    "message": (100,),
    "found_since": (datetime(1970, 1, 1, tzinfo=UTC),),
    "channels": ([10],),
    "messages": ([100, 101],),
    "keys": (["a.example"], ["a.example", "discord.gg/abc"]),
}
_PLAIN: Mapping[Any, Sequence[Any]] = {
    int: (1, 2, 99),
    float: (1.0,),
    str: ("a.example", ""),
    bool: (True, False),
    bytes: (KEY,),
    datetime: (NOW,),
    timedelta: (timedelta(days=1),),
    date: (NOW.date(),),
    Pattern: [parse_pattern(typed) for typed in ("a.example", "discord.gg/abc", "a.example/x")],
    object: (1,),
}


def calls_of(verb: Callable[..., Any]) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Arguments for a verb: first the plainest of each, then one that is another at a time."""
    hints = typing.get_type_hints(verb)
    offered = [
        (parameter, samples(hints[name], name))
        for name, parameter in inspect.signature(verb).parameters.items()
    ]
    yield _arguments([(parameter, values[0]) for parameter, values in offered])
    for changed, (_, values) in enumerate(offered):
        for value in values[1:]:
            yield _arguments(
                [(other, value if at == changed else plain[0]) for at, (other, plain) in enumerate(offered)]
            )


def _arguments(chosen: Sequence[tuple[inspect.Parameter, Any]]) -> tuple[list[Any], dict[str, Any]]:
    return (
        [value for parameter, value in chosen if parameter.kind is not parameter.KEYWORD_ONLY],
        {parameter.name: value for parameter, value in chosen if parameter.kind is parameter.KEYWORD_ONLY},
    )


def samples(kind: Any, name: str = "") -> Sequence[Any]:
    """Values of a type. Raises TypeError for one that is not known here."""
    while isinstance(kind, typing.NewType):
        kind = kind.__supertype__
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return [
            value
            for each in typing.get_args(kind)
            for value in ([None] if each is type(None) else samples(each, name))
        ]
    if name in _NAMED and not dataclasses.is_dataclass(kind):
        return _NAMED[name]
    found = _PLAIN.get(kind) or _of_a_class(kind) or _of_a_collection(kind)
    if not found:
        raise TypeError(f"no sample of {kind} for {name!r}: name one in tests/plans/plan_samples.py")
    return found


def _of_a_class(kind: Any) -> Sequence[Any]:
    if not inspect.isclass(kind) or typing.get_origin(kind) is not None:
        return ()
    if issubclass(kind, Enum):
        return list(kind)
    if dataclasses.is_dataclass(kind):
        return _built(kind, {field.name for field in dataclasses.fields(kind) if field.init})
    return _built(kind, set(kind._fields)) if issubclass(kind, tuple) else ()  # type: ignore[attr-defined]


def _of_a_collection(kind: Any) -> Sequence[Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if not inspect.isclass(origin):
        return ()
    if origin is tuple and arguments[1:] != (...,):
        return [tuple(samples(each)[0] for each in arguments)]
    if issubclass(origin, Mapping):
        return [{samples(arguments[0])[0]: samples(arguments[1])[0]}]
    make = frozenset if issubclass(origin, (set, frozenset)) else tuple
    return [make([value]) for value in samples(arguments[0])]


def _built(kind: Any, names: set[str]) -> list[Any]:
    hints = {name: hint for name, hint in typing.get_type_hints(kind).items() if name in names}
    offered = {name: samples(hint, name) for name, hint in hints.items()}
    plain = {name: values[0] for name, values in offered.items()}
    built = [kind(**plain)]
    for name, values in offered.items():
        built += [kind(**plain | {name: value}) for value in values[1:]]
    return built
