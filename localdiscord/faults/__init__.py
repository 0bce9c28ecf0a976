"""What goes wrong on demand: calls that fail, limits, lost answers, a bot that dies at an exact moment."""

from localdiscord.faults.crashes import Crash, Killable, Moment
from localdiscord.faults.failures import Failure, Fault, LostAnswer, matches
from localdiscord.faults.faults import Faults

__all__ = ["Crash", "Failure", "Fault", "Faults", "Killable", "LostAnswer", "Moment", "matches"]
