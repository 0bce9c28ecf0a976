"""Whether a message that is passed on is a copy of an update that Rowan posted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.base.errors import Unavailable
from core.base.ids import MessageId
from core.base.times import moment_of
from services.base.outbox import Kind
from services.scanning.passed_on import PassedOn
from tests.conftest import at_once


class Silent:
    """A database that does not answer so many times, and then knows one copy."""

    def __init__(self, silent: int, unsaved: int = 0) -> None:
        self.silent = silent
        self.unsaved = unsaved  # looks at which the copy's row does not say yet where it stands
        self.glance = self
        self.outbox = self

    async def subject_at(self, kind: Kind, message: MessageId) -> int | None:
        if self.silent:
            self.silent -= 1
            raise Unavailable
        if self.unsaved:
            self.unsaved -= 1
            return None
        return 3 if (kind, message) == (Kind.UPDATE_COPY, COPY) else None


COPY = MessageId(8)  # posted in the first days of Discord
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def passed_on(silent: int, unsaved: int = 0, now: datetime = NOW) -> PassedOn:
    storage: Any = Silent(silent, unsaved)
    return PassedOn(storage=storage, clock=lambda: now, sleep=at_once)


@pytest.mark.parametrize("silent", [0, 1, 8])
async def test_a_copy_is_known_as_soon_as_the_database_answers(silent: int) -> None:
    assert await passed_on(silent).is_update(COPY, insist=True)
    assert not await passed_on(silent).is_update(MessageId(9), insist=True)


async def test_nothing_is_guessed_where_it_does_not_answer() -> None:
    with pytest.raises(Unavailable):
        await passed_on(9).is_update(COPY, insist=True)
    with pytest.raises(Unavailable):  # whoever keeps the message looks at it again
        await passed_on(1).is_update(COPY, insist=False)


async def test_of_a_copy_that_was_posted_just_now_no_row_yet_is_no_answer() -> None:
    just_now = moment_of(COPY) + timedelta(seconds=2)
    assert await passed_on(0, unsaved=3, now=just_now).is_update(COPY, insist=True)
    assert not await passed_on(0, unsaved=1).is_update(COPY, insist=True)
