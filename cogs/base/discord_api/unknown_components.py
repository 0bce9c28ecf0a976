"""Tells whether a message carries components of a kind that discord.py does not know: it leaves them out, silently."""

from collections.abc import Mapping
from typing import Any

import discord

_KNOWN = frozenset(kind.value for kind in discord.ComponentType)
_INNER = ("components", "accessory", "component")
_DEEPEST = 8


def has_unknown_components(data: Mapping[str, Any]) -> bool:
    """Of a message as Discord's JSON. Nearly every message has none at all: two look-ups."""
    if data.get("components") and _any_unknown(data["components"]):
        return True
    forwarded = data.get("message_snapshots")
    if not isinstance(forwarded, list):
        return False
    return any(
        _any_unknown((each.get("message") or {}).get("components"))
        for each in forwarded
        if isinstance(each, Mapping)
    )


def _any_unknown(value: object, depth: int = 0) -> bool:
    if isinstance(value, list):
        return any(_any_unknown(each, depth) for each in value)
    if not isinstance(value, Mapping) or depth > _DEEPEST:
        return False
    unknown = "type" in value and value["type"] not in _KNOWN
    return unknown or any(_any_unknown(value.get(part), depth + 1) for part in _INNER)
