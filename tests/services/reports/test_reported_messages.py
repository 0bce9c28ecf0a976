"""What cases know of whether their messages are there: what Discord says, and nothing else."""

import pytest

from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.reports.outcomes import Presence
from services.reports import reported_messages
from services.reports.reported_messages import ReportedMessages
from tests.given_cases import ANN, ModeratedCases
from tests.given_reports import OTHER_SERVER, SERVER

CHANNEL = ChannelId(10)


class Asked:
    """Fills MessageSource: what Discord says of each message, and which were asked about."""

    def __init__(self) -> None:
        self.says: dict[int, Presence] = {}
        self.asked: list[int] = []

    async def presence(self, server: ServerId, place: MessagePlace) -> Presence:
        assert (server, place.channel) == (SERVER, CHANNEL)
        self.asked.append(place.message)
        return self.says.get(place.message, Presence.THERE)


@pytest.fixture
def discord() -> Asked:
    return Asked()


@pytest.fixture
def messages(cases: ModeratedCases, discord: Asked, monkeypatch: pytest.MonkeyPatch) -> ReportedMessages:
    monkeypatch.setattr(reported_messages, "PAUSE_SECONDS", 0.0)
    return ReportedMessages(storage=cases.storage, review=cases.review, source=discord)


async def gone(cases: ModeratedCases, *made: CaseId) -> list[bool]:
    return [(await cases.get(case)).message_gone for case in made]


async def test_only_what_discord_calls_gone_is_gone(
    cases: ModeratedCases, messages: ReportedMessages, discord: Asked
) -> None:
    made = [await cases.report(number) for number in (100, 101, 102)]
    discord.says = {100: Presence.GONE, 101: Presence.UNKNOWN}
    for case in made:
        await messages.look_at(await cases.get(case))
    assert await gone(cases, *made) == [True, False, False]
    for case in made:
        await messages.look_at(await cases.get(case))
    assert discord.asked == [100, 101, 102, 101, 102]  # what is known is not asked again


async def test_what_a_channel_held_goes_with_it_in_its_server_alone(
    cases: ModeratedCases, messages: ReportedMessages
) -> None:
    made = [await cases.report(number) for number in (100, 101)]
    await cases.dismiss(ANN, made[1])
    await messages.channel_gone(OTHER_SERVER, CHANNEL)
    await messages.channel_gone(SERVER, ChannelId(11))
    assert await gone(cases, *made) == [False, False]
    await messages.channel_gone(SERVER, CHANNEL)
    assert await gone(cases, *made) == [True, False]  # a decided case asks when its reporter is told


async def test_a_server_that_arrives_is_looked_at_once_and_no_longer_than_is_good(
    cases: ModeratedCases, messages: ReportedMessages, discord: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reported_messages, "LOOKED_AT", 2)
    made = [await cases.report(number) for number in (100, 101, 102, 103)]
    await cases.report(None, "other.example")
    await cases.dismiss(ANN, made[3])
    discord.says = dict.fromkeys((100, 101, 102, 103), Presence.GONE)
    messages.look_soon(SERVER)
    messages.look_soon(SERVER)
    assert await messages.step()
    assert not await messages.step()
    assert len(discord.asked) == 2
    messages.look_soon(SERVER)
    await messages.step()
    assert await gone(cases, *made) == [True, True, True, False]


async def test_two_processes_and_an_event_find_it_once(
    cases: ModeratedCases, messages: ReportedMessages
) -> None:
    case = await cases.report(100)
    before = len(await cases.due())
    await cases.review.messages_gone(SERVER, [MessageId(100)])
    await messages.channel_gone(SERVER, CHANNEL)
    assert await gone(cases, case) == [True]
    assert len(await cases.due()) == before  # its one card, once
