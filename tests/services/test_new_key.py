"""A new secret: everything that is sealed opens with it alone, whoever works meanwhile, and look-ups find what they found."""

import asyncio
import base64
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.base.ids import ServerId, UserId
from core.base.retention import KeptFor
from db.base.lease_store import LeaseRows
from db.base.register import REGISTER
from db.engine.database import Database, DatabaseFault
from db.engine.keys.resealing import Resealing
from db.engine.keys.sealed_columns import SEALED
from db.engine.keys.state import (
    begin_change,
    key_state,
    note_holder,
    opened_vault,
    seal_by_following,
)
from db.engine.statements import Statements
from db.engine.vault import KEY_ID_LENGTH, Vault, key_id_of
from settings import Settings
from tests.conftest import SECRET, StandingClock, at_once
from tests.services.sealed import lived, opens, sealed_values
from wiring.keys.watch import KeyWatch, key_file, secrets_of, vault_of
from wiring.privacy.rotation import NotTaken, Rotation

_NEW = b"n" * 32


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / ".env").touch()
    return Settings("", tmp_path / "rowan.db", SECRET, "INFO", 2, 24, kept=KeptFor(), folder=tmp_path)


class Told:
    """What the operator was told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, str | int]]] = []

    def __call__(self, key: str, **values: str | int) -> None:
        self.said.append((key, values))

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.said]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def rotation(database: Database, settings: Settings, told: Told, clock: StandingClock) -> Rotation:
    return Rotation(database=database, settings=settings, tell=told, clock=clock, sleep=at_once, patience=0.2)


async def test_everything_opens_with_the_new_secret_alone_and_look_ups_find_what_they_found(
    database: Database, settings: Settings, rotation: Rotation, told: Told, clock: StandingClock
) -> None:
    vault = await vault_of(database, settings)
    await lived(database, vault, clock)
    before = await sealed_values(database)
    opened = {
        place: vault.open_bytes(value, place[2])
        for place, value in before.items()
        if opens(vault, value, place[2])
    }
    assert {(table, column) for table, column, _ in opened} > {
        ("reports", "reporter_sealed"),
        ("audit", "reason_sealed"),
    }
    assert await rotation.run() == 0
    state = await key_state(database.read)
    assert state is not None
    assert (state.following, state.sealing) == (None, False)
    (file,) = settings.folder.glob("*.secret-key")
    new = base64.b64decode(file.read_text())
    assert state.key_id == key_id_of(new)
    assert file.stat().st_mode & 0o777 == 0o600
    said = dict(told.said)["rotate-done"]
    assert said["count"] == len(opened)
    assert base64.b64encode(new).decode() in str(said["where"])
    after = await sealed_values(database)
    alone = await opened_vault(database, [new])
    assert {
        place: alone.open_bytes(value, place[2]) for place, value in after.items() if place in opened
    } == opened
    assert alone.member_key(ServerId(1), UserId(2)) == vault.member_key(ServerId(1), UserId(2))
    old = Vault(SECRET)
    for place in opened:
        assert not opens(old, after[place], place[2])
    with pytest.raises(DatabaseFault, match="database-other-secret"):
        await opened_vault(database, [SECRET])
    row = await database.read.one("SELECT * FROM secret_in_use")
    assert row is not None
    assert row["next_lookups_sealed"] is None
    assert row["lookups_sealed"][:KEY_ID_LENGTH] == key_id_of(new)


async def test_what_does_not_open_is_left_counted_and_named_and_holds_up_nothing(
    database: Database, settings: Settings, rotation: Rotation, told: Told, clock: StandingClock
) -> None:
    vault = await vault_of(database, settings)
    await lived(database, vault, clock)
    async with database.bulk() as tx:
        await tx.run("UPDATE reports SET details_sealed = $1 WHERE id = 1", b"xxxx" + bytes(40))
    good = len(
        [place for place, value in (await sealed_values(database)).items() if opens(vault, value, place[2])]
    )
    await rotation.run()
    said = dict(told.said)
    assert "reports.details_sealed 1" in str(said["rotate-broken"]["rows"])
    assert said["rotate-done"]["count"] == good


async def test_a_change_that_was_ended_at_any_step_goes_on(
    database: Database, settings: Settings, told: Told, clock: StandingClock
) -> None:
    vault = await vault_of(database, settings)
    await lived(database, vault, clock)
    opened = {
        place: vault.open_bytes(value, place[2])
        for place, value in (await sealed_values(database)).items()
        if opens(vault, value, place[2])
    }

    for step in range(1, 200):
        dying = _Dying(database, step)
        try:
            await Rotation(database=dying, settings=settings, tell=told, clock=clock, sleep=at_once).run()
            break
        except _Killed:
            if step <= 6 or step % 7 == 0:  # a bot starts at that moment
                now, values = await vault_of(database, settings), await sealed_values(database)
                assert {place: now.open_bytes(values[place], place[2]) for place in opened} == opened
    state = await key_state(database.read)
    assert state is not None
    assert state.following is None
    assert state.key_id != key_id_of(SECRET)
    alone = await opened_vault(database, secrets_of(settings, state))
    after = await sealed_values(database)
    assert {place: alone.open_bytes(after[place], place[2]) for place in opened} == opened
    assert all(value[:KEY_ID_LENGTH] == state.key_id for place, value in after.items() if place in opened)


class _Killed(Exception):
    """The process was killed."""


class _Dying:
    """A database at whose so-many-th transaction the process dies."""

    def __init__(self, database: Database, step: int) -> None:
        self._database = database
        self._left = step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    def bulk(self) -> AbstractAsyncContextManager[Statements]:
        self._left -= 1
        if not self._left:
            raise _Killed
        return self._database.bulk()


async def living(database: Database, clock: StandingClock, process: str = "bot") -> None:
    async with database.bulk() as tx:
        await LeaseRows(tx).renew(process, clock())


async def test_a_running_process_takes_the_new_secret_by_itself_and_is_waited_for(
    database: Database, settings: Settings, rotation: Rotation, clock: StandingClock
) -> None:
    vault = await vault_of(database, settings)
    before = vault.seal("alice", "x")
    await living(database, clock)
    watch = KeyWatch(database=database, vault=vault, settings=settings, process="bot")
    watching = asyncio.create_task(_again_and_again(watch))
    try:
        assert await rotation.run() == 0
    finally:
        watching.cancel()
    await watch.look()
    after = vault.seal("alice", "x")
    assert vault.open(before, "x") == vault.open(after, "x") == "alice"
    assert not opens(Vault(SECRET), after, "x")


async def _again_and_again(watch: KeyWatch) -> None:
    while True:
        await watch.look()
        await asyncio.sleep(0)


async def test_nothing_is_sealed_by_it_while_a_process_has_not_taken_it(
    database: Database, settings: Settings, rotation: Rotation, told: Told, clock: StandingClock
) -> None:
    vault = await vault_of(database, settings)
    await lived(database, vault, clock)
    before = await sealed_values(database)
    await living(database, clock)
    with pytest.raises(NotTaken):
        await rotation.run()
    assert await sealed_values(database) == before
    state = await key_state(database.read)
    assert state is not None
    assert not state.sealing
    clock.forward(seconds=10)  # the process died
    assert await rotation.run() == 0
    assert told.keys.count("rotate-file-made") == 1
    assert "rotate-goes-on" in told.keys


async def test_a_start_without_the_new_secret_is_refused_while_it_is_needed(
    database: Database, settings: Settings
) -> None:
    vault = await vault_of(database, settings)
    async with database.bulk() as tx:
        await begin_change(tx, vault, _NEW)
    with pytest.raises(DatabaseFault, match="database-next-secret"):
        await vault_of(database, settings)
    both = replace(settings, secret_key=_NEW, old_secret=SECRET)
    first = await vault_of(database, both)
    assert first.key_id == key_id_of(SECRET)
    async with database.bulk() as tx:
        await seal_by_following(tx)
    assert (await vault_of(database, both)).key_id == key_id_of(_NEW)


async def test_with_both_secrets_in_the_settings_no_file_is_made_and_what_is_left_is_sealed_later(
    database: Database, settings: Settings, told: Told, clock: StandingClock
) -> None:
    vault = await vault_of(database, settings)
    await lived(database, vault, clock)
    both = replace(settings, secret_key=_NEW, old_secret=SECRET)
    rotation = Rotation(database=database, settings=both, tell=told, clock=clock, sleep=at_once)
    await rotation.run()
    assert list(settings.folder.glob("*.secret-key")) == []
    async with database.bulk() as tx:  # a process that had stood still all the while
        late = vault.seal("77", "reports.reporter/1")
        await tx.run("UPDATE reports SET reporter_sealed = $1 WHERE id = 1", late)
    await rotation.run()
    values = await sealed_values(database)
    assert opens(
        await opened_vault(database, [_NEW]),
        values["reports", "reporter_sealed", "reports.reporter/1"],
        "reports.reporter/1",
    )
    assert dict(told.said)["rotate-done"]["count"] == 1


async def test_what_somebody_writes_between_the_look_and_the_portion_stays(
    database: Database, settings: Settings, clock: StandingClock
) -> None:
    vault = await vault_of(database, settings)
    await lived(database, vault, clock)
    async with database.bulk() as tx:
        await begin_change(tx, vault, _NEW)
        await seal_by_following(tx)
        await note_holder(tx, "bot", key_id_of(_NEW), sealing=True)
    vault.learn(_NEW)
    vault.seal_by(key_id_of(_NEW))
    resealing = Resealing(database, vault)
    real = database.bulk

    def meanwhile():  # as the database's own
        database.bulk = real  # type: ignore[method-assign]
        return _Between(database, vault)

    database.bulk = meanwhile  # type: ignore[method-assign]  # somebody writes before the first portion
    await resealing.run()
    value = (await sealed_values(database))["cases", "note_sealed", "cases.note/1"]
    assert vault.open(value, "cases.note/1") == "written meanwhile"


class _Between:
    """A transaction before which somebody else writes."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def __aenter__(self):  # as the database's own
        async with self._database.bulk() as tx:
            new = self._vault.seal("written meanwhile", "cases.note/1")
            await tx.run("UPDATE cases SET note_sealed = $1 WHERE id = 1", new)
        self._inner = self._database.bulk()
        return await self._inner.__aenter__()

    async def __aexit__(self, *error: object) -> bool | None:
        return await self._inner.__aexit__(*error)  # type: ignore[arg-type]


def test_the_file_of_a_new_secret_stands_beside_what_holds_the_one_of_now(settings: Settings) -> None:
    assert key_file(settings, b"1234").parent == settings.folder
    elsewhere = replace(settings, secret_file=Path("/run/secrets/rowan"))
    assert key_file(elsewhere, b"1234") == Path("/run/secrets/31323334.secret-key")


async def test_lives_seal_every_column(database: Database, settings: Settings, clock: StandingClock) -> None:
    """Else the tests above would show little."""
    await lived(database, await vault_of(database, settings), clock)
    kept = {(table, column) for table, column, _ in await sealed_values(database)}
    of_register = {(name, column) for name, table in REGISTER.items() for column in table.personal}
    assert {(name, column) for name, table in SEALED.items() for column in table.places} & of_register <= kept
