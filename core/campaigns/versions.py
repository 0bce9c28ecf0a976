"""An update's versions as a state machine over values: drafts, their approval, and the withdrawal of the whole.

An update's text never changes: an edit and a correction are new versions. At most one version is pending: a draft, or
scheduled, which is approved and waits for its time. It stands once it is approved and its time has come. What a step changed
is a `Change`, and that is what is stored.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.base.errors import OutdatedForm, UserError


class UpdateKind(StrEnum):
    """What kind of news an update brings."""

    CALL = "call"
    STATEMENT = "statement"
    RESPONSE = "response"
    PRECEDENT = "precedent"
    WIN = "win"
    SETBACK = "setback"
    SAFETY = "safety"


class VersionState(StrEnum):
    """What became of a version. `scheduled`: approved for a time to come; `replaced`: an edit came before it stood."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    APPROVED = "approved"
    REPLACED = "replaced"
    DISCARDED = "discarded"


PENDING = frozenset({VersionState.DRAFT, VersionState.SCHEDULED})
"""What a version is that does not stand yet and still may."""


@dataclass(frozen=True, slots=True)
class Version:
    """How one text of an update stands. `drafter`: the look-up key of who wrote it; `publish_at`: not to stand before;
    None: once it is approved.
    """

    number: int
    state: VersionState
    drafter: bytes
    publish_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Everything that decides what may be done with an update. `closed`: its campaign is over; `stopped`: nothing new of it
    goes out, by somebody else's word than its own server's.
    """

    versions: tuple[Version, ...]
    standing: int | None = None
    withdrawn: bool = False
    closed: bool = False
    stopped: bool = False

    @property
    def pending(self) -> Version | None:
        """The version that waits for approval or for its time; None where there is none."""
        return next((version for version in self.versions if version.state in PENDING), None)

    def settled(self, number: int, state: VersionState) -> tuple[Version, ...]:
        """The versions with one of them in another state."""
        return tuple(
            replace(version, state=state) if version.number == number else version
            for version in self.versions
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What one person's step changed in an update. `settled`: versions that were drafts before; `added`: a new draft;
    `standing`: another version that stands from now on; `withdrawn`: whether the step took the update back.
    """

    settled: tuple[Version, ...] = ()
    added: Version | None = None
    standing: int | None = None
    withdrawn: bool = False


def difference(before: Update, after: Update) -> Change:
    """The change that must be written so that an update that stood as `before` stands as `after`."""
    known = {version.number: version for version in before.versions}
    new = [version for version in after.versions if version.number not in known]
    return Change(
        settled=tuple(
            version for version in after.versions if known.get(version.number, version).state != version.state
        ),
        added=new[0] if new else None,
        standing=after.standing if after.standing != before.standing else None,
        withdrawn=after.withdrawn and not before.withdrawn,
    )


def first_draft(
    drafter: bytes, publish_at: datetime | None = None, *, closed: bool = False, stopped: bool = False
) -> Update:
    """A new update. `closed`, `stopped`: its campaign is. Raises UserError then."""
    update = Update((Version(1, VersionState.DRAFT, drafter, publish_at),), closed=closed, stopped=stopped)
    _require_open(update)
    return update


def redraft(
    update: Update, drafter: bytes, publish_at: datetime | None = None, *, base: int | None = None
) -> Update:
    """An edit of what is pending, or a correction of what stands: a new version that waits for approval, whatever was
    approved before. `base`: the version that the form showed.

    Raises UserError: withdrawn, discarded before anything stood, or of a campaign that is stopped, or over with nothing published;
    OutdatedForm: there is another version now, which this one would undo.
    """
    if update.withdrawn:
        raise UserError("update-withdrawn-already")
    if update.standing is None and update.pending is None:
        raise UserError("draft-discarded-already")
    _require_open(update)
    if base not in (None, update.standing if update.pending is None else update.pending.number):
        raise OutdatedForm("update-changed-meanwhile")
    versions = update.versions
    if update.pending is not None:
        versions = update.settled(update.pending.number, VersionState.REPLACED)
    number = max(version.number for version in versions) + 1
    return replace(update, versions=(*versions, Version(number, VersionState.DRAFT, drafter, publish_at)))


def approve(update: Update, number: int, approver: bytes, *, second: bool, now: datetime) -> Update:
    """Make the draft the version that stands, or (its time is to come) schedule it. `second`: by another than who wrote it.

    Raises UserError: no draft any more, one's own, a campaign that is stopped, or a first version in one that is over.
    """
    version = _pending(update, number)
    if version.state is VersionState.SCHEDULED:
        raise UserError("draft-approved-already")
    if second and approver == version.drafter:
        raise UserError("draft-needs-another")
    _require_open(update)
    if version.publish_at is not None and version.publish_at > now:
        return replace(update, versions=update.settled(number, VersionState.SCHEDULED))
    return replace(update, versions=update.settled(number, VersionState.APPROVED), standing=number)


def release(update: Update, number: int) -> Update:
    """Make a scheduled version stand, since its time has come. In a campaign that is over or stopped it is discarded.

    Raises UserError: it is not scheduled any more.
    """
    version = _pending(update, number)
    if version.state is not VersionState.SCHEDULED:
        raise UserError("draft-replaced-already")
    if update.stopped or (update.closed and update.standing is None):
        return discard(update, number)
    return replace(update, versions=update.settled(number, VersionState.APPROVED), standing=number)


def discard(update: Update, number: int) -> Update:
    """Throw away what is pending; what stands goes on standing. Raises UserError: it is pending no more."""
    _pending(update, number)
    return replace(update, versions=update.settled(number, VersionState.DISCARDED))


def withdraw(update: Update) -> Update:
    """Take the update back for good, with whatever is pending. One that is scheduled never goes out.

    Raises UserError: neither published nor scheduled, or done before.
    """
    if update.withdrawn:
        raise UserError("update-withdrawn-already")
    pending = update.pending
    if update.standing is None and (pending is None or pending.state is not VersionState.SCHEDULED):
        raise UserError("update-not-published")
    versions = update.versions
    if pending is not None:
        versions = update.settled(pending.number, VersionState.DISCARDED)
    return replace(update, versions=versions, withdrawn=True)


def ended(update: Update) -> Update:
    """How an update stands once its campaign is over or stopped: what would still have gone out is discarded.

    Of a campaign that is over, corrections go on.
    """
    if update.pending is None or not (update.stopped or update.standing is None):
        return update
    return discard(update, update.pending.number)


def _require_open(update: Update) -> None:
    if update.stopped:
        raise UserError("campaign-stopped")
    if update.closed and update.standing is None:
        raise UserError("campaign-closed-already")


def _pending(update: Update, number: int) -> Version:
    version = next((version for version in update.versions if version.number == number), None)
    if version is None:
        raise UserError("error-unknown-button")
    if version.state not in PENDING:
        raise UserError(f"draft-{version.state}-already")
    return version
