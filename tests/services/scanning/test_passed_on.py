"""Whether a message that is passed on is a copy of an update that Rowan posted."""

from typing import Any

import pytest

from core.base.errors import Unavailable
from core.base.ids import MessageId
from services.base.outbox import Kind
from services.scanning.passed_on import PassedOn
from tests.conftest import at_once


class Silent:
    """A database that does not answer so many times, and then knows one copy."""

    def __init__(self, silent: int) -> None:
        self.silent = silent
        self.glance = self
        self.outbox = self

    async def subject_at(self, kind: Kind, message: MessageId) -> int | None:
        if self.silent:
            self.silent -= 1
            raise Unavailable
        return 3 if (kind, message) == (Kind.UPDATE_COPY, MessageId(8)) else None


def passed_on(silent: int) -> PassedOn:
    storage: Any = Silent(silent)
    return PassedOn(storage=storage, sleep=at_once)


@pytest.mark.parametrize("silent", [0, 1, 8])
async def test_a_copy_is_known_as_soon_as_the_database_answers(silent: int) -> None:
    assert await passed_on(silent).is_update(MessageId(8), insist=True)
    assert not await passed_on(silent).is_update(MessageId(9), insist=True)


async def test_nothing_is_guessed_where_it_does_not_answer() -> None:
    with pytest.raises(Unavailable):
        await passed_on(9).is_update(MessageId(8), insist=True)
    with pytest.raises(Unavailable):  # whoever keeps the message looks at it again
        await passed_on(1).is_update(MessageId(8), insist=False)
