"""Table `reported_changes`: cases that were opened or closed, or got a link, since somebody looked."""

from core.base.ids import CaseId
from db.engine.statements import Statements


async def note_change(sql: Statements, case: CaseId) -> None:
    """Note it in the transaction of the change; who follows what is reported reads it there."""
    await sql.run("INSERT INTO reported_changes (case_id) VALUES ($1)", case)
