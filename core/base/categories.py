"""Why something is on a list or was reported."""

from enum import StrEnum


class Category(StrEnum):
    """Why something is on a list or was reported."""

    HARASSMENT = "harassment"
    DOXXING = "doxxing"
    THREATS = "threats"
    HATE = "hate"
    SELF_HARM = "self_harm"
    NCII = "ncii"
    IMPERSONATION = "impersonation"
    SCAM = "scam"
    OTHER = "other"

    @property
    def emergency(self) -> bool:
        """Whether a report of this category goes to the top of the queue."""
        return self in (Category.DOXXING, Category.THREATS, Category.SELF_HARM)
