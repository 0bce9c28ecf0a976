"""Waiting a moment for what is just becoming known."""

from collections.abc import Sequence

import pytest

from services.base.patience import until_known


@pytest.mark.parametrize(
    ("answers", "known", "waits"),
    [
        (["there"], "there", 0),
        ([None, None, "there"], "there", 2),
        ([None, None, None, "there"], "there", 3),
        ([None, None, None, None, "too late"], None, 3),
        (["", "there"], "", 0),  # empty is known
    ],
)
async def test_it_looks_until_something_is_known_but_not_for_ever(
    answers: Sequence[str | None], known: str | None, waits: int
) -> None:
    left, waited = list(answers), []

    async def look() -> str | None:
        return left.pop(0)

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    assert await until_known(look, again=3, seconds=0.1, sleep=sleep) == known
    assert waited == [0.1] * waits


async def test_what_fails_while_looking_is_told() -> None:
    async def look() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await until_known(look, again=3, seconds=0.1)
