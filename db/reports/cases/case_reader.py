"""Tables `cases`, `case_links`, `reports` as moderators are shown them."""

from collections.abc import Sequence

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId, MessageId, ServerId
from core.base.times import from_ms
from core.links import canonical
from core.lists.patterns import Pattern
from core.reports.cases import CaseOutcome, CaseState, record_of
from core.reports.claims import ClaimEnd
from core.scanning.detections import DismissReason
from db.base.shared_statements import read_names
from db.engine.statements import Row, Statements, Value
from db.engine.vault import Vault
from db.reports.cases.case_rows import EMERGENCIES, SAME_LINKS, marks, opened_person, place_of, standing_of
from db.reports.cases.removal_shown import removal_shown
from db.reports.file_store import files_of
from services.base.outbox import Kind
from services.reports.records import (
    Case,
    CaseLink,
    EarlierCase,
    QueuePage,
    QueueRow,
    RelatedCase,
    Revealed,
    RevealedReport,
)

_RELATED_SHOWN = 5
_EARLIER_SHOWN = 4  # one more than the card names, so that it knows of more
_COUNTS = (
    "SELECT count(question_id) AS answered, count(*) - count(question_id) AS asked, "
    "count(CASE WHEN state = 'closed' THEN 1 END) AS unreachable, "
    "(SELECT count(*) FROM reports WHERE case_id = $1) AS n, "
    "(SELECT count(*) FROM reports WHERE case_id = $1 AND details_sealed IS NOT NULL) AS notes, "
    "(SELECT count(*) FROM case_files WHERE case_id = $1) AS files, "
    "(SELECT count(*) FROM reports WHERE case_id = $1 AND held = 0) AS calling FROM relay_messages WHERE case_id = $1"
)
_WAITING_ORDER = (
    f"c.quiet, c.category NOT IN ({EMERGENCIES}), c.opened_at, c.id"  # as the index cases_waiting has it
)
_CARD, _CARD_FOUND = (
    f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = {case}.id"
    for case in ("c", "found")
)

_QUEUED = (
    "SELECT c.*, o.channel_id AS card_channel, o.message_id AS card_message, o.state AS card_state, "
    "(SELECT count(*) FROM reports r WHERE r.case_id = c.id) AS reports, "
    "(SELECT count(*) FROM case_links l WHERE l.case_id = c.id) AS links, "
    "(SELECT l.canonical FROM case_links l WHERE l.case_id = c.id ORDER BY l.position LIMIT 1) AS first_link"
)


