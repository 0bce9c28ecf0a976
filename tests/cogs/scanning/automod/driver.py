"""What managers do about Discord's AutoMod, and what Discord then does."""

from typing import Any

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, told


class AutomodStage(ScanningStage):
    """Adds `/automod` and the rules at Discord."""

    async def automod(self, verb: str, who: Any = None) -> Any:
        """A manager's command; returns the answer."""
        return await (who or self.manager).slash(self.general, f"automod {verb}")

    async def status(self) -> str:
        """What `/automod status` says."""
        return told(await self.automod("status"))

    async def apply(self, answer: Any = None, who: Any = None) -> Any:
        """Press the button of a plan; then Rowan does what follows."""
        plan = answer or await self.automod("sync")
        (pressed,) = [each for each in custom_ids(plan.response.message) if each.startswith("automod:apply:")]
        done = await (who or self.manager).click(plan.response.message, custom_id=pressed)
        await self.keep()
        return done

    async def keep(self) -> None:
        """What is due is looked at."""
        await self.env.settle()
        keeping = self.rowan.scanning.automod.keeping
        while await keeping.step():
            await keeping.finish(60)
        await self.env.settle()

    async def later(self, **by: float) -> None:
        """Time passes; changes are seen, and what is due is looked at."""
        await self.rowan.scanning.automod.rounds.step()
        self.clock.forward(**by)
        await self.rowan.scanning.automod.rounds.step()
        await self.keep()

    @property
    def rules(self) -> list[Any]:
        """Every rule of the server."""
        return list(self.env.backend.get_guild(self.guild.id).auto_mod_rules.values())

    @property
    def mine(self) -> list[Any]:
        """Rowan's rules."""
        return [rule for rule in self.rules if rule.creator_id == self.env.backend.bot_user.id]

    @property
    def keywords(self) -> set[str]:
        """All that Rowan's rules hold."""
        return {word for rule in self.mine for word in rule.trigger_metadata["keyword_filter"]}

    def theirs(self, *keywords: str) -> Any:
        """A rule that somebody else made."""
        body = {
            "name": "theirs",
            "event_type": 1,
            "trigger_type": 1,
            "trigger_metadata": {"keyword_filter": list(keywords)},
            "actions": [{"type": 1, "metadata": {}}],
            "enabled": True,
        }
        return self.env.backend.create_auto_mod_rule(self.guild.id, self.manager.id, body)

    async def posted(self, who: Any, text: str, channel: Any = None) -> bool:
        """Somebody sends a message, and Rowan hears what there is to hear; returns whether AutoMod let it be posted."""
        channel = channel or self.general
        message = await who.send(channel, text)
        await self.env.settle()
        stands = any(each.id == message.id for each in channel.history())
        await self.work()
        return stands
