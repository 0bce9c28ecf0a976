"""What the log of a process says of trouble."""

import collections
import re

from localdiscord import BotProcess

_WHEN = re.compile(r"^\S+ +(?=WARNING|ERROR|CRITICAL)")


def told(bot: BotProcess) -> collections.Counter[str]:
    """Each warning and error of the log, without its time, and how often it was said."""
    return collections.Counter(_WHEN.sub("", line) for line in bot.output if _WHEN.match(line))
