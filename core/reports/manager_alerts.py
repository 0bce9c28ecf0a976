"""Choosing the cases about messages of moderators of which the managers are told, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.base.ids import CaseId, ServerId

CONCERNED_AFTER = timedelta(hours=1)  # unclaimed; an emergency goes to the managers at once
# About messages of one author; what comes between is told together.
TOLD_AT_MOST_EVERY = timedelta(minutes=10)
AUTHORS_A_LOOK = 5  # each is a question to Discord, and cards must not wait behind many


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that nobody has claimed, with the look-up key of the author of its message."""

    id: CaseId
    server: ServerId
    author_key: bytes


def one_an_author(urgent: Sequence[WaitingCase], overdue: Sequence[WaitingCase]) -> list[WaitingCase]:
    """The first case about each author, emergencies before cases that wait too long; at most AUTHORS_A_LOOK.

    A look-up key is scoped to one server, so nobody is taken for a person of another server.
    """
    firsts: dict[bytes, WaitingCase] = {}
    for case in (*urgent, *overdue):
        firsts.setdefault(case.author_key, case)
    return list(firsts.values())[:AUTHORS_A_LOOK]
