"""What ends a fetch early: a refusal of ours, or a failure of theirs; the client turns both into answers."""

from services.base.fetching import FailureReason, RefusalReason


class FetchRefusedError(Exception):
    """Rowan does not ask there, or does not take what came."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason)
        self.reason = reason


class FetchFailedError(Exception):
    """It could not be had this time."""

    def __init__(self, reason: FailureReason) -> None:
        super().__init__(reason)
        self.reason = reason
