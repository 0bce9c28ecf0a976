"""What was posted while Rowan was away is removed, however late Discord tells of it."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core.scanning.gaps import PORTION
from localdiscord import FakeDiscord, Json
from localdiscord.sessions import Session
from tests.process.on_disk import opened
from tests.process.running import running
from tests.process.scanning.driver import LINK, Scanning
from tests.process.server import server, waited
from tests.wording import sentence

pytestmark = pytest.mark.process

LATE_SECONDS = 10.0
HISTORY = "/channels/*/messages"


async def test_a_history_that_answers_503_for_some_seconds_is_read_afterwards(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    other = fd.add_channel(here.guild, "other")
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await bot.stop()
        missed = [await scanner.post(f"{LINK}?1"), await scanner.post(f"{LINK}?2", channel=other)]
        clean = await scanner.post("nothing to see")
        fd.inject("GET", HISTORY, status=503, times=7)
        await bot.start()
        for each in missed:
            await here.removed(each, f"{each['content']}, once Discord gave the history,")
        assert fd.exists(clean)
        await fd.until(lambda: any("caught up" in line for line in bot.output), what="nothing is left")
        assert any("left: 2 channels, 0 servers" in line for line in bot.output)


async def test_a_long_rate_limit_is_waited_for_over_a_restart(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await bot.stop()
        missed = await scanner.post()
        fd.inject(
            "GET", HISTORY, status=429, times=1, retry_after=61
        )  # longer than is waited for on the spot
        await bot.start()
        await fd.until(lambda: any("did not give" in line for line in bot.output), what="it was refused")
        await bot.restart(crash=True)
        await fd.quiet(3.0)
        assert len(fd.calls("GET", f"/channels/{here.general}/messages")) == 1, "nobody asks before the time"
        assert fd.exists(missed)


async def test_a_server_that_arrives_late_is_looked_through_then(
    fd: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = server(fd), server(fd, "Harbour")
    scanners = [Scanning(here), Scanning(there)]
    async with running(fd, tmp_path) as bot:
        for scanner in scanners:
            await scanner.set_up()
        await bot.stop()
        missed = [await scanner.post() for scanner in scanners]
        late = _hold_back(fd, there.guild, monkeypatch)
        await bot.start()
        await here.removed(missed[0], "what was missed in the server that is there,")
        await asyncio.sleep(LATE_SECONDS)
        assert fd.exists(missed[1])
        late()
        await here.removed(missed[1], "what was missed in the server that came late,")


async def test_what_arrives_late_is_not_forgotten_by_a_process_that_dies_meanwhile(
    fd: FakeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await bot.kill()
        missed = await scanner.post()
        with monkeypatch.context() as away:
            _hold_back(fd, here.guild, away)
            await bot.start()
            await fd.quiet(3.0)
            await bot.kill()
        await bot.start()
        await here.removed(missed)


async def test_nobody_is_taken_for_somebody_without_roles_while_discord_does_not_say(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    role = fd.add_role(here.guild, "Journalists")
    reporter = fd.add_member(here.guild, "reporter", roles=[role])
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await scanner.policy("exempt", role=role)
        await bot.stop()
        exempt, listed = await scanner.post(by=reporter), await scanner.post(f"{LINK}?2")
        fd.inject("GET", "/guilds/*/members/*", status=503, times=4)
        await bot.start()
        await fd.until(lambda: any("did not say" in line for line in bot.output), what="it was asked in vain")
        await bot.restart(crash=True)
        await here.removed(listed, "what nobody exempt wrote, once Discord said so,")
        await fd.quiet(2.0)
        assert fd.exists(exempt)
        assert len(scanner.cards()) == 1


def _hold_back(fd: FakeDiscord, guild: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on a new session is not told of this server, until what is returned is called."""
    emit_to = fd.emit_to
    held: list[tuple[Session, str, Json]] = []

    def emit(session: Session, event: str, data: Json) -> None:
        if event == "GUILD_CREATE" and data["id"] == guild:
            held.append((session, event, data))
        else:
            emit_to(session, event, data)

    def arrive() -> None:
        monkeypatch.undo()
        for each in held:
            emit_to(*each)

    monkeypatch.setattr(fd, "emit_to", emit)
    return arrive


