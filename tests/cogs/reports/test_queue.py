"""`/queue`: its pages, and who may see them."""

from dataclasses import replace

import pytest

from core.base.errors import UserError
from core.base.ids import RoleId
from core.reports.cases import CaseState
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import told
from tests.wording import said

pytestmark = pytest.mark.usefixtures("set_up")


async def test_the_queue_has_pages(stage: ReportsStage) -> None:
    for number in range(10):
        await stage.reported(f"see forum{number}.example", category="threats" if number == 9 else "scam")
    first = await stage.queue()
    assert told(first).index("🚨") < told(first).index("Scam")
    said(told(first), "queue-page", page=1, pages=2, total=10)
    second = await stage.moderator.click(first.response, custom_id="queue:active:2")
    said(told(second), "queue-page", page=2, pages=2)
    assert "[9](" in told(second)
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.services.review.queue(stage.caller(), [CaseState.OPEN], 1)


async def test_the_moderator_role_is_enough_and_channel_rights_are_not(stage: ReportsStage) -> None:
    helpers = stage.guild.create_role("Helpers")
    await stage.set_up(moderator_role=helpers)
    await stage.reported("see badforum.example")
    queue = stage.services.review.queue
    with pytest.raises(UserError, match="error-not-moderator"):
        await queue(stage.caller(), [CaseState.OPEN], 1)
    helper = replace(stage.caller(), roles=frozenset({RoleId(helpers.id)}))
    assert (await queue(helper, [CaseState.OPEN], 1)).total == 1
