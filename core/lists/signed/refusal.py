"""Why a signed list is not taken."""


class Refused(Exception):
    """A file is not taken, and what was taken before it goes on. `reason` is a stable word:

    `no-list` (no signed list at all), `version` (of a later kind than this reader knows), `head`, `signature`, `key`
    (signed with another key than the pinned one, which did not hand over), `older` (than what was taken), `forked` (another
    history than what was taken), `out-of-reach` (so many issues were missed that it cannot be told), `future` (made later
    than now), `cut` (bytes are missing), `longer` (bytes were added), `record` (a line that is none), `order` (lines that
    are not in their order, or a pattern twice), `changed` (other bytes than those that were signed).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
