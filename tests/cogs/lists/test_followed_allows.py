"""`/lists publish_allows`, `follow_allows`, `unfollow_allows` as managers and others meet them."""

import pytest

from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import told
from tests.wording import said

pytestmark = pytest.mark.usefixtures("set_up")


async def test_a_manager_publishes_and_is_told_what_others_see(stage: ListsStage) -> None:
    for on, key in (
        (True, "allows-published"),
        (True, "allows-published-already"),
        (False, "allows-unpublished"),
        (False, "allows-unpublished-already"),
    ):
        answer = await stage.manager.slash(stage.general, "lists publish_allows", on=on)
        assert answer.ephemeral
        said(told(answer), key)


async def test_a_name_that_nobody_has_is_said_defanged(stage: ListsStage) -> None:
    for command in ("follow_allows", "unfollow_allows"):
        answer = await stage.manager.slash(stage.general, f"lists {command}", server="evil.example @everyone")
        said(told(answer), "allows-unknown")
        assert "evil.example" not in told(answer)
