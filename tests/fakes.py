"""Discord as services see it, without Discord: stateful, and able to misbehave."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.base.ids import ChannelId, DetectionId, MessageId, RoleId, ServerId, UserId
from core.base.posts import MessagePlace
from core.links import Link, find_links, keys_in
from core.lists.invites import InviteAnswer
from core.reports.outcomes import Presence
from core.scanning.detections import Timeout
from services.base.other_process import ReaderFailed
from services.lists.invite_questions import NotAnswered
from services.scanning.removal_ports import Deletion, MessageNow, RemovalResult
from services.scanning.slow_texts import NotRead


class FakeMessageLook:
    """Fills MessageLook: nothing is known of any message."""

    async def look(self, server: ServerId, place: MessagePlace) -> Presence:
        return Presence.UNKNOWN


@dataclass
class FakeRemover:
    """Deletes and times out, and knows who and where; `answers` and `timeouts` say what Discord answers, call by call."""

    answers: list[Deletion | RemovalResult | Exception] = field(default_factory=list)
    timeouts: list[Timeout | Exception] = field(default_factory=list)
    deleted: list[MessageId] = field(default_factory=list)
    timed_out: dict[UserId, datetime] = field(default_factory=dict)
    lifted: list[UserId] = field(default_factory=list)
    roles: dict[UserId, frozenset[RoleId]] = field(default_factory=dict)
    asked: list[UserId] = field(default_factory=list)
    around: dict[ChannelId, list[ChannelId]] = field(default_factory=dict)
    silent: Exception | None = None  # instead of saying who or where
    standing: dict[MessageId, MessageNow] = field(default_factory=dict)  # what messages say now
    says: str = "https://listed-forum.net/threads/x.1"  # what all others say
    unread: Exception | None = None  # instead of saying what a message says
    pause: asyncio.Event | None = None

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        if self.pause is not None:
            await self.pause.wait()
        answer = self.answers.pop(0) if self.answers else RemovalResult.REMOVED
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Deletion):
            return answer
        if answer is not RemovalResult.REMOVED:
            return Deletion(answer)
        if message in self.deleted:
            return Deletion(RemovalResult.GONE)
        self.deleted.append(message)
        return Deletion(RemovalResult.REMOVED)

    async def time_out(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        answer = self.timeouts.pop(0) if self.timeouts else Timeout.SET
        if isinstance(answer, Exception):
            raise answer
        if answer is Timeout.SET:
            self.timed_out[member] = until
        return answer

    async def lift(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        self.lifted.append(member)
        return Timeout.LIFTED

    async def now(self, server: ServerId, channel: ChannelId, message: MessageId) -> MessageNow:
        if self.unread is not None:
            raise self.unread
        if message in self.deleted:
            return MessageNow(gone=True)
        return self.standing.get(message, MessageNow(texts=[self.says]))

    async def roles_of(self, server: ServerId, member: UserId) -> frozenset[RoleId]:
        self.asked.append(member)
        if self.silent is not None:
            raise self.silent
        return self.roles.get(member, frozenset())

    async def channels_around(self, server: ServerId, channel: ChannelId) -> list[ChannelId]:
        if self.silent is not None:
            raise self.silent
        return self.around.get(channel, [channel])


@dataclass
class FakeInvites:
    """Which server is behind which code; `down` as long as Discord does not answer."""

    servers: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    down: bool = False

    async def behind(self, code: str) -> InviteAnswer:
        self.asked.append(code)
        if self.down:
            raise NotAnswered
        server = self.servers.get(code)
        return (
            InviteAnswer(None)
            if server is None
            else InviteAnswer(ServerId(server), self.names.get(server, "Elsewhere"))
        )


@dataclass
class FakeReader:
    """Reads slow texts without another process; `failing` as long as that dies; `pause` until it may go on."""

    read: list[Sequence[str]] = field(default_factory=list)
    called: list[Callable[..., Any]] = field(default_factory=list)
    failing: bool = False
    pause: asyncio.Event | None = None
    stopped: bool = False

    async def keys_in(self, texts: Sequence[str]) -> Sequence[str]:
        self.read.append(texts)
        if self.pause is not None:
            await self.pause.wait()
        if self.failing or self.stopped:
            raise ReaderFailed
        return [key for text in texts for key in keys_in(text)]

    async def links_in(self, texts: Sequence[str], held: frozenset[str]) -> list[Link]:
        return [link for text in texts for link in find_links(text, held.__contains__)]

    async def call(self, function: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        self.called.append(function)
        if self.pause is not None:
            await self.pause.wait()
        if self.failing or self.stopped:
            raise ReaderFailed
        return function(*given, **named)

    async def stop(self) -> None:
        self.stopped = True


@dataclass
class FakeApart:
    """Fills services.base.apart.Apart without another process; `failing` where nothing can be had from it."""

    called: list[Callable[..., Any]] = field(default_factory=list)
    failing: bool = False

    async def apart(self, _author: int, function: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        self.called.append(function)
        if self.failing:
            raise NotRead
        return function(*given, **named)
