"""Filling a slash command's options as the client does: by name, with the client's own checks."""

from typing import Any

from localdiscord.acting.interacting import CHANNEL, MENTIONABLE, ROLE, USER, Resolver
from localdiscord.shapes import Json

STRING, INTEGER, BOOLEAN, ATTACHMENT = 3, 4, 5, 11
"""Types of option."""


def fill(
    command: Json, path: list[str], values: dict[str, Any], resolver: Resolver, focus: str | None
) -> list[Json]:
    """Make the `options` of an interaction's data.

    `path`: the names of the subcommand group and the subcommand. `focus`: the option that is being completed, as far
    as it is typed, unchecked; with one, others may still be missing.

    Raises LookupError or ValueError for what the client would not send.
    """
    title = " ".join([command["name"], *path])
    specs, chain = _descend(command, path, title)
    known = {spec["name"]: spec for spec in specs}
    if unknown := set(values) - set(known):
        raise LookupError(f"/{title} has no option(s) {unknown}; it has {list(known)}")
    filled: list[Json] = []
    for name, spec in known.items():
        if name in values:
            value = values[name] if name == focus else _sent(spec, values[name], resolver)
            filled.append({"name": name, "type": spec["type"], "value": value})
            if name == focus:
                filled[-1]["focused"] = True
        elif spec.get("required") and focus is None:
            raise ValueError(f"/{title}: option {name} is required")
    for sub in reversed(chain):
        filled = [{"name": sub["name"], "type": sub["type"], "options": filled}]
    return filled


def _descend(command: Json, path: list[str], title: str) -> tuple[list[Json], list[Json]]:
    """Find the options at the end of the path, and the groups and subcommands on the way."""
    specs, chain = command.get("options") or [], []
    for name in path:
        sub = next((spec for spec in specs if spec["name"] == name), None)
        if sub is None:
            raise LookupError(f"/{title}: no {name!r}; have {[spec['name'] for spec in specs]}")
        chain.append(sub)
        specs = sub.get("options") or []
    return specs, chain


def _sent(spec: Json, value: Any, resolver: Resolver) -> Any:
    """Make the value that goes to the bot: an id for what must be resolved, else the value itself."""
    if spec["type"] == ATTACHMENT:
        return resolver.add_file(value)
    if spec["type"] in (USER, CHANNEL, ROLE, MENTIONABLE):
        resolver.add(spec["type"], value)
    check_value(spec, value)
    return value


def check_value(spec: Json, value: Any) -> None:
    """Check a value's type, choices and bounds. Raises ValueError."""
    name, kind = spec["name"], spec["type"]
    wanted = {INTEGER: int, BOOLEAN: bool, STRING: str}.get(kind)
    if wanted and (not isinstance(value, wanted) or (kind == INTEGER and isinstance(value, bool))):
        raise ValueError(f"{name}: wrong type {value!r}")
    if spec.get("choices") and value not in [choice["value"] for choice in spec["choices"]]:
        raise ValueError(f"{name}={value!r} is not one of {spec['choices']}")
    low, high = spec.get("min_value", spec.get("min_length")), spec.get("max_value", spec.get("max_length"))
    size = len(value) if kind == STRING else value
    if (low is not None and size < low) or (high is not None and size > high):
        raise ValueError(f"{name}={value!r} outside {low}..{high}")
