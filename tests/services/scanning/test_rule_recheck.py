"""Before a removal that had to wait, the rules are asked again: they may have changed meanwhile."""

import pytest

from core.base.errors import DiscordSilent
from core.scanning.detections import Outcome
from core.servers.policy import Action, ChannelMode, Tier
from services.scanning.removal_ports import RemovalResult
from tests.lists import allow_pattern, unlist_entry
from tests.people import manager, moderator
from tests.services.scanning.process import GENERAL, LISTED, SERVER, ScanningProcess


@pytest.mark.parametrize("change", ["allow", "channel off", "off the list", "review only"])
async def test_a_message_that_no_rule_asks_for_any_more_stands(process: ScanningProcess, change: str) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    by = manager(SERVER)
    if change == "allow":
        await allow_pattern(process.storage, SERVER, LISTED, now=process.clock())
    elif change == "channel off":
        await process.policies.set_channel(by, GENERAL, ChannelMode.OFF)
    elif change == "off the list":
        await unlist_entry(process.storage, SERVER, LISTED, now=process.clock())
    else:
        await process.policies.set_rule(by, Tier.OWN, Action.REVIEW, None)
    await process.removals.permission_back(SERVER)
    await process.work_off()
    left = await process.detection(found)
    assert (left.outcome, left.owed) == (Outcome.KEPT, False)
    assert process.remover.deleted == []
    assert [message for message, _ in await process.waiting_for()] == [1], "it may hold another link"


async def test_what_the_rules_say_is_not_known_and_nothing_is_deleted(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    await process.removals.permission_back(SERVER)
    process.remover.silent = DiscordSilent()
    await process.work_off()
    left = await process.detection(found)
    assert (left.outcome, left.owed, process.remover.deleted) == (Outcome.FAILED, True, [])
    process.remover.silent = None
    process.clock.forward(seconds=5)
    await process.live()
    await process.work_off()
    assert await process.outcome(found) == "removed"


async def test_what_a_moderator_ordered_is_done_whatever_the_rules_say(process: ScanningProcess) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see()
    await process.moderation.delete(moderator(SERVER), found)
    await allow_pattern(process.storage, SERVER, LISTED, now=process.clock())
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(found) == "removed"
