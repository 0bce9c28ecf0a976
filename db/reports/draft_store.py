"""Table `report_drafts`: what a click delivered, sealed, until its form arrives or its time is over."""

import json
from dataclasses import asdict
from datetime import datetime

from core.base.ids import CaseId, ChannelId, MessageId, ServerId, UserId
from core.base.times import to_ms
from core.reports.evidence_files import ReportedFile
from core.reports.intake import ReportedMessage
from core.reports.report_form import Draft, UsedDraft
from db.engine.statements import Statements
from db.engine.vault import Vault

# A form that arrived says of nobody any more who sent it.
_OF_MEMBER = "(member_key IS NULL OR member_key = $4)"


class DraftRows:
    """Fills services.reports.intake.DraftStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def keep(
        self, server: ServerId, member: UserId, token: str, draft: Draft, now: datetime, until: datetime
    ) -> None:
        await self._sql.run(
            "INSERT INTO report_drafts (token, server_id, sealed, made_at, expires_at, member_key) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            token,
            server,
            self._vault.seal(json.dumps(asdict(draft)), _place(token)),
            to_ms(now),
            to_ms(until),
            self._vault.member_key(server, member),
        )

    async def forget_older(self, server: ServerId, member: UserId, most: int) -> None:
        await self._sql.run(
            "DELETE FROM report_drafts WHERE member_key = $1 AND token NOT IN (SELECT token FROM report_drafts "
            "WHERE member_key = $1 ORDER BY made_at DESC, token LIMIT $2)",
            self._vault.member_key(server, member),
            most,
        )

    async def get(
        self, server: ServerId, member: UserId, token: str, now: datetime
    ) -> Draft | UsedDraft | None:
        row = await self._sql.one(
            "SELECT * FROM report_drafts WHERE token = $1 AND server_id = $2 AND expires_at > $3 "
            f"AND {_OF_MEMBER}",
            token,
            server,
            to_ms(now),
            self._vault.member_key(server, member),
        )
        if row is None:
            return None
        if row["report_case_id"] is not None:
            return UsedDraft(CaseId(row["report_case_id"]))
        opened = self._vault.open_or_none(row["sealed"], _place(token))
        return None if opened is None else _draft(opened)

    async def case_of(self, server: ServerId, token: str) -> CaseId | None:
        row = await self._sql.one(
            "SELECT report_case_id FROM report_drafts WHERE token = $1 AND server_id = $2", token, server
        )
        return None if row is None or row["report_case_id"] is None else CaseId(row["report_case_id"])

    async def use(self, server: ServerId, member: UserId, token: str, case: CaseId) -> None:
        await self._sql.run(
            "UPDATE report_drafts SET sealed = NULL, member_key = NULL, report_case_id = $2 "
            f"WHERE token = $1 AND server_id = $3 AND {_OF_MEMBER}",
            token,
            case,
            server,
            self._vault.member_key(server, member),
        )


def _place(token: str) -> str:
    return f"report_drafts.sealed/{token}"


def _draft(text: str) -> Draft:
    kept = json.loads(text)
    message = kept["message"]
    if message is None:
        return Draft(None, kept["link"])
    return Draft(
        ReportedMessage(
            channel=ChannelId(message["channel"]),
            message=MessageId(message["message"]),
            author=UserId(message["author"]),
            author_name=message["author_name"],
            texts=tuple(message["texts"]),
            # Drafts kept by an earlier version say nothing of these.
            author_is_member=message.get("author_is_member", True),
            files=tuple(ReportedFile(**file) for file in message.get("files", ())),
        ),
        kept["link"],
    )
