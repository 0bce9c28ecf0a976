"""What happens in the middle of a decision about something found: Discord does not open the form, the role goes meanwhile, two
moderators at once.
"""

from typing import Any

import pytest

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import send, told
from tests.wording import said

LINK = "https://badforum.example/threads/1"
FORMS = {"list": {"scope": "host"}, "dismiss": {"reason": "no_violation"}, "undo": {"scope": "message"}}


@pytest.fixture(autouse=True)
async def _guarded(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")


async def found(stage: ScanningStage, verb: str) -> None:
    """A card that offers this form."""
    if verb != "undo":
        await stage.policy("set", tier="own", action="review")
    await stage.said(f"look at {LINK}")


async def state(stage: ScanningStage) -> list[tuple[Any, ...]]:
    sql = stage.rowan.base.storage.read.sql
    statements = ("SELECT * FROM detections", "SELECT * FROM own_entries", "SELECT * FROM allows")
    return [tuple(row) for statement in statements for row in await sql.all(statement)]


async def press(stage: ScanningStage, verb: str) -> Any:
    return await stage.moderator.click(stage.detection(1), custom_id=f"detection:1:{verb}")


@pytest.mark.parametrize("verb", FORMS)
@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 50035), (500, 0)])
async def test_a_form_that_discord_does_not_open_changes_nothing(
    stage: ScanningStage, verb: str, status: int, code: int
) -> None:
    await found(stage, verb)
    before = await state(stage)
    stage.env.inject_error("POST", "/interactions/*/callback", status=status, code=code)
    answer = await press(stage, verb)
    if code == 50035:
        said(told(answer), "error-form-not-opened")
    await stage.work()
    assert await state(stage) == before


@pytest.mark.parametrize("verb", FORMS)
async def test_who_loses_the_role_while_a_form_is_open_changes_nothing(
    stage: ScanningStage, verb: str
) -> None:
    await found(stage, verb)
    form, before = await press(stage, verb), await state(stage)
    role = stage.guild.roles["Moderators"]
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": 0})
    await stage.env.settle()
    said(told(await send(stage.moderator, form, **FORMS[verb])), "error-not-moderator")
    assert await state(stage) == before


@pytest.mark.parametrize("verb", FORMS)
async def test_of_two_moderators_at_once_one_decides_and_the_other_hears_so(
    stage: ScanningStage, verb: str
) -> None:
    await found(stage, verb)
    other = stage.join("other", "Moderators")
    forms = [
        await who.click(stage.detection(1), custom_id=f"detection:1:{verb}")
        for who in (stage.moderator, other)
    ]
    await send(stage.moderator, forms[0], **FORMS[verb])
    late = told(await send(other, forms[1], **FORMS[verb]))
    said(late, "detection-undone-already" if verb == "undo" else "detection-settled-already")
