"""What is said where something failed that nobody expected, and the reference that stands in the log (rule 10)."""

import secrets

import aiohttp
import discord

from cogs.base.forms import FormNotOpened
from services.base.health.correlation import correlation

_NOT_SHOWN = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError)


def reference() -> str:
    """The reference of an apology: the id that each line of the log has which the interaction caused."""
    return correlation() or secrets.token_hex(4)


def apology_for(error: Exception) -> str:
    """The key of the sentence."""
    if isinstance(error, FormNotOpened):
        return "error-form-not-opened"
    return "error-answer-refused" if isinstance(error, _NOT_SHOWN) else "error-unexpected"
