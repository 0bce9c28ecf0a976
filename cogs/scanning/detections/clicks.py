"""Checking which card of something found was clicked: the custom id names a row, and the message must be the one that this
row is shown in, or a private answer to whoever clicks.
"""

import re

import discord

from cogs.base.callers import caller_of, clicked_place, require_private
from cogs.base.card_actions import is_private
from core.base.ids import DetectionId
from core.scanning.detections import Detection, Verb
from services.scanning.detections.group_pages import GroupPages
from services.scanning.detections.moderation import DetectionModeration

DETECTION = r"detection:(?P<id>\d{1,18})"


class DetectionClicks:
    """Gives the detection that a click is about."""

    def __init__(self, *, moderation: DetectionModeration, pages: GroupPages) -> None:
        self._moderation = moderation
        self._pages = pages

    async def clicked(self, interaction: discord.Interaction, match: re.Match[str]) -> Detection:
        """Raises UserError where the id does not fit the message, or the caller does not moderate its server."""
        caller, detection = caller_of(interaction), detection_id(match)
        if is_private(match):
            require_private(interaction, "detection-elsewhere")
            return await self._pages.in_private(caller, detection)
        place = clicked_place(interaction, "detection-elsewhere")
        return await self._moderation.at_card(caller, detection, place)

    async def open_for(self, verb: Verb, interaction: discord.Interaction, match: re.Match[str]) -> Detection:
        """The detection that was clicked, where whoever clicks may do this with it: else nobody is asked for nothing."""
        found = await self.clicked(interaction, match)
        return await self._moderation.may(caller_of(interaction), found.id, verb)


def detection_id(match: re.Match[str]) -> DetectionId:
    """The detection that a custom id names."""
    return DetectionId(int(match["id"]))
