"""What moderators say about places with `/blocklist`, and whether it acts on what members write."""

import asyncio
from dataclasses import dataclass
from typing import Any

from localdiscord import PATIENCE, Interaction, Json
from tests.process.server import Server
from tests.wording import said

FENCE = "fence.example.net"  # listed, and posted after a message that must stay


@dataclass
class Lists:
    """The lists of one server."""

    server: Server

    async def set_up(self) -> None:
        """Set the server up, and list what stands as a fence."""
        await self.server.set_up()
        said(await self.blocklist("add", FENCE), "list-added")

    async def blocklist(self, verb: str, pattern: str = "", **options: Any) -> Interaction:
        """A moderator uses `/blocklist`."""
        options |= {"pattern": pattern} if pattern else {}
        return await self.server.command(self.server.moderator, f"blocklist {verb}", **options)

    async def removes(self, text: str) -> None:
        """A member's message with this text goes."""
        message = await self.server.post(self.server.alice, text)
        await self.server.removed(message, text)

    async def comes_to_remove(self, text: str) -> None:
        """Messages with this text go once the bot knows what another process listed: it looks for that twice a second."""
        posted, there = list[Json](), self.server.fd.exists
        async with asyncio.timeout(PATIENCE):
            while all(there(message) for message in posted):
                posted.append(await self.server.post(self.server.alice, text))
                await asyncio.sleep(0.1)

    async def lets_stand(self, text: str) -> None:
        """A member's message with this text stays, while one that was sent after it goes."""
        stays = await self.server.post(self.server.alice, text)
        await self.removes(f"https://{FENCE}/")
        await self.server.fd.quiet()
        assert self.server.fd.exists(stays), f"{text} was removed"
