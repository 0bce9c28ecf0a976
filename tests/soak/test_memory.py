"""A leak of a megabyte in 100,000 messages is told from chance; caches that fill, pages that come and go, are not called one."""

from random import Random

import pytest

from tests.soak.memory import MOST, Sample, growth, leaks

_NOISE = 400  # kilobytes up and down, as a process at rest shows them


def samples(leak: float, seed: int = 1, jumps: int = 0, count: int = 18) -> list[Sample]:
    """Of 300,000 messages; `leak`: kilobytes in 100,000; `jumps`: odd samples."""
    pick = Random(seed)
    odd = set(pick.sample(range(count), jumps))
    return [
        Sample(
            number * 12_500,
            int(
                150_000 + leak * number / 8 + pick.uniform(-_NOISE, _NOISE) + (5_000 if number in odd else 0)
            ),
        )
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_a_leak_is_found(seed: int) -> None:
    assert leaks(samples(MOST * 1.4, seed))


@pytest.mark.parametrize("seed", range(20))
def test_what_comes_and_goes_is_no_leak(seed: int) -> None:
    assert not leaks(samples(0, seed, jumps=2))


def test_growth_is_said_for_100_000_messages() -> None:
    assert growth([Sample(number * 50_000, 1000 + number * 700) for number in range(10)]) == 1400


def test_few_samples_tell_nothing() -> None:
    with pytest.raises(ValueError, match="too few"):
        growth(samples(0, count=7))
