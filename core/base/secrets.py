"""Values that nobody is to see: they are compared and used as what they are, and neither shown, written down nor copied.

A traceback with local variables, a debugger, `print` and f-strings show `[masked]`; pickling is refused, so that no file, other
process or queue takes one along. `plain` gives the value, where it is handed to whoever needs it.
"""

from typing import Any, NoReturn, Self

SHOWN = "[masked]"


class SecretText(str):
    """A text that is not shown."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, str.__str__(text))  # of a secret, too, which `str` would not give

    def plain(self) -> str:
        """The text itself."""
        return str.__str__(self)

    def __repr__(self) -> str:
        return SHOWN

    def __str__(self) -> str:
        return SHOWN

    def __format__(self, _form: str) -> str:
        return SHOWN

    def __deepcopy__(self, _memo: Any) -> Self:
        return self

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError("a secret is not written down")


class SecretBytes(bytes):
    """Bytes that are not shown."""

    __slots__ = ()

    def plain(self) -> bytes:
        """The bytes themselves."""
        return bytes(memoryview(self))

    def __repr__(self) -> str:
        return SHOWN

    def __str__(self) -> str:
        return SHOWN

    def __format__(self, _form: str) -> str:
        return SHOWN

    def __deepcopy__(self, _memo: Any) -> Self:
        return self

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError("a secret is not written down")
