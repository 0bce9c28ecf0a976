"""Claims that end by themselves: the case is free again, its card says so, and whoever held it is told.

What a moderator does with a case is a line of its history, so a claim without action is one whose case has no new line of
a moderator. Whether a holder still moderates is asked of Discord: when their server arrives (at a start, after an outage),
when its roles change, and hourly. Where Discord does not say, the claim stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import Unavailable
from core.base.ids import CaseId, ServerId, UserId
from core.base.posts import MessagePlace
from core.base.shards import ALL_SHARDS, Ours
from core.reports.cases import Standing
from core.reports.claims import HOLDERS_ASKED_EVERY, ClaimEnd, end_of, freed
from core.scanning.detections import Person
from services.base.outbox import Kind
from services.base.ports import Audit, Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell
from services.reports.case_cards import CaseCardsTx, show_card
from services.servers.setup import ServerStore

CLAIMS_LOOK_EVERY = timedelta(minutes=1)
_AT_ONCE = 25  # claims of one look: their cards are rendered anew


@dataclass(frozen=True, slots=True)
class Claim:
    """A case in somebody's hands. `since`: of several claims of one person it is this one."""

    case: CaseId
    server: ServerId
    holder: Person
    standing: Standing
    since: datetime


@dataclass(frozen=True, slots=True)
class EndedClaim:
    """What whoever held a case is told. `card`: None while none stands there."""

    case: CaseId
    server: ServerId
    holder: UserId
    card: MessagePlace | None


class ClaimStore(Protocol):
    """The store of table `cases`, as claims end."""

    async def idle(self, none_since: datetime, most: int) -> list[Claim]:
        """Find the oldest claims made before then in whose cases no moderator did anything since."""
        ...

    async def to_ask_about(
        self, not_asked_since: datetime, most: int, ours: Ours = ALL_SHARDS
    ) -> list[Claim]:
        """Find the oldest claims about whose holders Discord was not asked since then."""
        ...

    async def of_server(self, server: ServerId) -> list[Claim]:
        """Every claim of the server."""
        ...

    async def asked(self, claim: Claim, now: datetime) -> None:
        """Note that Discord was asked about the holder now, whatever it said."""
        ...

    async def free(self, claim: Claim, after: Standing, end: ClaimEnd, now: datetime) -> bool:
        """Write that this very claim ended; False where it is not there any more."""
        ...

    async def ended(self, case: CaseId) -> EndedClaim | None:
        """Give the claim whose holder is to be told that it ended; None where nobody is to be told, or somebody has
        the case since.
        """
        ...

    async def told(self, case: CaseId) -> None:
        """Note that the former holder was told; who it was is no longer kept."""
        ...

    async def untold(self, case: CaseId) -> None:
        """Note that the former holder takes no direct messages, so that the card says that the claim ended."""
        ...


class ClaimsTx(CaseCardsTx, Protocol):
    """What a transaction offers to claims."""

    @property
    def claims(self) -> ClaimStore:
        """The store of table `cases`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


class MemberSource(Protocol):
    """Asks Discord about members at the moment of the call."""

    async def certain(self, server: ServerId, user: UserId) -> Caller | None:
        """The live member; None only where Discord says that this person is none. Raises Unavailable in all else."""
        ...


class Claims:
    """The two jobs, what a change in a server asks for, and what the message to a holder shows."""

    def __init__(
        self,
        *,
        storage: Storage[ClaimsTx],
        members: MemberSource,
        lasts: timedelta,
        outbox_bell: Bell,
        clock: Clock,
        ours: OurShards = all_shards,
    ) -> None:
        """`lasts`: how long a claim goes on without any action. `ours`: in whose servers Discord is asked about holders."""
        self._ours = ours
        self._storage = storage
        self._members = members
        self._lasts = lasts
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def end_idle(self, now: datetime) -> int:
        """Free what nobody did anything with for too long, and owe its holder a word; returns how many."""
        since = now - self._lasts
        if not await self._storage.read.claims.idle(since, 1):  # the usual answer costs no write
            return 0
        async with self._storage.bulk() as tx:
            ended = 0
            for claim in await tx.claims.idle(since, _AT_ONCE):
                if await _end(tx, claim, ClaimEnd.IDLE, now):
                    await tx.outbox.arm(Kind.CLAIM_NOTICE, claim.case, claim.server, now)
                    ended += 1
        return ended

    async def ask(self, now: datetime) -> int:
        """Ask about holders who were not asked about for an hour; returns how many claims ended."""
        since = now - HOLDERS_ASKED_EVERY
        claims = await self._storage.read.claims.to_ask_about(since, _AT_ONCE, self._ours())
        return await self._ask_about(claims, now)

    async def ask_in(self, server: ServerId) -> int:
        """Something changed in the server, or may have while nobody listened: ask about all who hold cases there."""
        claims = await self._storage.read.claims.of_server(server)
        ended = await self._ask_about(claims, self._clock())
        if ended:
            self._outbox_bell.ring()
        return ended

    async def ended(self, case: CaseId) -> EndedClaim | None:
        """What to tell whom; None where there is nobody to tell."""
        return await self._storage.read.claims.ended(case)

    async def told(self, ended: EndedClaim, *, delivered: bool) -> None:
        """Whether it reached them; where not, the card says it."""
        async with self._storage.bulk() as tx:
            if delivered:
                await tx.claims.told(ended.case)
                return
            await tx.claims.untold(ended.case)
            await show_card(tx, ended.case, ended.server, self._clock())

    async def _ask_about(self, claims: Sequence[Claim], now: datetime) -> int:
        ends: dict[tuple[ServerId, UserId], ClaimEnd | None] = {}
        for claim in claims:
            if (claim.server, claim.holder.id) not in ends:
                ends[claim.server, claim.holder.id] = await self._end_of(claim)
        if not claims:
            return 0
        async with self._storage.bulk() as tx:
            ended = 0
            for claim in claims:
                end = ends[claim.server, claim.holder.id]
                await tx.claims.asked(claim, now)
                ended += end is not None and await _end(tx, claim, end, now)
        return ended

    async def _end_of(self, claim: Claim) -> ClaimEnd | None:
        """Why the claim ends; None where it goes on, and where that is not known."""
        try:
            holder = await self._members.certain(claim.server, claim.holder.id)
        except Unavailable:
            return None
        settings = await self._storage.glance.servers.get(claim.server)
        return end_of(holder, settings.moderator_role)


async def _end(tx: ClaimsTx, claim: Claim, end: ClaimEnd, now: datetime) -> bool:
    after = freed(claim.standing)
    if after is None or not await tx.claims.free(claim, after, end, now):
        return False
    await show_card(tx, claim.case, claim.server, now)
    await tx.audit.note(claim.server, None, "claim-ended", f"case/{claim.case}", now, after=str(end))
    return True
