"""Registering Rowan's commands with Discord."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import aiohttp
import discord
from discord import app_commands

from cogs.base.discord_api.client import RowanClient
from services.base.registration import CommandsNotTaken, NotTaken, OfferedCommands

_SERVER_FAULT = 500
_REASON_LENGTH = 300


class DiscordCommands:
    """Fills services.base.registration.CommandsOfDiscord."""

    def __init__(self, *, client: RowanClient) -> None:
        self._client = client

    async def offered(self) -> OfferedCommands:
        await self._client.logged_in.wait()
        application = self._client.application_id
        assert application is not None  # noqa: S101  # the log-in told it
        tree = self._client.tree
        told = [await self._told(command) for command in tree.get_commands()]
        text = json.dumps(sorted(told, key=lambda one: (one["type"], one["name"])), sort_keys=True)
        return OfferedCommands(application, hashlib.sha256(text.encode()).hexdigest())

    async def _told(
        self, command: "app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu"
    ) -> dict[str, object]:
        tree = self._client.tree
        if tree.translator is None:
            return command.to_dict(tree)
        return await command.get_translated_payload(tree, tree.translator)

    async def register(self) -> None:
        try:
            await self._client.tree.sync()
        except discord.RateLimited as error:
            wait = timedelta(seconds=error.retry_after + 1)
            raise CommandsNotTaken(NotTaken.LIMITED, "rate limited", wait) from error
        except (discord.HTTPException, app_commands.CommandSyncFailure) as error:
            why = NotTaken.FAILED if error.status >= _SERVER_FAULT else NotTaken.REFUSED
            raise CommandsNotTaken(why, str(error)[:_REASON_LENGTH]) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise CommandsNotTaken(NotTaken.FAILED, type(error).__name__) from error
