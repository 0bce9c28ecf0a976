"""The faults of one local Discord, asked at each call."""

from typing import TypeVar

from localdiscord.faults.crashes import Crash
from localdiscord.faults.failures import Failure, Fault, LostAnswer, matches

FaultT = TypeVar("FaultT", bound=Fault)


class Faults:
    """Holds what is to go wrong, matched by method and a glob of the path; the first that was set comes first."""

    def __init__(self) -> None:
        self._failures: list[Failure] = []
        self._lost: list[LostAnswer] = []
        self._crashes: list[Crash] = []

    def add_failure(self, failure: Failure) -> None:
        self._failures.append(failure)

    def add_lost_answer(self, lost: LostAnswer) -> None:
        self._lost.append(lost)

    def add_crash(self, crash: Crash) -> None:
        self._crashes.append(crash)

    def end_all(self) -> None:
        """End every failure and every loss of answers; crashes stay appointed."""
        for fault in (*self._failures, *self._lost):
            fault.end()

    def fail(self, method: str, path: str) -> None:
        """Raise the failure that this call must meet, if any, and count it."""
        failure = _met(self._failures, method, path)
        if failure:
            raise failure.error()

    def lost_for(self, method: str, path: str) -> LostAnswer | None:
        """Tell how the answer of this call is lost, if it is, and count it."""
        return _met(self._lost, method, path)

    def crash_for(self, method: str, path: str) -> Crash | None:
        """The crash that is due at this call; counts the call for every crash that it matches."""
        for crash in self._crashes:
            if matches(method, path, crash.method, crash.path):
                crash.nth -= 1
        due = next((crash for crash in self._crashes if crash.nth <= 0), None)
        if due:
            self._crashes.remove(due)
        return due


def _met(faults: list[FaultT], method: str, path: str) -> FaultT | None:
    found = next((fault for fault in faults if fault.concerns(method, path)), None)
    if found:
        found.met += 1
    return found
