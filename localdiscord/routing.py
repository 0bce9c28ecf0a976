"""The table of REST routes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from localdiscord.shapes import File


@dataclass
class Call:
    """A REST call by the bot, read from the wire."""

    method: str
    path: str
    """Below `/api/v10`."""
    body: Any
    query: dict[str, str]
    repeated: dict[str, list[str]]
    """The same, where a parameter may stand several times."""
    files: list[File]
    reason: str | None
    """The reason that is given for the audit log."""
    auth: bool
    """Whether it bore the bot's token."""


Handler = Callable[..., Any]
"""A function that takes the world, the call and the path's named parts.

It returns the JSON, or None for 204, or (status, JSON).
"""

HandlerT = TypeVar("HandlerT", bound=Handler)


class Route(NamedTuple):
    pattern: re.Pattern[str]
    parameters: int
    handler: Handler


_ROUTES: dict[tuple[str, int], list[Route]] = {}
"""The routes by method and number of slashes; literal paths before templated ones."""


def route(method: str, *templates: str) -> Callable[[HandlerT], HandlerT]:
    """Have a function serve these paths. `{name}` is a part that it is given, `{}` one that it is not."""

    def register(handler: HandlerT) -> HandlerT:
        for template in templates:
            pattern = re.sub(
                r"\{(\w*)\}", lambda part: f"(?P<{part[1]}>[^/]+)" if part[1] else "[^/]+", template
            )
            routes = _ROUTES.setdefault((method, template.count("/")), [])
            routes.append(Route(re.compile(f"^{pattern}$"), template.count("{"), handler))
            routes.sort(key=lambda one: one.parameters)
        return handler

    return register


def find_route(method: str, path: str) -> tuple[Handler, dict[str, str]] | None:
    """Find the function that serves a call, and the named parts of its path."""
    for pattern, _, handler in _ROUTES.get((method, path.count("/")), ()):
        if match := pattern.match(path):
            return handler, match.groupdict()
    return None
