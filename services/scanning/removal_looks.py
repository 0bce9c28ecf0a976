"""What is known of a removal while it waits for its turn: what its message says now, as far as it was heard or read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.scanning.still_there import still_holds
from services.scanning.removal_ports import Removal


class MustBeRead(Exception):
    """Whether the message says its link still takes more reading than may be done here."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.texts = texts


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one removal while it waits. `edited`: what the message says after each edit that was heard; `begun`:
    since when it waits; `read`: whether the link stands in texts that were read elsewhere.
    """

    removal: Removal
    edited: Sequence[Sequence[str]]
    begun: datetime
    read: dict[tuple[str, ...], bool] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Whether only a sure link counts: where a rule deletes what is sure, what became only likely is looked at anew."""
        return self.removal.by_rule and not self.removal.guess

    def still_holds(self, texts: Sequence[str]) -> bool:
        """Whether the texts hold the link, or name the picture in which it stood. Raises MustBeRead."""
        said = tuple(texts)
        if said == tuple(self.removal.read) and said:
            return True
        if said not in self.read:
            answer = still_holds(said, self.removal.sought, sure=self.sure)
            if answer is None:
                raise MustBeRead(said)
            self.read[said] = answer
        return self.read[said]
