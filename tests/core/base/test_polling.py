"""When an address that is asked for again and again is asked for next."""

from datetime import timedelta

from core.base.polling import next_wait

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_what_fails_is_left_alone_for_longer_and_longer_up_to_a_day() -> None:
    waits = [next_wait(HOUR, failures, 0) for failures in range(12)]
    assert waits[:3] == [HOUR, 2 * HOUR, 4 * HOUR]
    assert waits[-1] == DAY
    assert next_wait(7 * DAY, 3, 0) == 7 * DAY
    assert next_wait(HOUR, 0, 1) == HOUR * 1.1
    assert next_wait(HOUR, 0, 0, retry_after=2 * DAY) == 2 * DAY
    assert next_wait(HOUR, 2, 0, retry_after=HOUR) == 4 * HOUR
