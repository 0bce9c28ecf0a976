"""The port to a process beside this one, for reading that would hold up everybody else."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

Given = ParamSpec("Given")
Out = TypeVar("Out")


class Apart(Protocol):
    """Calls pure functions elsewhere; services.scanning.slow_texts fills it."""

    async def apart(
        self, author: int, function: Callable[Given, Out], /, *given: Given.args, **named: Given.kwargs
    ) -> Out:
        """What the function returns, once it is this author's turn. Raises Unavailable where that cannot be had now."""
        ...
