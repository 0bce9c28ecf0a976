"""What is told of a reporter before a moderator mutes them: nothing by which their names in two cases could be put together."""

from enum import StrEnum

FEW_CASES = 5


class HowMany(StrEnum):
    """How many open cases a dismissal concerns, as coarse as it may be told before anything is done and noted."""

    NONE = "none"
    ONE = "one"
    FEW = "few"  # up to FEW_CASES
    MANY = "many"


def how_many(cases: int) -> HowMany:
    """The number as it may be told."""
    if cases <= 1:
        return HowMany.ONE if cases else HowMany.NONE
    return HowMany.FEW if cases <= FEW_CASES else HowMany.MANY
