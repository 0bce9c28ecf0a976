"""The check digits of numbers that people are known by. Each takes digits, the check digits among them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

_CENTURY: Final = 100


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B: cards, and the numbers of persons in some countries."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of its digits
    return total % 10 == 0


def weighed(digits: str, weights: Sequence[int]) -> int:
    """The sum of the digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def iban(written: str) -> bool:
    """ISO 13616: the four signs in front go behind, letters are 10 to 35, and what is left of 97 is 1."""
    moved = written[4:] + written[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


_D: Final = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)
_P: Final = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)


def verhoeff(digits: str) -> bool:
    """Verhoeff's scheme over the dihedral group D5: India's Aadhaar."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_D[check][int(_P[place % 8][int(digit)])])
    return check == 0


def iso_7064_11_10(digits: str) -> bool:
    """ISO 7064, MOD 11,10: Germany's tax number, Croatia's OIB."""
    product = 10
    for digit in digits[:-1]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day; a year of two digits is of this century."""
    try:
        date(year if year >= _CENTURY else 2000 + year, month, day)
    except ValueError:
        return False
    return True
