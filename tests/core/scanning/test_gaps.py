"""What is left of a channel's past: joining loses nothing, reads nothing twice, and does not depend on the order."""

from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import ChannelId
from core.base.times import moment_of
from core.scanning.gaps import MESSAGES_A_CHANNEL, MESSAGES_AT_MOST, NeverRead, Unread, Why, merged


@st.composite
def unread(draw: st.DrawFn) -> Unread:
    after = draw(st.integers(0, 30))
    channel = ChannelId(draw(st.integers(1, 2)))
    return Unread(channel, after, after + draw(st.integers(1, 10)), draw(st.integers(1, 200)))


def ids(found: list[Unread]) -> list[tuple[int, int]]:
    return [(each.channel, number) for each in found for number in range(each.after, each.before)]


@given(found=st.lists(unread(), max_size=8))
def test_what_is_joined_covers_the_same_once_in_any_order(found: list[Unread]) -> None:
    joined = merged(found)
    assert sorted(ids(joined)) == sorted(set(ids(found)))
    assert merged(joined) == joined
    assert merged(reversed(found)) == joined


def test_gaps_of_a_process_that_dies_again_and_again_are_read_as_far_as_each_would_have_been() -> None:
    gaps = [Unread(ChannelId(1), after=number * 100, before=number * 100 + 150) for number in range(3)]
    assert merged(gaps) == [Unread(ChannelId(1), 0, 350, 3 * MESSAGES_A_CHANNEL)]
    apart = Unread(ChannelId(1), after=1000, before=1001)
    assert merged([*gaps, apart])[1] == apart


def test_but_many_gaps_are_no_flood() -> None:
    (joined,) = merged([Unread(ChannelId(1), after=number, before=number + 2) for number in range(100)])
    assert joined.room == MESSAGES_AT_MOST


def test_threads_and_messages_of_a_channel_are_not_joined() -> None:
    both = [Unread(ChannelId(1), 0, 50), Unread(ChannelId(1), 0, 50, threads=True)]
    assert merged(both) == both


def test_what_is_left_when_the_room_is_spent_is_never_read() -> None:
    whole = Unread(ChannelId(1), after=100, before=500, room=150)
    assert whole.beyond_page(300, 100) is None
    assert whole.beyond_page(100, 150) is None, "all is read"
    never = NeverRead(ChannelId(1), moment_of(100), moment_of(300), Why.MANY)
    assert whole.beyond_page(300, 150) == never


def test_a_page_lowers_what_is_left_until_nothing_is() -> None:
    whole = Unread(ChannelId(1), after=100, before=500)
    assert whole.without_page(300, 100) == Unread(ChannelId(1), 100, 300, MESSAGES_A_CHANNEL - 100)
    assert whole.without_page(100, 100) is None, "the gap's beginning is reached"
    assert whole.without_page(300, MESSAGES_A_CHANNEL) is None, "so many are read at most"
