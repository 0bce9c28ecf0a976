"""Times are aware UTC datetimes; databases and snowflakes hold milliseconds."""

from datetime import UTC, datetime, timedelta

_DISCORD_EPOCH_MS = 1_420_070_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970, exact (no float between)."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The inverse of `to_ms`."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def day_of(moment: datetime) -> int:
    """The day, counted from 1970 in UTC."""
    return (moment - _EPOCH).days


def snowflake_at(moment: datetime) -> int:
    """The smallest Discord id that something made at `moment` can have (Discord's reference, "Snowflakes")."""
    return max(0, to_ms(moment) - _DISCORD_EPOCH_MS) << 22


def moment_of(snowflake: int) -> datetime:
    """The time at which the thing with this Discord id was made."""
    return from_ms((snowflake >> 22) + _DISCORD_EPOCH_MS)
