"""The world that routes and users change: state, permissions, events and all that can be done to it."""

from localdiscord.arriving import Arriving
from localdiscord.bits import I, P
from localdiscord.posting import Posting
from localdiscord.shapes import Json


class World(Arriving, Posting):
    """Everything of a local Discord but what its users do, and its sockets."""

    def app_flags(self) -> int:
        """Give the application's flags: which privileged intents it was approved for, as a small bot."""
        pairs = ((I.PRESENCES, 1 << 13), (I.MEMBERS, 1 << 15), (I.CONTENT, 1 << 19))
        return sum(flag for intent, flag in pairs if self.approved & intent)

    def tell_of_rule(self, what: str, rule: Json) -> None:
        """Send the event of a rule that was made, changed or deleted; to a bot with Manage Server alone."""
        guild = rule["guild_id"]
        if self.perms(self.bot, gid=guild) & (P.ADMIN | P.GUILD):
            self.emit(f"AUTO_MODERATION_RULE_{what}", rule, guild, I.AUTOMOD_CONF)
