"""A server's campaigns: what moderators type, and what stands where."""

import functools
from dataclasses import dataclass
from typing import Any

from localdiscord import PATIENCE, FakeDiscord, Interaction, Json, message_text
from tests.process.server import Part, Server, has_button, server, showing_all, waited
from tests.wording import said, sentence

UPDATE = {
    "kind": "response",
    "headline": "The provider answered",
    "body": "They say that they will look at it. The forum stands at https://bad.example.com/threads/1",
    "source": "https://news.example.org/answer",
    "warning": "",
}


@dataclass
class Campaigns:
    """The campaigns of one server with its campaign channel."""

    server: Server
    news: str

    @property
    def guild(self) -> str:
        return self.server.guild

    async def set_up(self, **options: object) -> None:
        """What a manager does first."""
        await self.server.set_up(**{"campaign_channel": self.news, "second_approval": False, **options})

    async def command(self, name: str, by: str = "", **options: Any) -> Interaction:
        """A moderator, or somebody else, runs a command."""
        return await self.server.command(by or self.server.moderator, name, **options)

    async def create(self, title: str = "Drop the forum", **fields: str) -> str:
        """Begin a campaign; returns its number."""
        opened = await self.command("campaign create")
        fields = {"title": title, "summary": "About it", "demand": "Drop it", "link": "", **fields}
        said(await self.server.send(opened, **fields), "campaign-created", title=title)
        at = self.server
        offered = await at.fd.autocomplete(
            at.moderator, at.general, "campaign update", "campaign", campaign=title
        )
        return str(offered[0]["value"])

    async def follow(self, campaign: str, **options: Any) -> Interaction:
        """Get another server's updates in the campaign channel."""
        return await self.command("campaign follow", campaign=campaign, channel=self.news, **options)

    async def draft(self, campaign: str, at: str | None = None, **fields: str) -> Interaction:
        """Write an update, to go out at a time."""
        when = {} if at is None else {"at": at}
        opened = await self.command("campaign update", campaign=campaign, **when)
        return await self.server.send(opened, **{**UPDATE, **fields})

    async def correct(self, update: str, **fields: str) -> Interaction:
        """Write a correction of an update."""
        return await self.server.send(await self.command("campaign correct", update=update), **fields)

    async def card(self, update: str, verb: str = "approve") -> Json:
        """The newest card in the review channel with this button."""
        await waited(self.server.fd, lambda: self._cards(update, verb))
        return self._cards(update, verb)[-1]

    def _cards(self, update: str, verb: str) -> list[Json]:
        posted = self.server.fd.bot_messages(self.server.review)
        return [message for message in posted if has_button(message, f"update:{update}:{verb}")]

    async def press(self, update: str, verb: str, by: str = "") -> Interaction:
        """Press a button of the newest card; of the next where that one was replaced meanwhile, as a person would."""
        while True:
            card = await self.card(update, verb)
            answer = await self.server.press(by or self.server.moderator, card, f"update:{update}:{verb}")
            if not sentence("error-unknown-button").stands_in(answer):
                return answer
            await waited(self.server.fd, functools.partial(self._after, update, verb, card))

    def _after(self, update: str, verb: str, card: Json) -> list[Json]:
        return [each for each in self._cards(update, verb) if int(each["id"]) > int(card["id"])]

    async def approve(self, update: str, by: str = "", version: int | None = None) -> Interaction:
        """Approve a draft, a correction, or what another server published. `version`: of a correction, whose card may come
        before that of the version before it says that it was decided.
        """
        return await self.press(update, "approve" if version is None else f"approve:{version}", by)

    def copies(self, update: str) -> list[Json]:
        """Every copy of an update in the campaign channel."""
        posted = self.server.fd.bot_messages(self.news)
        return [message for message in posted if has_button(message, f"update:{update}:timeline")]

    async def copy(self, update: str, *showing: Part, seconds: float = PATIENCE) -> str:
        """The text of the one copy, once it shows all of this."""
        await waited(self.server.fd, lambda: self.copies(update), *showing, seconds=seconds)
        (message,) = self.copies(update)
        assert showing_all([message], showing)
        return message_text(message)


def campaigns(fd: FakeDiscord, name: str) -> Campaigns:
    """A server with a campaign channel."""
    here = server(fd, name)
    return Campaigns(here, fd.add_channel(here.guild, "news"))
