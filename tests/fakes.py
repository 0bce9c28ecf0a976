"""Discord as services see it, without Discord: stateful, and able to misbehave."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from core.base.ids import ChannelId, DetectionId, MessageId, RoleId, ServerId, UserId
from core.lists.invites import InviteAnswer
from core.scanning.detections import Timeout
from services.lists.invite_questions import NotAnswered
from services.scanning.removals import RemovalResult


@dataclass
class FakeRemover:
    """Deletes and times out; `refuse` and `fails` say what Discord answers, call by call."""

    answers: list[RemovalResult | Exception] = field(default_factory=list)
    timeouts: list[Timeout | Exception] = field(default_factory=list)
    deleted: list[MessageId] = field(default_factory=list)
    timed_out: dict[UserId, datetime] = field(default_factory=dict)
    lifted: list[UserId] = field(default_factory=list)
    roles: dict[UserId, frozenset[RoleId]] = field(default_factory=dict)
    asked: list[UserId] = field(default_factory=list)
    pause: asyncio.Event | None = None

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> RemovalResult:
        if self.pause is not None:
            await self.pause.wait()
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        if answer is not None and answer is not RemovalResult.REMOVED:
            return answer
        if message in self.deleted:
            return RemovalResult.GONE
        self.deleted.append(message)
        return RemovalResult.REMOVED

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

    async def roles_of(self, server: ServerId, member: UserId) -> frozenset[RoleId]:
        self.asked.append(member)
        return self.roles.get(member, frozenset())


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
