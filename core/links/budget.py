"""What reading the texts of one post may cost, so that no text holds up the process that reads it.

A budget is counted in characters read, and not in time: two looks at one text always end at the same place. Every
reading that is made, every question that is asked of a reading and every address that is read says what it cost. The
sure readings (as it stands, unseen letters left out, look-alikes folded, `hxxp` and `[.]` undone) are made in any case.
"""

from math import inf
from typing import Final

BUDGET: Final = 13_000
"""Characters for one post: one to two milliseconds. Of 30,000 real messages the dearest takes not quite three quarters."""
_SURE: Final = 3_000  # that may be spent besides on addresses in the sure readings
HOST: Final = 10
"""What it costs to ask for a host, beside its length."""
ADDRESS: Final = 500
"""What an address costs to be read, beside its length."""
_ODD_ADDRESS: Final = 600  # the same of one that a browser's parser must read
CLOSER: Final = 300
"""What a closer look at a host costs that a plain question does not answer: at its page, or at the name that it spells."""
NUMBER: Final = 150
"""What an address in numbers costs to be read."""
TRIED: Final = 100
"""What it costs to try a place that may turn out to be no address."""

_OVERDRAFT: Final = 6_000  # for sure readings; a text that needs more is wholly read elsewhere
# Times what a glance at plain ASCII costs; where both are there, it is three glances.
_LETTERS, _ESCAPES, _BOTH = 2, 2, 6
_SIGN: Final = 5  # characters that cost as much as a sign in a text of which questions are asked
_NO_SIGNS: Final = bytes(
    code for code in range(256) if not chr(code).isascii() or chr(code).isalnum() or chr(code).isspace()
)
_ADDRESSES: Final = 4  # characters of an address for what one character costs elsewhere


class Budget:
    """An account of what was read; `left` says whether something was left out, since nothing was left to spend."""

    __slots__ = ("_rest", "_sure", "left")

    def __init__(self, characters: float = BUDGET) -> None:
        self._rest = characters
        self._sure = _SURE
        self.left = False

    @classmethod
    def unlimited(cls) -> "Budget":
        """A budget that is never spent."""
        return cls(inf)

    @property
    def is_unlimited(self) -> bool:
        """Whether it is a budget that is never spent."""
        return self._rest == inf

    @property
    def spent(self) -> bool:
        """Whether nothing but the sure readings will be made."""
        return self._rest <= 0

    def spend(self, characters: int) -> None:
        """So many characters were read, or are about to be."""
        self._rest -= characters

    def ask(self, text: str) -> None:
        """Questions are asked of `text`; most of them look at its signs."""
        signs = len(text.encode("utf-8", "replace").translate(None, _NO_SIGNS))
        self._rest -= len(text) + _SIGN * signs

    def allows(self) -> bool:
        """Whether one more reading may be made; where not, that is noted."""
        if self._rest > 0:
            return True
        self.left = True
        return False

    def allows_sure_reading(self) -> bool:
        """Whether one more of the sure readings may be made; only what costs many times the usual makes it stop there."""
        if self._rest > -_OVERDRAFT:
            return True
        self.left = True
        return False

    def glance(self, text: str) -> bool:
        """All names in `text` are asked for: other letters must be looked at more closely, and escapes be undone.

        Whether that may be done; where it costs more than even a sure reading may, that is noted.
        """
        plain, escapes = text.isascii(), "%" in text
        times = (_ESCAPES if plain else _BOTH) if escapes else (1 if plain else _LETTERS)
        cost = len(text) * times + HOST * text.count(".")
        if cost > self._rest + _OVERDRAFT:
            self.left = True
            return False
        self._rest -= cost
        return True

    def allows_closer(self, characters: int = CLOSER) -> bool:
        """Whether a closer look may be taken, which takes its cost; as far as the sure readings go. Where not, that is noted."""
        if not self.allows_sure_reading():
            return False
        self._rest -= characters
        return True

    def allows_address(self, written: str) -> bool:
        """Whether one more address may be read, which takes its cost; where not, that is noted."""
        if not self.allows():
            return False
        self._rest -= _of_address(written)
        return True

    def allows_sure(self, written: str) -> bool:
        """The same for the first addresses of a reading, for which something is set aside."""
        if self._rest > 0:
            return self.allows_address(written)
        if self._sure <= 0:
            self.left = True
            return False
        self._sure -= _of_address(written)
        return True


def _of_address(written: str) -> int:
    odd = "%" in written or not written.isascii() or "xn--" in written.lower()
    return (_ODD_ADDRESS if odd else ADDRESS) + len(written) // _ADDRESSES
