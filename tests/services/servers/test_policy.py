"""`/policy`: who may, what a preset keeps, what is refused."""

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.servers import policy as policies
from tests.conftest import StandingClock
from tests.kept import audit
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import OTHER, SERVER


@pytest.fixture
async def process(database: Database, vault: Vault, clock: StandingClock) -> ScanningProcess:
    return await ScanningProcess(database, vault, clock).begin()


async def test_a_new_server_has_the_gentle_preset(process: ScanningProcess) -> None:
    assert await process.policies.show(manager(SERVER)) == Policy()


async def test_moderators_and_servers_that_are_not_set_up_are_refused(process: ScanningProcess) -> None:
    with pytest.raises(UserError, match="error-not-manager"):
        await process.policies.take_preset(moderator(SERVER), Preset.STRICT)
    with pytest.raises(UserError, match="error-not-set-up"):
        await process.policies.set_rule(manager(OTHER), Tier.OWN, Action.OFF, None)
    assert await process.policy_rows.get(OTHER) == Policy()


async def test_a_preset_ends_rules_for_whole_tiers_and_keeps_exceptions(process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.LOG, None)
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    await process.policies.set_rule(manager(SERVER), Tier.SHARED, Action.OFF, Category.SCAM)
    await process.policies.set_channel(manager(SERVER), ChannelId(5), ChannelMode.LOG)
    await process.policies.toggle_exempt(manager(SERVER), RoleId(6))
    taken = await process.policies.take_preset(manager(SERVER), Preset.STRICT)
    assert taken.ended == 1
    assert taken.policy == Policy(
        Preset.STRICT, {(Tier.SHARED, Category.SCAM): Action.OFF}, {5: ChannelMode.LOG}, frozenset({6})
    )
    assert taken.policy.action_for(Tier.OWN, Category.SCAM) is Action.DELETE
    assert taken.policy.action_for(Tier.SHARED, Category.SCAM) is Action.OFF


async def test_what_is_only_likely_is_set_and_a_preset_ends_it(process: ScanningProcess) -> None:
    kept = await process.policies.set_likely(manager(SERVER), Action.LOG)
    assert (kept.likely, kept.likely_action) == (Action.LOG, Action.LOG)
    assert (await process.server_cache.get(SERVER)).policy == kept
    taken = await process.policies.take_preset(manager(SERVER), Preset.STRICT)
    assert taken.ended == 1
    assert (taken.policy.likely, taken.policy.likely_action) == (None, Action.DELETE)
    with pytest.raises(UserError, match="error-not-manager"):
        await process.policies.set_likely(moderator(SERVER), Action.DELETE)


async def test_pictures_are_read_once_a_manager_says_so(process: ScanningProcess) -> None:
    assert not await process.policies.reads_pictures(SERVER)
    await process.policies.set_images(manager(SERVER), on=True)
    assert (await process.server_cache.get(SERVER)).policy.images
    assert await process.policies.reads_pictures(SERVER)
    taken = await process.policies.take_preset(manager(SERVER), Preset.STRICT)
    assert taken.policy.images, "a preset is about lists"
    await process.policies.set_images(manager(SERVER), on=False)
    assert not (await process.server_cache.get(SERVER)).policy.images
    with pytest.raises(UserError, match="error-not-manager"):
        await process.policies.set_images(moderator(SERVER), on=True)
    lines = await audit(process.database, process.vault)
    assert [(line.before, line.after) for line in lines if line.action == "policy-images"] == [
        ("0", "1"),
        ("1", "0"),
    ]


async def test_exempting_twice_ends_it(process: ScanningProcess) -> None:
    assert await process.policies.toggle_exempt(manager(SERVER), RoleId(6)) is True
    assert await process.policies.toggle_exempt(manager(SERVER), RoleId(6)) is False
    assert (await process.policies.show(manager(SERVER))).exempt_roles == frozenset()


async def test_everyone_cannot_be_exempt(process: ScanningProcess) -> None:
    with pytest.raises(UserError, match="policy-exempt-everyone"):
        await process.policies.toggle_exempt(manager(SERVER), RoleId(SERVER))


async def test_there_is_a_bound(process: ScanningProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "CHANNEL_RULES", 1)
    monkeypatch.setattr(policies, "EXEMPT_ROLES", 1)
    await process.policies.set_channel(manager(SERVER), ChannelId(1), ChannelMode.OFF)
    await process.policies.set_channel(manager(SERVER), ChannelId(1), ChannelMode.LOG)
    with pytest.raises(UserError, match="policy-too-many-channels"):
        await process.policies.set_channel(manager(SERVER), ChannelId(2), ChannelMode.OFF)
    await process.policies.toggle_exempt(manager(SERVER), RoleId(1))
    with pytest.raises(UserError, match="policy-too-many-roles"):
        await process.policies.toggle_exempt(manager(SERVER), RoleId(2))


async def test_every_change_is_numbered_for_the_other_processes(process: ScanningProcess) -> None:
    newest, _ = await process.policy_rows.servers_changed_since(0)
    store, changing = process.policy_rows, process.stores.policies
    for change in (
        changing.set_preset(SERVER, Preset.STRICT),
        changing.set_rule(SERVER, Tier.OWN, None, Action.OFF),
        changing.set_rule(SERVER, Tier.OWN, None, Action.LOG),
        changing.set_channel(SERVER, ChannelId(5), ChannelMode.OFF),
        changing.set_channel(SERVER, ChannelId(5), ChannelMode.LOG),
        changing.exempt(SERVER, RoleId(5)),
        changing.end_exemption(SERVER, RoleId(5)),
        changing.set_images(SERVER, on=True),
    ):
        await change
        revision, servers = await store.servers_changed_since(newest)
        assert servers == [SERVER]
        assert revision > newest
        newest = revision
    assert await store.servers_changed_since(newest) == (newest, [])
    assert await store.servers_changed_since(0) == (newest, [ServerId(SERVER)])


async def test_every_change_is_audited(process: ScanningProcess) -> None:
    await process.policies.take_preset(manager(SERVER), Preset.STANDARD)
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, Category.DOXXING)
    lines = await audit(process.database, process.vault)
    assert [(line.action, line.before, line.after) for line in lines if line.action.startswith("policy")] == [
        ("policy-preset", "gentle", "standard"),
        ("policy-rule", "", "own/doxxing timeout"),
    ]
