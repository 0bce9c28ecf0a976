"""Lists in JSON, element by element: an array, an object with arrays in it, or a value on each line.

An element is a string, or an object with `pattern` (or `domain`, `host`, `url`), and perhaps `category`, `note`, `site`,
`ends`.
Only one element at a time is held. Source: RFC 8259.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from core.lists.formats.records import (
    CATEGORY_NAMES,
    ENDS_NAMES,
    LONGEST,
    NOTE_NAMES,
    PATTERN_NAMES,
    SITE_NAMES,
    FileRefused,
    Record,
)

_BLOCKED: Final = frozenset(
    [
        "entries",
        "patterns",
        "domains",
        "hosts",
        "hostnames",
        "urls",
        "list",
        "rules",
        "blocklist",
        "blacklist",
        "blocked",
        "block",
        "deny",
        "denylist",
    ]
)
_EXCEPTED: Final = frozenset(["exceptions", "whitelist", "allowlist", "allowed", "allow", "allows"])
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_RAW: Final = 200  # characters
_BROKEN: Final = "import-json-broken"


class _Twice:
    """An object in which a name stands twice: which of the two is meant is not known."""


def _object(pairs: list[tuple[str, Any]]) -> Any:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _Twice()


def _nothing(_: str) -> None:
    """What a number is here, however long it is: it names no place."""


_ELEMENT: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_nothing, parse_float=_nothing, parse_constant=_nothing
)


def json_records(texts: Iterable[str]) -> Iterator[Record]:
    """Every element as a record. Raises FileRefused where it is no JSON any more: what follows cannot be read."""
    stream = _Stream(texts)
    while (sign := stream.sign()) != "":
        if sign == "[":
            yield from _array(stream)
        elif sign == "{":
            yield from _outermost(stream)
        else:
            number = stream.number
            yield _record(number, stream.value(), stream.raw)
        if stream.sign() == ",":  # lines of an array without its brackets
            stream.skip()


def _array(stream: "_Stream", *, is_exception: bool = False, fault: str = "") -> Iterator[Record]:
    stream.expect("[")
    while (sign := stream.sign()) != "]":
        if sign == "":
            raise FileRefused(_BROKEN, stream.number)
        number = stream.number
        record = _record(number, stream.value(), stream.raw)
        if fault:
            record = Record(number, record.text, fault=fault)
        yield record._replace(is_exception=is_exception)
        if stream.sign() == ",":
            stream.skip()
        elif stream.sign() != "]":
            raise FileRefused(_BROKEN, stream.number)
    stream.skip()


def _named_array(stream: "_Stream", name: str) -> Iterator[Record]:
    """A list of an object, which is what its name says."""
    known = name in _BLOCKED or name in _EXCEPTED
    fault = "" if known else "import-json-other-list"
    yield from _array(stream, is_exception=name in _EXCEPTED, fault=fault)


def _outermost(stream: "_Stream") -> Iterator[Record]:
    """An object that stands for itself: it holds lists, or is an entry."""
    number, found, names, size, has_list = stream.number, dict[str, Any](), set[str](), 0, False
    stream.expect("{")
    while (sign := stream.sign()) != "}":
        if sign != '"':
            raise FileRefused(_BROKEN, stream.number)
        name = str(stream.value())
        stream.expect(":")
        if name in names:
            found[name] = _Twice()
        names.add(name)
        if stream.sign() == "[":
            has_list = True
            yield from _named_array(stream, name.lower())
        else:
            line, value = stream.number, stream.value()
            size += len(name)
            if size > LONGEST:
                raise FileRefused(_BROKEN, stream.number)
            found.setdefault(name, value)
            if _holds_a_list(value):  # which of its lists is of places to block is not known
                has_list = True
                yield Record(line, stream.raw, fault="import-json-other-list")
        if stream.sign() == ",":
            stream.skip()
        elif stream.sign() != "}":
            raise FileRefused(_BROKEN, stream.number)
    stream.skip()
    yield from _itself(number, found, has_list=has_list)


def _itself(number: int, found: dict[str, Any], *, has_list: bool) -> Iterator[Record]:
    """What an outermost object is beside its lists."""
    if any(isinstance(value, _Twice) for value in found.values()):
        yield Record(number, "", fault="import-json-twice")
    elif any(name.lower() in PATTERN_NAMES for name in found):
        yield _record(number, found, "")
    elif not has_list:  # `{"one.example": true}`: its names may be places, and may be anything else
        yield Record(number, ", ".join(found), fault="import-json-element")


def _holds_a_list(value: Any) -> bool:
    """Whether an object has a list in it, at whatever depth."""
    waiting = [value] if isinstance(value, dict) else []
    while waiting:
        inner = waiting.pop().values()
        if any(isinstance(each, list) for each in inner):
            return True
        waiting += [each for each in inner if isinstance(each, dict)]
    return False


def _record(number: int, value: Any, raw: str) -> Record:
    """What an element names. `raw`: how it stands in the file, for whoever is told that it names nothing."""
    match value:
        case str():
            return Record(number, value) if value.strip() else Record(number, raw, fault="import-no-pattern")
        case _Twice():
            return Record(number, raw, fault="import-json-twice")
        case dict():
            return _of_object(number, {name.lower(): each for name, each in value.items()}, raw)
        case _:
            return Record(number, raw, fault="import-json-element")


def _of_object(number: int, value: dict[str, Any], raw: str) -> Record:
    fields = []
    for names in (PATTERN_NAMES, CATEGORY_NAMES, NOTE_NAMES, SITE_NAMES, ENDS_NAMES):
        field = next((value[name] for name in names if value.get(name) is not None), "")
        if not isinstance(field, str):
            return Record(number, raw, fault="import-json-element")
        fields.append(field)
    if not fields[0].strip():
        return Record(number, raw, fault="import-no-pattern")
    return Record(number, fields[0], fields[1], fields[2], fields[3], ends=fields[4])


class _Stream:
    """The text, of which as much is held as one value needs. `number`: the line that is read; `raw`: how the value that was
    read last begins in the file.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)
        self._text, self._place = "", 0
        self.number = 1
        self.raw = ""

    def sign(self) -> str:
        """The next sign that is no space; "" at the end."""
        while True:
            found = _SPACE.match(self._text, self._place)
            assert found is not None  # noqa: S101  # it also matches nothing
            self._to(found.end())
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                return ""

    def skip(self) -> None:
        """Go past the next sign."""
        self._to(self._place + 1)

    def expect(self, sign: str) -> None:
        """Go past this sign. Raises FileRefused where another stands."""
        if self.sign() != sign:
            raise FileRefused(_BROKEN, self.number)
        self.skip()

    def value(self) -> Any:
        """Read one whole value. Raises FileRefused where none can be read, or one that is longer than LONGEST."""
        self.sign()
        while True:
            try:
                value, end = _ELEMENT.raw_decode(self._text, self._place)
            except (ValueError, RecursionError):
                if len(self._text) - self._place > LONGEST or not self._more():
                    raise FileRefused(_BROKEN, self.number) from None
                continue
            # A number or a word that the piece of text ends with may go on in the next.
            if end == len(self._text) and self._more():
                continue
            if end - self._place > LONGEST:
                raise FileRefused(_BROKEN, self.number)
            self.raw = self._text[self._place : min(end, self._place + _RAW)]
            self._to(end)
            return value

    def _more(self) -> bool:
        for text in self._texts:
            if text:
                self._text, self._place = self._text[self._place :] + text, 0
                return True
        return False

    def _to(self, place: int) -> None:
        passed = self._text[self._place : place]
        if "\n" in passed or "\r" in passed:
            self.number += passed.count("\n") or passed.count("\r")
        self._place = place
