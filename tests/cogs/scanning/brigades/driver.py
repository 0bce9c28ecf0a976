"""What many accounts post, and what moderators do from an alert."""

from typing import Any

import discord

from core.scanning.brigades import SLOW_SECONDS
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, send, shown
from tests.wording import sentence

PLACE = "listed.example"


class BrigadesStage(ScanningStage):
    """Adds posts by many, and alerts."""

    async def list_place(self, pattern: str = PLACE) -> None:
        """A moderator puts a place on the server's list."""
        await self.moderator.slash(self.general, "blocklist add", pattern=pattern, category="harassment")

    async def posted_by(
        self, accounts: int, text: str = f"https://{PLACE}/1", first: int = 0, channel: Any = None
    ) -> None:
        """So many accounts post, one after the other; what follows from it was done."""
        for number in range(first, first + accounts):
            await self.join(f"account{number}").send(channel or self.general, text)
        await self.count()

    async def count(self) -> None:
        """Let what is owed be done, and what was posted be counted."""
        await self.work()
        part = self.rowan.scanning.brigades
        while await part.counting.step():
            pass
        await self.post()

    async def end_what_is_due(self) -> None:
        """Let measures end whose time has come, and alerts whose brigades are quiet."""
        part = self.rowan.scanning.brigades
        while await part.measures.step():
            await part.measures.finish(60)
        await part.counting.end_quiet(self.clock())
        await self.post()

    def may(self, **rights: bool) -> None:
        """Rowan may do this from now on, and what moderation of messages needs."""
        usual = {
            "manage_messages": True,
            "view_channel": True,
            "send_messages": True,
            "moderate_members": True,
        }
        wanted = discord.Permissions(**{"read_message_history": True, **usual, **rights})
        backend, bot = self.env.backend, self.env.bot.user.id
        member = backend.get_guild(self.guild.id).members[bot]
        for role in list(member.role_ids):
            backend.edit_role(self.guild.id, role, {"permissions": wanted.value})

    async def report_link(self, link: str) -> None:
        """The member reports a link."""
        form = await self.member.slash(self.general, "report", link=link)
        await send(self.member, form, category="harassment")
        await self.work()

    def standing(self, seconds: int = SLOW_SECONDS) -> dict[str, Any]:
        """What is said of the public channel while it is slowed."""
        return {"channel": f"<#{self.general.id}>", "seconds": seconds}

    def alerts(self) -> list[Any]:
        """The alerts that stand, oldest first."""
        titles = [sentence("brigade-title"), sentence("brigade-title-over")]
        return [
            each for each in self.review.history() if any(title.stands_in(shown(each)) for title in titles)
        ]

    def alert(self) -> Any:
        """The one alert."""
        (alert,) = self.alerts()
        return alert

    async def press_alert(self, verb: str, by: Any = None, alert: Any = None) -> Any:
        """Somebody presses a button of an alert."""
        message = alert or self.alert()
        number = next(each for each in custom_ids(message)).split(":")[1]
        answer = await (by or self.moderator).click(message, custom_id=f"alert:{number}:{verb}")
        await self.post()
        return answer

    def slow_mode(self, channel: Any = None) -> int:
        """The seconds between two messages of a member, as Discord has it."""
        found = self.env.backend.channels[(channel or self.general).id]
        return int(getattr(found, "rate_limit_per_user", 0) or 0)
