"""A local Discord: REST v10 and the gateway on loopback, for driving a real discord.py process.

    fd = await FakeDiscord().start()
    guild = fd.add_guild("Test")
    channel, alice = fd.add_channel(guild, "general"), fd.add_member(guild, "alice")
    bot = await BotProcess(fd, "bot.py", ready="ready").start()
    await fd.send(alice, channel, "hello")                               # act as a user
    it = await fd.slash(alice, channel, "warn", member=alice, reason="spam")
    assert it.ephemeral and "Warned" in it.text                          # read what the bot did

All ids are strings. State is plain Discord JSON in dicts; a key that begins with ``_`` is the server's own and never
leaves it. Unknown routes answer 404 and are listed in ``fd.unimplemented``; every REST call stands in ``fd.rest``.
Only ``launch``, which runs inside the bot's process, imports discord.py.
"""

from localdiscord.bits import I, P
from localdiscord.errors import ApiError
from localdiscord.faults import Crash
from localdiscord.interaction import PATIENCE, Interaction
from localdiscord.process import BotProcess
from localdiscord.server import FakeDiscord
from localdiscord.shapes import Json, walk_components
from localdiscord.text import message_text

__all__ = [
    "PATIENCE",
    "ApiError",
    "BotProcess",
    "Crash",
    "FakeDiscord",
    "I",
    "Interaction",
    "Json",
    "P",
    "message_text",
    "walk_components",
]
