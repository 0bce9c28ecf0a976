"""Tables `campaign_updates` and `update_versions`: what is kept, sealed, and given back; which write wins."""

import pytest

from core.base.ids import UpdateId
from core.campaigns.versions import Update, Version, VersionState
from services.campaigns.records import SentForm
from tests.db.campaigns.rows import ANN, BEN, ORIGIN, TEXT, CampaignRowsDriver


async def test_an_update_is_given_back_as_it_was_written(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        assert await tx.updates.state(update) == Update((Version(1, VersionState.DRAFT, b"ann"),))
        assert await tx.updates.settle(update, Version(1, VersionState.APPROVED, b"ann"), BEN, rows.clock())
        await tx.updates.stand(update, 1, rows.clock())
        await tx.updates.add(
            update, Version(2, VersionState.DRAFT, b"ben"), SentForm(TEXT, "form-2", 1), BEN, rows.clock()
        )
        state = await tx.updates.state(update)
    assert state == Update(
        (Version(1, VersionState.APPROVED, b"ann"), Version(2, VersionState.DRAFT, b"ben")), standing=1
    )
    record = await rows.storage.read.updates.get(update)
    assert record is not None
    assert [version.base for version in record.versions] == [None, 1]
    assert record.version(2).text == TEXT
    assert record.published_at == rows.clock()


async def test_a_draft_is_settled_once_and_an_update_withdrawn_once(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        discarded = Version(1, VersionState.DISCARDED, b"ann")
        assert await tx.updates.settle(update, discarded, BEN, rows.clock()) is True
        assert await tx.updates.settle(update, discarded, ANN, rows.clock()) is False
        assert await tx.updates.withdraw(update, "It was wrong", rows.clock()) is True
        assert await tx.updates.withdraw(update, "again", rows.clock()) is False
    record = await rows.storage.read.updates.get(update)
    assert record is not None
    assert (record.versions[0].settled_by, record.withdrawn_reason) == (BEN.name, "It was wrong")


async def test_an_update_is_published_when_its_first_version_stands(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        await tx.updates.stand(update, 1, rows.clock())
        first = rows.clock()
        await tx.updates.stand(update, 2, rows.clock.forward(hours=1))
        record = await tx.updates.get(update)
    assert record is not None
    assert (record.standing, record.published_at) == (2, first)


async def test_a_form_is_known_by_what_it_made(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted("form-7")
    made = await rows.storage.read.updates.made_by("form-7")
    assert made is not None
    assert (made.update, made.version) == (update, 1)
    assert await rows.storage.read.updates.made_by("form-8") is None
    assert [choice.id for choice in await rows.storage.read.updates.choices(ORIGIN)] == [update]


@pytest.mark.sqlite
async def test_who_wrote_and_approved_is_kept_for_colleagues_and_sealed(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        await tx.updates.settle(update, Version(1, VersionState.APPROVED, b"ann"), BEN, rows.clock())
    record = await rows.storage.read.updates.get(update)
    assert record is not None
    assert (record.versions[0].drafted_by, record.versions[0].settled_by) == (ANN.name, BEN.name)
    path = rows.database.path
    stored = b"".join(path.with_name(name).read_bytes() for name in ("rowan.db", "rowan.db-wal"))
    for secret in (ANN.name, BEN.name):
        assert secret.encode() not in stored


async def test_an_unknown_update_is_none(rows: CampaignRowsDriver) -> None:
    nothing = UpdateId(404)
    assert await rows.storage.read.updates.get(nothing) is None
    assert await rows.storage.read.updates.state(nothing) is None
    assert await rows.storage.read.deliveries.here(nothing, ORIGIN) is None