class CaseReaderRows:
    """Fills services.reports.records.CaseReader."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, case: CaseId) -> Case | None:
        row = await self._sql.one("SELECT * FROM cases WHERE id = $1", case)
        return None if row is None else await self._case(row)

    async def _case(self, row: Row) -> Case:
        case = CaseId(row["id"])
        count = await self._sql.one(_COUNTS, case)
        related = await self._related(case, ServerId(row["server_id"]))
        outcome, reason = row["outcome"], row["outcome_reason"]
        return Case(
            id=case,
            server=ServerId(row["server_id"]),
            place=place_of(row["channel_id"], row["message_id"]),
            author=opened_person(self._vault, row, "author"),
            author_is_member=bool(row["author_is_member"]),
            category=Category(row["category"]),
            standing=standing_of(row),
            holder=opened_person(self._vault, row, "claimed_by"),
            outcome=None if outcome is None else CaseOutcome(outcome),
            reason=None if reason is None else DismissReason(reason),
            pattern=row["outcome_pattern"],
            along_with=None if row["related_case_id"] is None else CaseId(row["related_case_id"]),
            note=self._vault.open_or_none(row["note_sealed"], f"cases.note/{case}") or "",
            follows=None if row["follows_case_id"] is None else CaseId(row["follows_case_id"]),
            **await removal_shown(self._sql, self._vault, row),
            message_gone=row["message_gone_at"] is not None,
            pinged=row["pinged_at"] is not None,
            opened_at=from_ms(row["opened_at"]),
            closed_at=None if row["closed_at"] is None else from_ms(row["closed_at"]),
            links=await self._links(case),
            reports=0 if count is None else count["n"],
            related=tuple(related[:_RELATED_SHOWN]),
            related_count=len(related),
            asked=0 if count is None else count["asked"],
            answered=0 if count is None else count["answered"],
            unreachable=0 if count is None else count["unreachable"],
            files=0 if count is None else count["files"],
            notes=0 if count is None else count["notes"],
            told_of=await self._told_of(row),
            quiet=bool(row["quiet"]),
            held=count is not None and count["calling"] == 0,
            reopened=row["reopened_at"] is not None,
            freed=None if row["freed"] is None else ClaimEnd(row["freed"]),
            untold=opened_person(self._vault, row, "freed_from") if row["freed_untold"] else None,
            earlier=await self._earlier(case, ServerId(row["server_id"])),
        )

    async def _links(self, case: CaseId) -> tuple[CaseLink, ...]:
        rows = await self._sql.all("SELECT * FROM case_links WHERE case_id = $1 ORDER BY position", case)
        return tuple(_link(row) for row in rows)

    async def _related(self, case: CaseId, server: ServerId) -> list[RelatedCase]:
        rows = await self._sql.all(
            "SELECT found.id, o.channel_id, o.message_id FROM "
            f"(SELECT DISTINCT c.id FROM {SAME_LINKS} AND c.id <> $1 AND c.state <> 'closed') found {_CARD_FOUND} ORDER BY found.id",
            case,
            server,
        )
        return [
            RelatedCase(CaseId(row["id"]), place_of(row["channel_id"], row["message_id"])) for row in rows
        ]

    async def _earlier(self, case: CaseId, server: ServerId) -> tuple[EarlierCase, ...]:
        rows = await self._sql.all(
            "SELECT found.id, found.outcome, found.outcome_reason, o.channel_id, o.message_id FROM "
            f"(SELECT DISTINCT c.id, c.outcome, c.outcome_reason FROM {SAME_LINKS} "
            "AND s.case_id < $1 AND c.state = 'closed' AND c.outcome IS NOT NULL ORDER BY c.id DESC LIMIT $3) found "
            f"{_CARD_FOUND} ORDER BY found.id DESC",
            case,
            server,
            _EARLIER_SHOWN,
        )
        return tuple(_ended(row) for row in rows)

    async def _told_of(self, row: Row) -> tuple[RelatedCase, ...]:
        if not Category(row["category"]).emergency:
            return ()
        rows = await self._sql.all(
            f"SELECT c.id, o.channel_id, o.message_id FROM cases c {_CARD} WHERE c.alert_case_id = $1 ORDER BY c.id",
            row["id"],
        )
        return tuple(
            RelatedCase(CaseId(other["id"]), place_of(other["channel_id"], other["message_id"]))
            for other in rows
        )

    async def related_to(
        self, caller: Caller, pattern: Pattern, but: CaseId | None
    ) -> list[tuple[CaseId, CaseLink]]:
        rows = await self._sql.all(
            "SELECT l.* FROM case_links l JOIN cases c ON c.id = l.case_id "
            "WHERE c.server_id = $1 AND c.state IN ('open', 'claimed') AND c.id <> $2 "
            f"AND {self._sql.dialect.holds('l.canonical', '$3')} "
            "AND (c.quiet = 0 OR c.author_key IS NULL OR c.author_key <> $4) ORDER BY l.case_id, l.position",
            caller.server,
            0 if but is None else but,  # ids count from 1
            pattern.fixed_part,
            self._vault.member_key(caller.server, caller.user),
        )
        found: dict[CaseId, CaseLink] = {}
        for row in rows:
            link = canonical(row["canonical"])
            if link is not None and pattern.covers(link):
                found.setdefault(CaseId(row["case_id"]), _link(row))
        return list(found.items())

    async def revealed(self, case: CaseId) -> Revealed | None:
        row = await self._sql.one(
            "SELECT category, evidence_sealed, message_id FROM cases WHERE id = $1", case
        )
        if row is None:
            return None
        return Revealed(
            case=case,
            category=Category(row["category"]),
            evidence=self._vault.open_or_none(row["evidence_sealed"], f"cases.evidence/{case}"),
            reports=await self._reports(case),
            files=await files_of(self._sql, self._vault, case),
            links=await self._links(case),
            message=None if row["message_id"] is None else MessageId(row["message_id"]),
            set_aside=await self._set_aside(case),
        )

    async def _set_aside(self, case: CaseId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM reports WHERE case_id = $1 AND set_aside_at IS NOT NULL", case
        )
        return 0 if row is None else int(row["n"])

    async def _reports(self, case: CaseId) -> tuple[RevealedReport, ...]:
        # Sorted by pseudonym: the order in which members reported is not shown either.
        rows = await self._sql.all(
            "SELECT r.*, "
            "(SELECT count(*) FROM reports p JOIN cases c ON c.id = p.case_id WHERE p.reporter_key = r.reporter_key "
            "AND c.id <> r.case_id AND c.state = 'closed' AND (c.outcome <> 'dismissed' OR c.removal_at IS NOT NULL "
            "OR c.outcome_reason = $3)) AS upheld, "
            "(SELECT count(*) FROM reports p JOIN cases c ON c.id = p.case_id WHERE p.reporter_key = r.reporter_key "
            "AND c.id <> r.case_id AND (c.state = 'closed' AND c.outcome_reason = $2 AND c.removal_at IS NULL "
            "OR c.state <> 'closed' AND p.set_aside_at IS NOT NULL)) AS rejected "
            "FROM reports r WHERE r.case_id = $1 ORDER BY r.pseudonym",
            case,
            str(DismissReason.NO_VIOLATION),
            str(DismissReason.HANDLED),
        )
        return tuple(self._revealed(row) for row in rows)

    def _revealed(self, row: Row) -> RevealedReport:
        return RevealedReport(
            pseudonym=row["pseudonym"],
            record=record_of(row["upheld"], row["rejected"]),
            category=Category(row["category"]),
            details=self._vault.open_or_none(row["details_sealed"], f"reports.details/{row['id']}") or "",
            made_at=from_ms(row["made_at"]),
        )

    async def queue(
        self, caller: Caller, states: Sequence[CaseState], number: int, size: int, *, quiet: bool = False
    ) -> QueuePage:
        wanted = [str(state) for state in states]
        # Each kind of page has an index in its order; of closed cases, the most by far, none is urgent any more.
        closed = CaseState.CLOSED in states
        order = "c.quiet, c.opened_at, c.id" if closed else _WAITING_ORDER
        where = "c.server_id = $1 AND " + (
            "c.state = $2" if closed else f"c.state <> 'closed' AND c.state IN ({marks(2, wanted)})"
        )
        last = len(wanted) + 2
        # A quiet case about the caller's own message would say who reported them.
        where += f" AND (c.quiet = {int(quiet)} {'AND (' if quiet else 'OR'} c.author_key IS NULL OR c.author_key <> ${last})"
        where += ")" if quiet else ""
        values: list[Value] = [caller.server, *wanted, self._vault.member_key(caller.server, caller.user)]
        counted = await self._sql.one(f"SELECT count(*) AS n FROM cases c WHERE {where}", *values)
        total = 0 if counted is None else int(counted["n"])
        pages = max(1, -(-total // size))
        page = min(max(1, number), pages)
        rows = await self._sql.all(
            # Only then is anything else of them read: pages further on skip many.
            f"{_QUEUED} FROM (SELECT c.id FROM cases c WHERE {where} ORDER BY {order} LIMIT ${last + 1} OFFSET ${last + 2}) page "
            f"JOIN cases c ON c.id = page.id {_CARD} ORDER BY {order}",
            *values,
            size,
            (page - 1) * size,
        )
        return QueuePage(tuple(self._queued(row) for row in rows), page, pages, total)

    async def next_free(self, caller: Caller) -> QueueRow | None:
        row = await self._sql.one(
            f"{_QUEUED} FROM (SELECT c.id FROM cases c WHERE c.server_id = $1 AND c.state <> 'closed' AND c.state = 'open' "
            f"AND c.quiet = 0 AND (c.author_key IS NULL OR c.author_key <> $2) ORDER BY {_WAITING_ORDER} LIMIT 1) page "
            f"JOIN cases c ON c.id = page.id {_CARD}",
            caller.server,
            self._vault.member_key(caller.server, caller.user),
        )
        return None if row is None else self._queued(row)

    def _queued(self, row: Row) -> QueueRow:
        return QueueRow(
            id=CaseId(row["id"]),
            category=Category(row["category"]),
            state=CaseState(row["state"]),
            holder=opened_person(self._vault, row, "claimed_by"),
            reports=row["reports"],
            opened_at=from_ms(row["opened_at"]),
            card=place_of(row["card_channel"], row["card_message"]),
            author=opened_person(self._vault, row, "author"),
            place=place_of(row["channel_id"], row["message_id"]),
            link=row["first_link"],
            links=row["links"],
            quiet=bool(row["quiet"]),
            freed=row["freed"] is not None,
            card_gone=row["card_message"] is None and row["card_state"] != "due",
        )


def _ended(row: Row) -> EarlierCase:
    return EarlierCase(
        id=CaseId(row["id"]),
        card=place_of(row["channel_id"], row["message_id"]),
        outcome=CaseOutcome(row["outcome"]),
        reason=None if row["outcome_reason"] is None else DismissReason(row["outcome_reason"]),
    )


def _link(row: Row) -> CaseLink:
    return CaseLink(row["position"], row["canonical"], read_names(row["how"]))
