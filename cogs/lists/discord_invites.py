"""Asking Discord which server is behind an invite."""

import logging

import aiohttp
import discord

from cogs.base.discord_api.rate_limits import Patience
from core.base.ids import ServerId
from core.lists.invites import InviteAnswer
from services.lists.invite_questions import NotAnswered

_log = logging.getLogger(__name__)

_ASKING = "asking"
# Discord's answers where that is no invite that Rowan is shown: no code at all, run out, never there, or for named people alone.
_NO_SUCH = frozenset({400, 404, 410})
_HIDDEN = (
    403  # with a code of Discord's; without one it is a ban of the address, which says nothing of the invite
)


class DiscordInvites:
    """Fills services.lists.invite_questions.InviteSource. It asks about an invite; it never takes one up."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._patience = Patience()

    async def behind(self, code: str) -> InviteAnswer:
        if self._patience.left(_ASKING):
            raise NotAnswered
        try:
            invite = await self._client.fetch_invite(code, with_counts=False)
        except discord.HTTPException as error:
            if error.status in _NO_SUCH or (error.status == _HIDDEN and error.code):
                return InviteAnswer(None)
            self._patience.note(_ASKING, error)
            raise NotAnswered from error
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            self._patience.note(_ASKING, error)
            raise NotAnswered from error
        except (ValueError, KeyError, TypeError) as error:  # an answer that discord.py cannot read
            _log.warning("an invite's answer could not be read: %s", type(error).__name__)
            return InviteAnswer(None)
        guild = invite.guild  # None for a group's direct channel or a friend's invite
        return (
            InviteAnswer(None)
            if guild is None
            else InviteAnswer(ServerId(guild.id), getattr(guild, "name", ""))
        )
