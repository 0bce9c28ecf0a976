"""A server on the local Discord: its people and channels, and what anybody does there, whatever wing it is about."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from localdiscord import PATIENCE, FakeDiscord, Interaction, Json, P, message_text, walk_components
from tests.wording import Sentence, readable, said, sentence, shows

BOT_RIGHTS = P.DEFAULT | P.MESSAGES | P.MODERATE
AT_ONCE = 12.0  # seconds; sooner than Rowan would try again by itself what it may not do

Part = str | Sentence
"""What a message shows: what somebody wrote, or what Rowan says."""

LOOKING_FOR_ITS_CARD = (
    sentence("case-card-not-yet"),
    sentence("update-card-not-found-yet"),
    sentence("appeal-card-not-yet"),
    sentence("brigade-card-not-yet"),
)


@dataclass
class Server:
    """One server: a public channel, a private review channel, and the people that most stories need."""

    fd: FakeDiscord
    guild: str
    general: str
    review: str
    alice: str
    bob: str
    moderator: str
    second_moderator: str
    manager: str

    async def set_up(self, **options: object) -> None:
        """What a manager does first."""
        answer = await self.command(self.manager, "setup", review_channel=self.review, **options)
        said(answer, "setup-saved")

    async def command(self, by: str, name: str, /, **options: Any) -> Interaction:
        """Somebody runs a slash command in the public channel. Only they see the answer."""
        answer = await (await self.fd.slash(by, self.general, name, **options)).finished()
        assert answer.failed is None, f"/{name}: {answer.failed}"
        assert answer.ephemeral or answer.modal, f"/{name} answers before everybody: {answer.text}"
        return answer

    async def send(self, form: Interaction, /, **fields: str) -> Interaction:
        """Fill in a form that is open, and wait for the answer."""
        assert form.modal, f"no form: {readable(form)}"
        return await (await self.fd.submit_modal(form, fields)).finished()

    async def press(self, by: str, message: Json, which: str, *values: str) -> Interaction:
        """Press a button or choose from a menu, by its custom id (`relay:*:answer`), and wait for the answer.

        Rowan looks for its card after a restart and asks to press again meanwhile: so people do.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                pressed = await self.fd.click(by, message, button(message, which), values=list(values))
                await pressed.finished()
                if not any(each.stands_in(pressed) for each in LOOKING_FOR_ITS_CARD):
                    return pressed
                await asyncio.sleep(0.1)

    async def post(self, by: str, text: str = "", *, channel: str = "", **more: Any) -> Json:
        """Somebody writes in the public channel, or in another."""
        message = await self.fd.send(by, channel or self.general, text, **more)
        assert message is not None
        return message

    async def removed(self, message: Json, what: str = "the message", seconds: float = PATIENCE) -> None:
        """Wait until a message is gone."""
        await self.fd.until(lambda: not self.fd.exists(message), seconds, f"{what} is removed")

    async def inbox(self, person: str, *showing: Part, seconds: float = PATIENCE) -> Json:
        """The message in somebody's inbox that shows all of this, once it is there."""
        return await waited(self.fd, lambda: self.fd.dms(person), *showing, seconds=seconds)

    def mail(self, person: str) -> list[str]:
        """What Rowan wrote to somebody, message by message."""
        return [message_text(message) for message in self.fd.dms(person)]

    def letters(self, person: str) -> list[Json]:
        """What Rowan wrote to somebody, without the notices that messages of theirs were removed."""
        return [each for each in self.fd.dms(person) if not has_button(each, "notice:*")]

    async def told_of_removals(self, person: str, count: int = 1) -> None:
        """Wait until so many notices told somebody that messages of theirs were removed."""
        await self.fd.until(lambda: len(self.fd.dms(person)) - len(self.letters(person)) == count)

    async def in_review(self, *showing: Part, seconds: float = PATIENCE) -> Json:
        """The one message in the review channel that shows all of this, once it is there."""
        seen = await waited(self.fd, lambda: self.fd.bot_messages(self.review), *showing, seconds=seconds)
        assert len(showing_all(self.fd.bot_messages(self.review), showing)) == 1
        return seen

    def role(self, name: str) -> str:
        """A role's id."""
        roles: Json = self.fd.guilds[self.guild]["_roles"]
        return next(role for role, about in roles.items() if about["name"] == name)

    def rights_of_moderators(self, rights: int) -> None:
        """Change what the moderators' role may do."""
        self.fd.set_role_permissions(self.guild, self.role("Moderators"), rights)

    def private_channel(self, name: str, *roles: str) -> str:
        """A new channel that moderators, managers and these roles can read."""
        team = [self.fd.bot, self.role("Moderators"), self.role("Managers"), *roles]
        return self.fd.add_channel(self.guild, name, private_to=team)


def server(fd: FakeDiscord, name: str = "Lighthouse", of_shard: tuple[int, int] | None = None) -> Server:
    """Build a server. Its moderators have Manage Messages, its manager Manage Server. `of_shard`: as in `add_guild`."""
    guild = fd.add_guild(name, bot_permissions=BOT_RIGHTS, of_shard=of_shard)
    moderators = fd.add_role(guild, "Moderators", P.MESSAGES)
    managers = fd.add_role(guild, "Managers", P.GUILD)
    tag = name.lower()
    return Server(
        fd=fd,
        guild=guild,
        general=fd.add_channel(guild, "general"),
        review=fd.add_channel(guild, "review", private_to=[fd.bot, moderators, managers]),
        alice=fd.add_member(guild, f"alice-{tag}"),
        bob=fd.add_member(guild, f"bob-{tag}"),
        moderator=fd.add_member(guild, f"mod-{tag}", roles=[moderators]),
        second_moderator=fd.add_member(guild, f"second-{tag}", roles=[moderators]),
        manager=fd.add_member(guild, f"manager-{tag}", roles=[managers]),
    )


def button(message: Json, which: str) -> str:
    """The custom id on this message that is so or begins so (`*` for any number). Raises LookupError."""
    ids = [str(each.get("custom_id") or "") for _, each in walk_components(message["components"])]
    for one in ids:
        if fnmatchcase(one, which) or fnmatchcase(one, f"{which}:*"):
            return one
    raise LookupError(f"no button {which!r}; there are {ids}")


def has_button(message: Json, which: str) -> bool:
    """Whether a button or menu of this message has such a custom id."""
    try:
        button(message, which)
    except LookupError:
        return False
    return True


def offers(message: Json, which: str, value: str = "") -> bool:
    """Whether a button can be pressed on this message, or a value chosen from a menu."""
    components = [each for _, each in walk_components(message["components"])]
    return any(
        each.get("custom_id") == which
        and (not value or value in [option["value"] for option in each.get("options") or []])
        for each in components
    )


def showing_all(messages: Iterable[Json], showing: Iterable[Part]) -> list[Json]:
    """Those messages that show all of this."""
    return [message for message in messages if all(shows(message, part) for part in showing)]


async def waited(
    fd: FakeDiscord, among: Callable[[], list[Json]], *showing: Part, seconds: float = PATIENCE
) -> Json:
    """The first of some messages that shows all of this, once one does. The failure says what they show instead."""
    try:
        seen: list[Json] = await fd.until(lambda: showing_all(among(), showing), seconds)
    except TimeoutError as late:
        wanted = " and ".join(str(part) for part in showing)
        there = [message_text(message) for message in among()]
        raise TimeoutError(f"not within {seconds} s: {wanted}; there is {there}") from late
    return seen[0]
