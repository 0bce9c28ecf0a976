"""An id that holds the lines of the log together which one interaction, one post or one row of work caused.

It is random and says nothing of anybody. The reference of an apology (rule 10) is the id of its interaction.
"""

import secrets
from contextlib import AbstractContextManager
from contextvars import ContextVar, Token
from types import TracebackType

_current: ContextVar[str] = ContextVar("correlation", default="")


def correlation() -> str:
    """The id of what is being done; empty where it has none."""
    return _current.get()


def begin_correlation() -> str:
    """Give what the present task does from here on an id of its own; for a task that does one thing and ends."""
    _current.set(made := secrets.token_hex(4))
    return made


class correlated(AbstractContextManager[str]):  # noqa: N801  # it is used as a function
    """Give what is done within an id of its own."""

    def __enter__(self) -> str:
        made = secrets.token_hex(4)
        self._token: Token[str] = _current.set(made)
        return made

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _current.reset(self._token)
