"""Campaign updates as a state machine over values: versions and their approval, withdrawal, and who gets what.

An update's text never changes: an edit and a correction are new versions. At most one version is a draft; once
approved it is the one that stands. A delivery is one server's copy: the version that it shows there, and the one
that still waits for that server's approval, if the server asked to look first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from core.base.errors import UserError
from core.base.ids import ServerId


class UpdateKind(StrEnum):
    """What an update tells of."""

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
    """One text of an update. `drafter`: the look-up key of who wrote it."""

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
        """The version that waits for approval."""
        return next((version for version in self.versions if version.state is VersionState.DRAFT), None)

    def settled(self, number: int, state: VersionState) -> tuple[Version, ...]:
        """The versions with one of them in another state."""
        return tuple(
            replace(version, state=state) if version.number == number else version
            for version in self.versions
        )


def first_draft(drafter: bytes) -> Update:
    """A new update."""
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


class DeliveryState(StrEnum):
    """Whether a copy may (still) be posted. `ended`: the server unfollowed, and only a copy that stands there is kept
    right; `declined`: the server did not want the update.
    """

    OPEN = "open"
    ENDED = "ended"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One server's copy. `approve`: that server looks at each version first."""

    approve: bool
    version: int | None = None
    waiting: int | None = None
    state: DeliveryState = DeliveryState.OPEN


def published(delivery: Delivery, number: int) -> Delivery:
    """The update's own server approved this version."""
    if delivery.state is DeliveryState.DECLINED:
        return delivery
    if delivery.state is DeliveryState.ENDED and delivery.version is None:
        return delivery
    if delivery.approve:
        return replace(delivery, waiting=number)
    return replace(delivery, version=number, waiting=None)


def accepted(delivery: Delivery, number: int) -> Delivery:
    """The receiving server wants this version shown. Raises UserError: it does not wait any more."""
    _waiting(delivery, number)
    return replace(delivery, version=number, waiting=None)


def declined(delivery: Delivery, number: int) -> Delivery:
    """The receiving server does not: of an update not shown yet it gets nothing more, of a correction it keeps what it has.

    Raises UserError: it does not wait any more.
    """
    _waiting(delivery, number)
    state = DeliveryState.DECLINED if delivery.version is None else delivery.state
    return replace(delivery, waiting=None, state=state)


def _waiting(delivery: Delivery, number: int) -> None:
    if delivery.waiting != number:
        raise UserError("delivery-settled-already")


def recalled(delivery: Delivery) -> Delivery:
    """The update was withdrawn: nothing waits any more, and what never stood there never will."""
    state = delivery.state
    if delivery.version is None and state is DeliveryState.OPEN:
        state = DeliveryState.ENDED
    return replace(delivery, waiting=None, state=state)


def unfollowed(delivery: Delivery) -> Delivery:
    """The receiving server wants no more; corrections still reach a copy that stands there."""
    if delivery.state is not DeliveryState.OPEN:
        return delivery
    waiting = None if delivery.version is None else delivery.waiting
    return replace(delivery, waiting=waiting, state=DeliveryState.ENDED)


def recipients(
    origin: ServerId, followers: Mapping[ServerId, bool], *, trusted: bool, own_channel: bool
) -> dict[ServerId, bool]:
    """Who gets a first copy of an update, and whether that server looks first: the campaign's own server where it
    named a channel, and its followers while the operator trusts it.
    """
    own = {origin: False} if own_channel else {}
    others = {server: approve for server, approve in followers.items() if server != origin} if trusted else {}
    return own | others


def is_visible(asking: ServerId, origin: ServerId, *, trusted: bool) -> bool:
    """Whether a server sees another's campaign: its own always, others' while the operator trusts them."""
    return asking == origin or trusted


def version_here(standing: int | None, delivery: Delivery | None) -> int | None:
    """Which version a server's members are shown in lists and timelines; None hides the update.

    A server that looks first sees what it approved; what came before it followed it saw when it began to follow.
    """
    return standing if delivery is None or standing is None else delivery.version
