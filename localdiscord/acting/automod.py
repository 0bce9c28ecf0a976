"""AutoMod: what its rules with keywords do about a message, and people who make, change and delete rules.

Matching follows Discord's documentation (*Auto Moderation*, Keyword Matching Strategies): whatever the case; a keyword without a
star is a whole word with white space around it; a star at an end lets the word go on there. What stands in the allow list
triggers nothing, and takes no stars. The text is matched as it was typed: nothing is decoded.
"""

import re

from localdiscord.bits import I, P
from localdiscord.ids import snowflake
from localdiscord.shapes import Json, is_thread
from localdiscord.world import World

BLOCK = 1
"""The AutoMod action that stops a message."""
_KEYWORD = 1


class Automating(World):
    """AutoMod, and what people do with its rules in the server's settings."""

    def automod_rules(self, guild: str) -> list[Json]:
        """Every rule of a server."""
        return list(self.guilds[guild]["_automod"].values())

    def make_rule(self, user: str, guild: str, *keywords: str, name: str = "theirs") -> str:
        """A person makes a rule with keywords that blocks messages; returns its id."""
        self.require_manager(user, guild)
        rid = snowflake()
        rule = {
            "id": rid,
            "guild_id": guild,
            "creator_id": user,
            "name": name,
            "event_type": 1,
            "trigger_type": _KEYWORD,
            "trigger_metadata": {"keyword_filter": list(keywords), "regex_patterns": [], "allow_list": []},
            "actions": [{"type": BLOCK, "metadata": {}}],
            "enabled": True,
            "exempt_roles": [],
            "exempt_channels": [],
        }
        self.guilds[guild]["_automod"][rid] = rule
        self.tell_of_rule("CREATE", rule)
        return rid

    def change_rule(self, user: str, guild: str, rule: str, **changes: object) -> None:
        """A person changes a rule, whoever made it."""
        self.require_manager(user, guild)
        found: Json = self.guilds[guild]["_automod"][rule]
        found |= changes
        self.tell_of_rule("UPDATE", found)

    def delete_rule(self, user: str, guild: str, rule: str) -> None:
        """A person deletes a rule."""
        self.require_manager(user, guild)
        self.tell_of_rule("DELETE", self.guilds[guild]["_automod"].pop(rule))

    def require_manager(self, user: str, guild: str) -> None:
        """Raises PermissionError unless the user may change the server's settings."""
        if not self.perms(user, gid=guild) & (P.ADMIN | P.GUILD):
            raise PermissionError(f"{user} may not manage the server")

    def blocked(self, guild: str, user: str, channel: str, content: str) -> bool:
        """Run the actions of each rule with keywords that a message meets; returns whether one of them blocks it."""
        if self.perms(user, gid=guild) & (P.ADMIN | P.GUILD):
            return False
        for rule in self.automod_rules(guild):
            hit = keyword_hit(rule, content) if self._applies(rule, user, channel) else None
            if hit is None:
                continue
            for action in rule["actions"]:
                self._executed(rule, action, hit, user, channel, content)
            if any(action["type"] == BLOCK for action in rule["actions"]):
                return True
        return False

    def _applies(self, rule: Json, user: str, channel: str) -> bool:
        if not rule["enabled"] or rule["trigger_type"] != _KEYWORD:
            return False
        found = self.channels[channel]
        places = {channel, found["parent_id"]} if is_thread(found) else {channel}
        held = {*self.guilds[rule["guild_id"]]["_members"][user]["roles"], rule["guild_id"]}
        return not places & {*map(str, rule["exempt_channels"])} and not held & {
            *map(str, rule["exempt_roles"])
        }

    def _executed(self, rule: Json, action: Json, hit: str, user: str, channel: str, content: str) -> None:
        guild = rule["guild_id"]
        if not self.perms(self.bot, gid=guild) & (P.ADMIN | P.GUILD):
            return

        def view(intents: int) -> Json:
            told = content if intents & I.CONTENT else ""
            return {
                "guild_id": guild,
                "action": action,
                "rule_id": rule["id"],
                "rule_trigger_type": _KEYWORD,
                "user_id": user,
                "channel_id": channel,
                "content": told,
                "matched_keyword": hit,
                "matched_content": hit.strip("*") if told else "",
            }

        self.emit("AUTO_MODERATION_ACTION_EXECUTION", {}, guild, I.AUTOMOD_EXEC, view=view)


def keyword_hit(rule: Json, text: str) -> str | None:
    """Find the first keyword of an AutoMod rule that stands in the text."""
    said = rule.get("trigger_metadata") or {}
    lowered = text.lower()
    for allowed in said.get("allow_list") or []:
        lowered = lowered.replace(allowed.lower(), "\0" * len(allowed))
    for keyword in said.get("keyword_filter") or []:
        start, end = (
            ("" if keyword.startswith("*") else r"(?<!\S)"),
            ("" if keyword.endswith("*") else r"(?!\S)"),
        )
        if re.search(start + re.escape(keyword.strip("*").lower()) + end, lowered):
            return str(keyword)
    return None
