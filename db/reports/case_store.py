"""Table `cases`: what a moderator does with one, each step decided and saved in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import StorageBusy, UserError
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.times import to_ms
from core.lists.shared_standing import StanceKind
from core.reports.cases import Actor, CaseOutcome, Refusal, Standing, Step, advance
from core.scanning.detections import DismissReason, Person, Settled
from db.base.shared_statements import arm, note
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from db.lists.own_rows import add_own
from db.lists.stance_rows import add_stance
from db.reports.case_rows import messages_gone, opened_person, sealed_person, show_related, standing_of
from db.reports.outcome_store import owe_outcomes
from db.scanning.detection_rows import OrderedRemoval, add_removal
from services.base.outbox import Kind
from services.reports.records import Case, Listed, Listing, Refused


class CaseRows:
    """The changing half of services.reports.records.CaseStore; db/reports/case_reader.py reads."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    def refusal(self, case: Case, step: Step, by: Caller) -> Refused | None:
        after = advance(case.standing, step, self._actor(by))
        return Refused(after, case.holder) if isinstance(after, Refusal) else None

    async def move(self, case: CaseId, step: Step, by: Caller, now: datetime) -> Refused | None:
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, step, by)
            if isinstance(taken, Refused):
                return taken
            row, after = taken
            await self._stand(tx, row, after, by, now)
            await self._done(tx, row, step, by, now, after=str(after.state))
        return None

    async def dismiss(
        self, case: CaseId, by: Caller, reason: DismissReason, note_text: str, now: datetime
    ) -> Refused | None:
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, Step.DISMISS, by)
            if isinstance(taken, Refused):
                return taken
            row, after = taken
            await self._stand(tx, row, after, by, now)
            await self._close(tx, row, CaseOutcome.DISMISSED, now, reason=reason, note_text=note_text)
            await self._done(tx, row, Step.DISMISS, by, now, after=str(reason))
        return None

    async def list_pattern(
        self, case: CaseId, by: Caller, listing: Listing, now: datetime
    ) -> Listed | Refused:
        pattern, server = listing.pattern, by.server
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, Step.LIST, by)
            if isinstance(taken, Refused):
                return taken
            row, after = taken
            new = await add_own(
                tx, self._vault, server, pattern, listing.category, listing.note, by.user, case, now
            )
            stance = await self._share(tx, by, listing, now) if listing.share else None
            removing = listing.remove and await self._remove(tx, row, by, Settled.LISTED, listing, now)
            await self._stand(tx, row, after, by, now)
            await self._close(tx, row, CaseOutcome.LISTED, now, pattern=pattern.text, note_text=listing.note)
            await tx.run("UPDATE cases SET stance_id = $2 WHERE id = $1", case, stance)
            await self._done(tx, row, Step.LIST, by, now, after=f"{pattern.text} {listing.category}")
        return Listed(new, removing)

    async def relate(
        self, case: CaseId, by: Caller, listing: Listing, now: datetime, *, along_with: CaseId | None = None
    ) -> Refused | None:
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, Step.RELATE, by)
            if isinstance(taken, Refused):
                return taken
            row, after = taken
            if listing.remove:
                await self._remove(tx, row, by, Settled.LISTED, listing, now)
            await self._stand(tx, row, after, by, now)
            await self._close(tx, row, CaseOutcome.RELATED, now, pattern=listing.pattern.text)
            await tx.run("UPDATE cases SET related_case_id = $2 WHERE id = $1", case, along_with)
            await self._done(tx, row, Step.RELATE, by, now, after=listing.pattern.text)
        return None

    async def order_removal(self, case: CaseId, by: Caller, now: datetime) -> Refused | None:
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, Step.DELETE, by)
            if isinstance(taken, Refused):
                return taken
            row, _ = taken
            if row["removal_at"] is None:  # else somebody was quicker, and the same is owed already
                await self._remove(tx, row, by, Settled.DELETED, None, now)
                await self._done(tx, row, Step.DELETE, by, now)
        return None

    async def message_gone(self, server: ServerId, messages: Sequence[MessageId], now: datetime) -> bool:
        # Asked at every deletion in every server: on this thread, by its index.
        known = await self._db.glance.all(
            "SELECT 1 FROM cases WHERE server_id = $1 AND message_id BETWEEN $2 AND $3 LIMIT 1",
            server,
            min(messages),
            max(messages),
        )
        if not known:  # the usual answer costs no write
            return False
        async with self._db.bulk() as tx:
            return await messages_gone(tx, server, messages, now)

    def _actor(self, by: Caller) -> Actor:
        return Actor(self._vault.member_key(by.server, by.user), manager=by.is_manager())

    async def _take(
        self, tx: Statements, case: CaseId, step: Step, by: Caller
    ) -> tuple[Row, Standing] | Refused:
        """The row as it is now and its standing after the step, or why the step is not possible."""
        row = await tx.one("SELECT * FROM cases WHERE id = $1 AND server_id = $2", case, by.server)
        if row is None:
            raise UserError("case-unknown")
        after = advance(standing_of(row), step, self._actor(by))
        if isinstance(after, Refusal):
            return Refused(after, opened_person(self._vault, row, "claimed_by"))
        return row, after

    async def _stand(self, tx: Statements, row: Row, after: Standing, by: Caller, now: datetime) -> None:
        holder = None if after.holder is None else Person(by.user, by.name)
        changed = await tx.run(
            "UPDATE cases SET state = $3, claimed_by_sealed = $4, claimed_key = $5, claimed_at = $6, given_by_key = $7, "
            "first_claimed_at = coalesce(first_claimed_at, $6), version = version + 1 WHERE id = $1 AND version = $2",
            row["id"],
            row["version"],
            str(after.state),
            sealed_person(self._vault, holder, "claimed_by", row["id"]),
            after.holder,
            None if holder is None else to_ms(now),
            after.giver,
        )
        if changed != 1:  # where the database lets two writers read the same row, one of them comes back here
            raise StorageBusy

    async def _close(
        self,
        tx: Statements,
        row: Row,
        outcome: CaseOutcome,
        now: datetime,
        *,
        reason: DismissReason | None = None,
        pattern: str | None = None,
        note_text: str = "",
    ) -> None:
        case = row["id"]
        await tx.run(
            "UPDATE cases SET outcome = $2, outcome_reason = $3, outcome_pattern = $4, note_sealed = $5, closed_at = $6 "
            "WHERE id = $1",
            case,
            str(outcome),
            None if reason is None else str(reason),
            pattern,
            self._vault.seal(note_text, f"cases.note/{case}") if note_text else None,
            to_ms(now),
        )
        await owe_outcomes(tx, CaseId(case), ServerId(row["server_id"]), now)

    async def _share(self, tx: Statements, by: Caller, listing: Listing, now: datetime) -> int | None:
        """Returns which word of the server it is, so that it can be taken back."""
        words = (listing.pattern, listing.category, listing.note, StanceKind.CONFIRM, "")
        entry = await add_stance(tx, self._vault, by.server, *words, by.user, now)
        newest = await tx.one(
            "SELECT max(id) AS id FROM stances WHERE entry_id = $1 AND server_id = $2", entry, by.server
        )
        return None if newest is None else newest["id"]

    async def _remove(
        self,
        tx: Statements,
        row: Row,
        by: Caller,
        settled: Settled,
        listing: Listing | None,
        now: datetime,
    ) -> bool:
        """Owe the deletion of the reported message. False where there is none (any more), or it was done and taken back."""
        if row["message_id"] is None or row["message_gone_at"] is not None:
            return False
        case = CaseId(row["id"])
        evidence = row["evidence_sealed"]
        ordered = OrderedRemoval(
            server=by.server,
            channel=ChannelId(row["channel_id"]),
            message=MessageId(row["message_id"]),
            case=case,
            by=Person(by.user, by.name),
            settled=settled,
            category=Category(row["category"]) if listing is None else listing.category,
            author=opened_person(self._vault, row, "author"),
            author_is_member=bool(row["author_is_member"]),
            pattern="" if listing is None else listing.pattern.text,
            link="" if listing is None else listing.link.canonical,
            how=() if listing is None else listing.link.how,
            text="" if evidence is None else self._vault.open(evidence, f"cases.evidence/{case}"),
        )
        owed = await add_removal(tx, self._vault, ordered, now)
        if owed is None and row["removal_at"] is None:
            return False
        await tx.run(
            "UPDATE cases SET removal_at = coalesce(removal_at, $2), removal_undone_at = NULL WHERE id = $1",
            case,
            to_ms(now),
        )
        return True

    async def _done(
        self,
        tx: Statements,
        row: Row,
        step: Step,
        by: Caller,
        now: datetime,
        *,
        before: str = "",
        after: str = "",
    ) -> None:
        """What every step leaves behind: cards to render, a line in the audit. `before`: the state, unless it says more."""
        case = CaseId(row["id"])
        await arm(tx, Kind.CASE_CARD, case, by.server, now)
        await show_related(tx, case, by.server, now)
        await note(
            tx,
            self._vault,
            by.server,
            by.user,
            f"case-{step}",
            f"case/{case}",
            now,
            before=before or row["state"],
            after=after,
        )
