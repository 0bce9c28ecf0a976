"""The world that routes and users change: state, permissions, events and all that can be done to it."""

from localdiscord.bits import I
from localdiscord.building import Building
from localdiscord.changing import Changing
from localdiscord.posting import Posting


class World(Building, Posting, Changing):
    """Everything of a local Discord but what its users do, and its sockets."""

    def app_flags(self) -> int:
        """Give the application's flags: which privileged intents it was approved for, as a small bot."""
        pairs = ((I.PRESENCES, 1 << 13), (I.MEMBERS, 1 << 15), (I.CONTENT, 1 << 19))
        return sum(flag for intent, flag in pairs if self.approved & intent)
