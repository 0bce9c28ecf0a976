"""What people do with lists."""

from core.links import find_links
from tests.cogs.seen import told
from tests.cogs.stage import Stage


class ListsStage(Stage):
    """Adds `/blocklist` and `/check`."""

    async def blocklist(self, verb: str, **options: object) -> str:
        """The moderator's `/blocklist` command; returns what it answers."""
        answer = await self.moderator.slash(self.general, f"blocklist {verb}", **options)
        assert answer.ephemeral
        return told(answer)

    async def patterns_found(self, text: str) -> list[str]:
        """What lists hold of a text here, exceptions of this server left out."""
        links = find_links(text, self.rowan.lists.index.index.might_hold)
        matches = await self.rowan.lists.lookup.matches(self.server, links)
        return [match.pattern for match in matches if not match.allowed]

    async def check(self, text: str, by: object = None) -> str:
        """`/check` by the moderator, or by whom is named; returns what it answers."""
        answer = await (by or self.moderator).slash(self.general, "check", text=text)  # type: ignore[attr-defined]  # simcord's actors
        assert answer.ephemeral
        return told(answer)
