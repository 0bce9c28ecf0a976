"""Drafts as they stand in the database, those of earlier versions too."""

from core.reports.intake import ReportedMessage
from core.reports.report_form import Draft
from db.engine.database import Database
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from tests.conftest import StandingClock
from tests.given_reports import SERVER, Reports


async def test_a_draft_of_an_earlier_version_has_no_files(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    old = '{"message": {"channel": 1, "message": 2, "author": 3, "author_name": "x", "texts": ["y"]}, "link": ""}'
    async with database.bulk() as tx:
        await ensure_server(tx, SERVER)
        await tx.run(
            "INSERT INTO report_drafts (token, server_id, sealed, made_at, expires_at) VALUES ('t', $1, $2, 0, $3)",
            SERVER,
            vault.seal(old, "report_drafts.sealed/t"),
            2**60,
        )
    kept = await Reports(database, vault).draft(SERVER, "t", clock())
    assert isinstance(kept, Draft)
    assert isinstance(kept.message, ReportedMessage)
    assert (kept.message.author_name, kept.message.files, kept.message.author_is_member) == ("x", (), True)
