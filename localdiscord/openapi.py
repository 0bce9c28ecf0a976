"""Checking request bodies against Discord's own OpenAPI document (3.1), where a copy of it is at hand.

The document (MIT, https://github.com/discord/discord-api-spec) is no part of the project. It is looked for at
``$FAKEDISCORD_OPENAPI`` and in a folder ``shared`` beside the checkout; without it nothing is validated here and only
``payload_rules`` hold.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from localdiscord.errors import Issue
from localdiscord.shapes import Json

CHECKOUT = Path(__file__).resolve().parent.parent

CODES = {
    "maxLength": "BASE_TYPE_BAD_LENGTH",
    "minLength": "BASE_TYPE_BAD_LENGTH",
    "maxItems": "BASE_TYPE_BAD_LENGTH",
    "minItems": "BASE_TYPE_BAD_LENGTH",
    "required": "BASE_TYPE_REQUIRED",
    "enum": "BASE_TYPE_CHOICES",
    "minimum": "NUMBER_TYPE_MIN",
    "maximum": "NUMBER_TYPE_MAX",
}
"""Maps a JSON Schema keyword to Discord's code for a field that breaks it."""


class Operation(NamedTuple):
    method: str
    path: re.Pattern[str]
    parameters: int
    schema: Json


class Spec:
    """The document, ready to check bodies."""

    def __init__(self, path: Path) -> None:
        import jsonschema

        document = json.loads(path.read_text(encoding="utf-8"))
        self._components = {"components": _loosen(document["components"])}
        self._components["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        self._operations = sorted(_operations(document), key=lambda operation: operation.parameters)
        base = jsonschema.Draft202012Validator
        checker = base.TYPE_CHECKER.redefine("integer", _is_integer)
        self._validator = jsonschema.validators.extend(base, type_checker=checker)  # type: ignore[no-untyped-call]
        self._made: dict[int, Any] = {}
        self._fine: set[bytes] = (
            set()
        )  # what was checked before: each start sends all commands, a tenth of a second of checking

    def check(self, method: str, path: str, body: Any) -> list[Issue]:
        """Find the document's complaints about this body; none where it knows no such call."""
        for index, operation in enumerate(self._operations):
            if operation.method == method and operation.path.match(path):
                return self._complaints(index, operation, body)
        return []

    def _complaints(self, index: int, operation: Operation, body: Any) -> list[Issue]:
        asked = hashlib.sha256(f"{index} {json.dumps(body)}".encode()).digest()
        if asked in self._fine:
            return []
        if index not in self._made:
            self._made[index] = self._validator({**self._components, **operation.schema})
        found = [_issue(leaf) for error in self._made[index].iter_errors(body) for leaf in _leaves(error)]
        if not found:
            self._fine.add(asked)
        return found


def find() -> Spec | None:
    """Find the document, and make the Spec, if a copy and `jsonschema` are there; it is read once a process."""
    places = [os.environ.get("FAKEDISCORD_OPENAPI"), CHECKOUT.parent / "shared" / "discord-openapi.json"]
    found = next((Path(place) for place in places if place and Path(place).is_file()), None)
    return _load(found) if found and find_spec("jsonschema") else None


@lru_cache(maxsize=1)
def _load(path: Path) -> Spec:
    return Spec(path)


def _operations(document: Json) -> Iterator[Operation]:
    for template, operations in document["paths"].items():
        pattern = re.compile("^" + re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(template)) + "$")
        for method, operation in operations.items():
            if not isinstance(operation, dict):
                continue
            content = operation.get("requestBody", {}).get("content", {})
            schema = content.get("application/json", {}).get("schema")
            if schema:
                yield Operation(method.upper(), pattern, template.count("{"), _loosen(schema))


def _is_integer(_checker: Any, value: Any) -> bool:
    """Whether a value is an integer to Discord, which takes "123" for one."""
    if isinstance(value, str):
        return re.fullmatch(r"-?\d+", value) is not None
    return isinstance(value, int) and not isinstance(value, bool)


def _loosen(node: Any) -> Any:
    """Turn the oneOf of a union into anyOf: a value that is string and integer at once would match two branches."""
    if isinstance(node, list):
        return [_loosen(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    out = {key: _loosen(value) for key, value in node.items()}
    if isinstance(out.get("oneOf"), list) and "anyOf" not in out:
        out["anyOf"] = out.pop("oneOf")
    return out


def _leaves(error: Any) -> list[Any]:
    """Yield the errors at the bottom of a union: those of the branch that was most likely meant."""
    if not error.context:
        return [error]
    branches: dict[Any, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    meant = [branch for branch in branches.values() if not any(map(_wrong_branch, branch))]
    return [leaf for inner in min(meant or branches.values(), key=len) for leaf in _leaves(inner)]


def _wrong_branch(error: Any) -> bool:
    """Whether a branch of a union was not meant: its `type` differs, or not even the JSON type fits."""
    if error.validator == "type":
        return not error.relative_path
    return error.validator in ("enum", "const") and list(error.relative_path) == ["type"]


def _issue(error: Any) -> Issue:
    path = ".".join(map(str, error.absolute_path))
    if error.validator == "required":
        path += "." + error.message.split("'")[1]
    return path, CODES.get(error.validator, "BASE_TYPE_INVALID"), error.message[-160:]
