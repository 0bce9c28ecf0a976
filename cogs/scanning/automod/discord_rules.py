"""Reading, making, changing and deleting rules of Discord's AutoMod."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

import discord

from cogs.base.channels import chain_of
from cogs.base.discord_api.discord_answers import NO_RESULT, is_answer, silence_of
from cogs.base.discord_api.presence import guild_here
from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId
from core.scanning.automod.arranging import RuleText
from services.scanning.automod.ports import AutomodForbidden, AutomodRefused, Place, SeenRule

_KEYWORD, _MESSAGE_SEND, _BLOCK = 1, 1, 1
_NO_SUCH_SERVER = 10004

Answer = TypeVar("Answer")


class DiscordRules:
    """Fills services.scanning.automod.ports.AutomodDiscord."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client

    async def rules(self, server: ServerId) -> Sequence[SeenRule]:
        found = await _asked(lambda: self._client.http.get_auto_moderation_rules(server))
        own = None if self._client.user is None else self._client.user.id
        return [_seen(rule, own) for rule in found if rule["trigger_type"] == _KEYWORD]

    async def make(self, server: ServerId, name: str, text: RuleText, reason: str) -> int:
        made = await _asked(
            lambda: self._client.http.create_auto_moderation_rule(
                server,
                reason=reason,
                name=name,
                event_type=_MESSAGE_SEND,
                trigger_type=_KEYWORD,
                **_said(text),
            )
        )
        return int(made["id"])

    async def change(self, server: ServerId, rule: int, text: RuleText, reason: str) -> bool:
        try:
            await _asked(
                lambda: self._client.http.edit_auto_moderation_rule(
                    server, rule, reason=reason, **_said(text)
                )
            )
        except discord.NotFound:
            return False
        return True

    async def delete(self, server: ServerId, rule: int, reason: str) -> None:
        try:
            await _asked(lambda: self._client.http.delete_auto_moderation_rule(server, rule, reason=reason))
        except discord.NotFound:  # somebody was first
            return

    async def places(self, server: ServerId) -> Sequence[Place]:
        guild = guild_here(self._client, server)
        if guild is None:
            raise DiscordSilent
        channels = [each for each in guild.channels if not isinstance(each, discord.CategoryChannel)]
        places = [Place(ChannelId(each.id), chain_of(each)) for each in channels]
        return [*places, *(Place(ChannelId(each.parent_id), chain_of(each)) for each in guild.threads)]

    async def roles(self, server: ServerId) -> frozenset[int]:
        guild = guild_here(self._client, server)
        if guild is None:
            raise DiscordSilent
        return frozenset(role.id for role in guild.roles)


async def _asked(call: Callable[[], Awaitable[Answer]]) -> Answer:
    """Ask Discord. Raises discord.NotFound, and what the port says."""
    try:
        return await call()
    except discord.Forbidden as error:
        raise AutomodForbidden from error
    except discord.NotFound as error:
        if error.code == _NO_SUCH_SERVER:
            raise AutomodForbidden from error
        raise
    except NO_RESULT as error:
        if is_answer(error):
            raise AutomodRefused from error
        raise silence_of(error) from error


def _seen(rule: Mapping[str, Any], own: int | None) -> SeenRule:
    said = rule.get("trigger_metadata") or {}
    actions = rule.get("actions") or []
    blocks = [action for action in actions if action.get("type") == _BLOCK]
    message = (blocks[0].get("metadata") or {}).get("custom_message") if blocks else None
    return SeenRule(
        int(rule["id"]),
        RuleText(
            frozenset(said.get("keyword_filter") or ()),
            frozenset(said.get("allow_list") or ()),
            frozenset(int(channel) for channel in rule.get("exempt_channels") or ()),
            frozenset(int(role) for role in rule.get("exempt_roles") or ()),
            message or "",
        ),
        enabled=bool(rule.get("enabled")),
        mine=own is not None and int(rule.get("creator_id") or 0) == own,
        others=len(actions) != 1 or not blocks or bool(said.get("regex_patterns")),
    )


def _said(text: RuleText) -> dict[str, Any]:
    """What a rule says, as Discord takes it."""
    return {
        "trigger_metadata": {
            "keyword_filter": sorted(text.keywords),
            "allow_list": sorted(text.allow),
            "regex_patterns": [],
        },
        "actions": [{"type": _BLOCK, "metadata": {"custom_message": text.message} if text.message else {}}],
        "exempt_channels": [str(channel) for channel in sorted(text.channels)],
        "exempt_roles": [str(role) for role in sorted(text.roles)],
        "enabled": True,
    }
