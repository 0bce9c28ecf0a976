"""Filling a modal as the client does, with the client's own checks."""

from collections.abc import Sequence
from typing import Any

from localdiscord.acting.interacting import CHANNEL, MENTIONABLE, ROLE, USER, Resolver
from localdiscord.shapes import Json, walk_components

ROW, TEXT_INPUT, TEXT, LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 1, 4, 10, 18, 19, 21, 22, 23
"""Types of component in a modal."""

PICKS = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}
"""Maps the type of an entity select to the type of option that resolves its values."""


class Form:
    """The values that a user gives, by custom_id or label, put into a modal's fields."""

    def __init__(self, values: dict[str, Any], resolver: Resolver) -> None:
        self._values = values
        self._resolver = resolver

    def fill_all(self, components: list[Json]) -> list[Json]:
        """Make the `components` of the submission.

        Raises LookupError for a value that has no field, ValueError for a bad one.
        """
        everything = [component for _, component in walk_components(components)]
        names = {
            name
            for component in everything
            for name in (component.get("custom_id"), component.get("label"))
            if name
        }
        if unknown := set(self._values) - names:
            raise LookupError(f"the modal has no field(s) {unknown}; it has {names}")
        return [self._fill(component, None) for component in components]

    def _fill(self, component: Json, label: str | None) -> Json:
        kind = component["type"]
        out: Json = {"type": kind, "id": component["id"]}
        if kind == ROW:
            return out | {"components": [self._fill(inner, None) for inner in component["components"]]}
        if kind == LABEL:
            return out | {"component": self._fill(component["component"], component["label"])}
        if kind == TEXT:
            return out
        return out | {"custom_id": component["custom_id"]} | self._answer(component, label)

    def _answer(self, component: Json, label: str | None) -> Json:
        """Make what a field sends: `value`, or `values` where there may be several."""
        kind, label = component["type"], label or component.get("label")
        name = label or component["custom_id"]
        value = self._values.get(component["custom_id"], self._values.get(label or "", _default(component)))
        if kind == TEXT_INPUT:
            return {"value": _checked_text(component, name, value)}
        if kind == CHECKBOX:
            return {"value": bool(value)}
        chosen: list[Any] = (
            list(value) if isinstance(value, list | tuple) else [] if value is None else [value]
        )
        _check_choice(component, name, chosen)
        if kind == RADIO:
            return {"value": chosen[0] if chosen else None}
        if kind == UPLOAD:
            return {"values": [self._resolver.add_file(file) for file in chosen]}
        if kind in PICKS:
            for one in chosen:
                self._resolver.add(PICKS[kind], one)
        return {"values": chosen}


def _default(component: Json) -> Any:
    """Make what a field sends when the user leaves it alone."""
    preset = [option["value"] for option in component.get("options") or [] if option.get("default")]
    alone = {
        TEXT_INPUT: component.get("value") or "",
        RADIO: (preset or [None])[0],
        CHECKBOX: component.get("default"),
    }
    return alone.get(component["type"], preset)


def _checked_text(component: Json, name: str, value: str) -> str:
    low, high = component.get("min_length") or 0, component.get("max_length") or 4000
    missing = component.get("required", True) and not value
    if missing or (value and not low <= len(value) <= high):
        raise ValueError(f"modal field {name!r}: bad length {len(value)}")
    return value


def _check_choice(component: Json, name: str, chosen: Sequence[Any]) -> None:
    if component.get("required", True) and not chosen:
        raise ValueError(f"modal field {name!r} is required")
    options = [option["value"] for option in component.get("options") or []]
    if options and set(chosen) - set(options):
        raise ValueError(f"modal field {name!r}: {chosen} not among {options}")
    if component["type"] == RADIO or not chosen:
        return
    low = component.get("min_values")
    high = component.get("max_values") or (len(options) if component["type"] == CHECKBOXES else 1)
    if not (1 if low is None else low) <= len(chosen) <= high:
        raise ValueError(f"modal field {name!r}: {len(chosen)} values")
