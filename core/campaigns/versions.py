"""An update's versions as a state machine over values: drafts, their approval, and the withdrawal of the whole.

An update's text never changes: an edit and a correction are new versions. At most one version is a draft; once
approved it is the one that stands. What a step changed is a `Change`, and that is what is stored.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.base.errors import UserError


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
    """What became of a version. `replaced`: an edit came before anybody approved it."""

    DRAFT = "draft"
    APPROVED = "approved"
    REPLACED = "replaced"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Version:
    """How one text of an update stands. `drafter`: the look-up key of who wrote it."""

    number: int
    state: VersionState
    drafter: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """Everything that decides what may be done with an update. `closed`: its campaign is over."""

    versions: tuple[Version, ...]
    standing: int | None = None
    withdrawn: bool = False
    closed: bool = False

    @property
    def draft(self) -> Version | None:
        """The draft of this update: the version that waits for approval; None where there is none."""
        return next((version for version in self.versions if version.state is VersionState.DRAFT), None)

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


def first_draft(drafter: bytes, *, closed: bool = False) -> Update:
    """A new update. `closed`: its campaign is over. Raises UserError then."""
    if closed:
        raise UserError("campaign-closed-already")
    return Update((Version(1, VersionState.DRAFT, drafter),))


def redraft(update: Update, drafter: bytes) -> Update:
    """An edit of the draft, or a correction of what stands: a new version that waits for approval.

    Raises UserError: withdrawn, discarded before anything stood, or never published in a campaign that is over.
    """
    if update.withdrawn:
        raise UserError("update-withdrawn-already")
    if update.standing is None and update.draft is None:
        raise UserError("draft-discarded-already")
    if update.closed and update.standing is None:
        raise UserError("campaign-closed-already")
    versions = update.versions
    if update.draft is not None:
        versions = update.settled(update.draft.number, VersionState.REPLACED)
    number = max(version.number for version in versions) + 1
    return replace(update, versions=(*versions, Version(number, VersionState.DRAFT, drafter)))


def approve(update: Update, number: int, approver: bytes, *, second: bool) -> Update:
    """Make the draft the version that stands. `second`: by another than who wrote it.

    Raises UserError: no draft any more, one's own, or a first version in a campaign that is over.
    """
    version = _draft(update, number)
    if second and approver == version.drafter:
        raise UserError("draft-needs-another")
    if update.closed and update.standing is None:
        raise UserError("campaign-closed-already")
    return replace(update, versions=update.settled(number, VersionState.APPROVED), standing=number)


def discard(update: Update, number: int) -> Update:
    """Throw the draft away; what stands goes on standing. Raises UserError: no draft any more."""
    _draft(update, number)
    return replace(update, versions=update.settled(number, VersionState.DISCARDED))


def withdraw(update: Update) -> Update:
    """Take the update back for good, with any correction that waits. Raises UserError: never published, or done before."""
    if update.withdrawn:
        raise UserError("update-withdrawn-already")
    if update.standing is None:
        raise UserError("update-not-published")
    versions = update.versions
    if update.draft is not None:
        versions = update.settled(update.draft.number, VersionState.DISCARDED)
    return replace(update, versions=versions, withdrawn=True)


def _draft(update: Update, number: int) -> Version:
    version = next((version for version in update.versions if version.number == number), None)
    if version is None:
        raise UserError("error-unknown-button")
    if version.state is not VersionState.DRAFT:
        raise UserError(f"draft-{version.state}-already")
    return version
