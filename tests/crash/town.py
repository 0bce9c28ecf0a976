"""Three servers that trust each other, with many members: where the crash test plays."""

import asyncio
from dataclasses import dataclass

from localdiscord import FakeDiscord, Interaction, Json
from tests.crash.bot import Bot
from tests.process.server import Server, has_button, server
from tests.wording import said, sentence

NAMES = ("Anchor", "Beacon", "Cove")
ROOMS = 5  # channels beside the first: of each, the newest 200 messages of a gap are read
MEMBERS = 10  # in each server, besides its moderators


@dataclass
class Place:
    """One of the servers: what stands on its list for good, and whom one meets."""

    server: Server
    listed: str  # a host
    channels: list[str]  # where members write
    news: str
    members: list[str]
    alert_role: str

    @property
    def guild(self) -> str:
        return self.server.guild

    @property
    def moderators(self) -> tuple[str, str]:
        return self.server.moderator, self.server.second_moderator

    def in_review(self, which: str) -> list[Json]:
        """The messages of Rowan in the review channel that have a button or menu like this."""
        return [each for each in self.server.fd.bot_messages(self.server.review) if has_button(each, which)]


@dataclass
class Town:
    """All servers, and the one campaign that they share."""

    fd: FakeDiscord
    places: list[Place]
    campaign: str = ""

    def of(self, guild: str) -> Place:
        return next(place for place in self.places if place.guild == guild)

    async def set_up(self, bot: Bot) -> None:
        """What managers, moderators and the operator do first; nothing goes wrong meanwhile."""
        for place in self.places:
            here = place.server
            await here.set_up(alert_role=place.alert_role, campaign_channel=place.news, second_approval=False)
            said(await here.command(here.manager, "policy preset", name="standard"), "policy-preset-taken")
            listed = await here.command(
                here.moderator, "blocklist add", pattern=place.listed, category="harassment"
            )
            said(listed, "list-added")
        await asyncio.gather(*(bot.operator("trust", place.guild) for place in self.places))
        first, *others = self.places
        form = await first.server.command(first.server.moderator, "campaign create")
        fields = {"title": "Drop the forum", "summary": "About it", "demand": "Drop it", "link": ""}
        said(await first.server.send(form, **fields), "campaign-created")
        self.campaign = await self._offered(first)
        for place in others:
            followed = await place.server.command(
                place.server.moderator, "campaign follow", campaign=self.campaign, channel=place.news
            )
            said(followed, "campaign-followed")

    async def _offered(self, place: Place) -> str:
        here = place.server
        offered = await self.fd.autocomplete(
            here.moderator, here.general, "campaign update", "campaign", campaign="Drop"
        )
        return str(offered[0]["value"])


def town(fd: FakeDiscord) -> Town:
    """Build it; nobody is set up yet."""
    places = []
    for name in NAMES:
        here = server(fd, name)
        places.append(
            Place(
                server=here,
                listed=f"kiwi-{name.lower()}.example.net",
                channels=[here.general, *(fd.add_channel(here.guild, f"room-{n}") for n in range(ROOMS))],
                news=fd.add_channel(here.guild, "news"),
                members=[fd.add_member(here.guild, f"{name.lower()}-{number}") for number in range(MEMBERS)],
                alert_role=fd.add_role(here.guild, "Alert"),
            )
        )
    return Town(fd, places)


def looking(shown: Interaction) -> bool:
    """Whether Rowan asks to press again, since it is looking for its card."""
    return any(sentence(key).stands_in(shown) for key in ("case-card-not-yet", "update-card-not-found-yet"))