async def test_what_was_posted_between_a_kick_and_the_return_is_removed_at_once(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path):
        await scanner.set_up()
        fd.leave(here.guild)
        missed = await scanner.post()
        await fd.quiet(2.0)
        assert fd.exists(missed)
        fd.come_back(here.guild)
        await here.removed(missed, "what was posted while Rowan was not in the server,")


async def test_cards_say_what_became_of_their_messages_while_nobody_listened(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await scanner.policy("set", tier="own", action="review")
        posted = [await scanner.post(f"{LINK}?{number}") for number in (1, 2, 3)]
        await scanner.card(sentence("detection-group-messages", count="3"))
        await bot.stop()
        await fd.delete(here.alice, posted[0])
        await fd.edit(here.alice, posted[1], "never mind")
        await bot.start()
        became = [
            sentence(f"detection-group-outcome-{what}", count="1") for what in ("gone", "edited", "review")
        ]
        await scanner.card(sentence("detection-title-group-review"), *became)
        assert fd.exists(posted[1])


async def test_of_many_channels_and_threads_nothing_is_lost_where_the_process_dies_in_the_middle(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    channels = [fd.add_channel(here.guild, f"room-{number}") for number in range(20)]
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        threads = [await fd.open_thread(here.alice, channel, "about it") for channel in channels[:10]]
        quiet = fd.add_channel(here.guild, "quiet")
        await bot.stop()
        missed = [
            await scanner.post(f"{LINK}?{place}", channel=place) for place in (*reversed(channels), *threads)
        ]
        crash = fd.crash_on(bot, "GET", HISTORY, moment="after", nth=12)
        before = len(fd.rest)
        with contextlib.suppress(RuntimeError):  # it may die before it is ready
            await bot.start()
        await crash.happened()
        await bot.start()
        for each in missed:
            await here.removed(each, "what was posted in one of many places")
        asked = [call["path"] for call in fd.rest[before:] if call["method"] == "GET"]
        places = [f"/channels/{place}/messages" for place in (*channels, *threads)]
        first = next(path for path in asked if path in places)
        assert first == places[-1], "the place in which somebody wrote last comes first"
        assert f"/channels/{quiet}/messages" not in asked
        assert [sum(each["message"]["id"] == one["id"] for each in fd.deleted) for one in missed] == [1] * 30


async def test_of_a_flood_the_last_message_too_is_read_also_where_the_process_dies_between_portions(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    other = fd.add_channel(here.guild, "other")
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await bot.stop()
        first = await scanner.post(f"{LINK}?first")
        for number in range(2 * PORTION + 50):
            await scanner.post(f"nothing to see {number}")
        elsewhere = await scanner.post(f"{LINK}?elsewhere", channel=other)
        crash = fd.crash_on(bot, "GET", HISTORY, moment="after", nth=5)
        with contextlib.suppress(RuntimeError):  # it may die before it is ready
            await bot.start()
        await crash.happened()
        assert fd.exists(first)
        await bot.start()
        await here.removed(first, "what was posted before 450 other messages")
        assert not fd.exists(elsewhere)
        await fd.until(
            lambda: any("left: 0 channels, 0 servers" in line for line in bot.output), what="all is read"
        )


async def test_what_was_posted_in_a_thread_that_was_archived_meanwhile_is_removed(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        threads = [await fd.open_thread(here.alice, here.general, f"about {number}") for number in range(3)]
        await bot.stop()
        async with opened(tmp_path) as database, database.bulk() as tx:  # it was away for an hour
            await tx.run("UPDATE shard_listened SET until = until - 3600000")
        missed = [await scanner.post(f"{LINK}?{thread}", channel=thread) for thread in threads]
        for thread in threads:
            fd.archive_thread(thread)
        await bot.start()
        for each in missed:
            await here.removed(each, "what was posted in an archived thread")


async def test_what_is_never_read_is_said_in_the_review_channel(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await bot.stop()
        async with opened(tmp_path) as database, database.bulk() as tx:  # it was away for four days
            await tx.run("UPDATE shard_listened SET until = until - 345600000")
        missed = await scanner.post()
        await bot.start()
        await here.removed(missed)
        await waited(fd, lambda: fd.bot_messages(here.review), sentence("never-read-title"))
        await fd.until(lambda: any("never read (old)" in line for line in bot.output), what="the log says so")
