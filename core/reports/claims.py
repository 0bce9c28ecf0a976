"""How a claim ends by itself: nobody else could decide a case that its holder has forgotten, or may not decide any more."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from core.base.authority import Caller
from core.base.ids import RoleId
from core.reports.cases import CaseState, Standing

HOLDERS_ASKED_EVERY = timedelta(hours=1)
DECIDED_WITHIN = timedelta(hours=1)  # a claimed emergency; then the alert role is told once


class ClaimEnd(StrEnum):
    """Why a claim ended by itself."""

    IDLE = "idle"  # nobody did anything with the case for too long
    LEFT = "left"  # its holder is no member any more
    RIGHTS = "rights"  # its holder moderates no more


def end_of(holder: Caller | None, moderator_role: RoleId | None) -> ClaimEnd | None:
    """Why the claim ends, from its holder as Discord describes them now (None: no member); None where it goes on."""
    if holder is None:
        return ClaimEnd.LEFT
    return None if holder.is_moderator(moderator_role) else ClaimEnd.RIGHTS


def freed(standing: Standing) -> Standing | None:
    """The standing once the claim has ended; None where nobody claims the case."""
    if standing.state is not CaseState.CLAIMED:
        return None
    return replace(standing, state=CaseState.OPEN, holder=None, giver=None)
