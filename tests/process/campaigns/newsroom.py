"""A campaign's people and channels on a local Discord: what moderators type, and what stands where."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localdiscord import FakeDiscord
from localdiscord.interaction import Interaction
from localdiscord.shapes import walk_components
from localdiscord.text import message_text
from tests.process.home import Home, command_line, home

UPDATE = {
    "kind": "response",
    "headline": "The provider answered",
    "body": "They say that they will look at it. The forum stands at https://bad.example.com/threads/1",
    "source": "https://news.example.org/answer",
    "warning": "",
}


@dataclass
class Newsroom:
    """A server with its campaign channel."""

    house: Home
    news: str

    @property
    def fd(self) -> FakeDiscord:
        return self.house.fd

    async def set_up(self, **options: object) -> None:
        await self.house.set_up(campaign_channel=self.news, **options)

    async def slash(self, command: str, user: str = "", **options: Any) -> Interaction:
        return await self.fd.slash(user or self.house.moderator, self.house.general, command, **options)

    async def create(self, title: str = "Drop the forum", **fields: str) -> str:
        """Begin a campaign; returns its number."""
        opened = await self.slash("campaign create")
        fields = {"title": title, "summary": "About it", "demand": "Drop it", "link": "", **fields}
        answer = await (await self.fd.submit_modal(opened, fields)).finished()
        assert "begins" in answer.text, answer.text
        choices = await self.fd.autocomplete(
            self.house.moderator, self.house.general, "campaign update", "campaign", campaign=title
        )
        return str(choices[0]["value"])

    async def draft(self, campaign: str, user: str = "", **fields: str) -> Interaction:
        opened = await self.slash("campaign update", user, campaign=campaign)
        return await (await self.fd.submit_modal(opened, {**UPDATE, **fields})).finished()

    async def correct(self, update: str, **fields: str) -> Interaction:
        opened = await self.slash("campaign correct", update=update)
        assert opened.modal, opened.text
        return await (await self.fd.submit_modal(opened, fields)).finished()

    async def card(self, update: str, verb: str = "approve") -> dict[str, Any]:
        """The newest card in the review channel with this button."""
        await self.fd.until(
            lambda: self.cards(update, verb), 10, f"a card with {verb} in {self.house.review}"
        )
        return self.cards(update, verb)[-1]

    def cards(self, update: str, verb: str) -> list[dict[str, Any]]:
        return [
            message
            for message in self.fd.bot_messages(self.house.review)
            if button_of(message, f"update:{update}:{verb}")
        ]

    async def press(self, update: str, verb: str, user: str = "") -> Interaction:
        card = await self.card(update, verb)
        while True:
            pressed = await self.fd.click(
                user or self.house.moderator, card, button_of(card, f"update:{update}:{verb}")
            )
            await pressed.finished()
            if "press again" not in pressed.text:
                return pressed
            await asyncio.sleep(0.2)

    async def publish(self, campaign: str, update: str, **fields: str) -> None:
        """Draft and approve; `update`: the number that it will have."""
        await self.draft(campaign, **fields)
        done = await self.press(update, "approve")
        assert "Approved" in done.text, done.text

    def copies(self, update: str) -> list[str]:
        """The text of every copy of an update in the news channel."""
        return [
            message_text(message)
            for message in self.fd.bot_messages(self.news)
            if button_of(message, f"update:{update}:timeline")
        ]

    async def copy(self, update: str, words: str, seconds: float = 10) -> str:
        """Wait for the one copy to show these words."""
        await self.fd.until(
            lambda: any(words in text for text in self.copies(update)),
            seconds,
            f"{words!r} in {self.copies(update)}",
        )
        (text,) = self.copies(update)
        return text


def button_of(message: dict[str, Any], begins: str) -> str:
    """The custom id on this message that begins so; '' where there is none."""
    ids = (str(component.get("custom_id") or "") for _, component in walk_components(message["components"]))
    return next((one for one in ids if one == begins or one.startswith(f"{begins}:")), "")


def newsroom(fd: FakeDiscord, name: str) -> Newsroom:
    house = home(fd, name)
    return Newsroom(house, fd.add_channel(house.guild, "news"))


async def trust(folder: Path, *rooms: Newsroom) -> None:
    """What the operator does at the command line."""
    for room in rooms:
        status, _, err = await command_line(folder, "trust", room.house.guild)
        assert status == 0, err
