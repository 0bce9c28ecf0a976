"""The errors that Rowan raises on purpose.

RowanError
    ├── UserError          bad input or missing rights: a translated sentence, nothing changed
    │   └── OutdatedForm   what a form showed has changed since: sent again it would be refused again
    └── Unavailable        the database or Discord cannot be reached just now: try again, nothing changed
        ├── StorageBusy    another writer held the database for too long
        │   └── StorageInDoubt    the disk did not confirm what was committed
        └── DiscordSilent  Discord did not say what it was asked

Everything else is unexpected: the person gets an apology with a reference that stands in the log.
"""

from datetime import date, timedelta

Value = str | int | tuple[str, ...] | date
"""What fills a place in a sentence: a tuple is said as a list, a date as a day, each as the language writes it."""


class RowanError(Exception):
    """The root of what Rowan raises on purpose."""


class UserError(RowanError):
    """An error that a person must be told of. `key` names a Fluent message, `values` fill it.

    Values that members, lists or reports supplied must be defanged before they are put here.
    """

    def __init__(self, key: str, /, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class OutdatedForm(UserError):
    """What the form showed has changed since it was opened, so that it must be opened anew."""


class Unavailable(RowanError):
    """Something Rowan needs is not there at the moment; nothing was changed. `key` names a Fluent message.

    `retry_after`: how long whoever is asked wants to be left alone; None where nobody said.
    """

    key = "error-unavailable"

    def __init__(self, *args: object, retry_after: timedelta | None = None) -> None:
        super().__init__(*args)
        self.retry_after = retry_after


class StorageBusy(Unavailable):
    """The database stayed locked or could not be written."""

    key = "error-storage-busy"


class StorageInDoubt(StorageBusy):
    """The disk did not confirm what was committed. Nothing is promised, though it may stand."""

    key = "error-storage-in-doubt"


class DiscordSilent(Unavailable):
    """Discord did not say what it was asked: its own fault, too many questions, no connection. Nothing is known then."""
