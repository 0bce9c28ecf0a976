"""Sealing: opens in its place with its key, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import ServerId, UserId
from db.engine.database import Database, DatabaseFault
from db.engine.keys.state import opened_vault
from db.engine.vault import SealBroken, Vault
from tests.conftest import SECRET


@given(st.text(), st.text())
def test_what_is_sealed_opens_in_its_place(text: str, place: str) -> None:
    vault = Vault(b"k" * 32)
    text = text.encode(errors="replace").decode()
    place = place.encode(errors="replace").decode()
    assert vault.open(vault.seal(text, place), place) == text


def test_a_value_copied_to_another_row_does_not_open(vault: Vault) -> None:
    sealed = vault.seal("alice", "reports.reporter/1")
    with pytest.raises(SealBroken):
        vault.open(sealed, "reports.reporter/2")


def test_a_changed_byte_or_another_key_does_not_open(vault: Vault) -> None:
    sealed = vault.seal("alice", "x")
    with pytest.raises(SealBroken):
        vault.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "x")
    with pytest.raises(SealBroken):
        Vault(b"z" * 32).open(sealed, "x")


def test_the_same_text_never_looks_the_same(vault: Vault) -> None:
    assert vault.seal("alice", "x") != vault.seal("alice", "x")


def test_a_member_has_another_key_in_each_server_and_with_each_secret(vault: Vault) -> None:
    keys = {
        vault.member_key(ServerId(1), UserId(5)),
        vault.member_key(ServerId(2), UserId(5)),
        vault.member_key(ServerId(15), UserId(5)),
        Vault(b"z" * 32).member_key(ServerId(1), UserId(5)),
    }
    assert len(keys) == 4


def test_keys_are_those_that_older_databases_hold(vault: Vault) -> None:
    assert vault.member_key(ServerId(11), UserId(22)).hex() == "8612338a0daa305dc650686e7667d0fe"
    assert vault.text_key("a text").hex() == "264bdb27297eec75e4d482c6a79327f7"


def test_it_opens_what_an_earlier_secret_sealed_and_seals_by_the_newer(vault: Vault) -> None:
    before = vault.seal("alice", "x")
    newer = vault.learn(b"z" * 32)
    vault.seal_by(newer)
    after = vault.seal("alice", "x")
    assert (vault.open(before, "x"), vault.open(after, "x")) == ("alice", "alice")
    assert Vault(b"z" * 32).open(after, "x") == "alice"
    with pytest.raises(SealBroken):
        Vault(SECRET).open(after, "x")


def test_nothing_is_sealed_by_a_secret_that_is_not_known(vault: Vault) -> None:
    with pytest.raises(ValueError, match="not known"):
        vault.seal_by(b"none")


async def test_a_database_keeps_to_its_secret(database: Database) -> None:
    first = await opened_vault(database, [SECRET])
    again = await opened_vault(database, [SECRET])
    assert again.open(first.seal("alice", "x"), "x") == "alice"
    with pytest.raises(DatabaseFault, match="database-other-secret"):
        await opened_vault(database, [b"z" * 32])


async def test_the_key_of_look_ups_is_random_and_kept_sealed(database: Database) -> None:
    made, again = await opened_vault(database, [SECRET]), await opened_vault(database, [SECRET])
    member = ServerId(1), UserId(5)
    assert made.member_key(*member) == again.member_key(*member) != Vault(SECRET).member_key(*member)
    row = await database.read.one("SELECT * FROM secret_in_use")
    assert row is not None
    assert made.lookups not in row["lookups_sealed"]


async def test_a_database_of_before_keeps_its_look_ups(database: Database, vault: Vault) -> None:
    async with database.bulk() as tx:
        await tx.run('INSERT INTO secret_in_use ("only", key_id) VALUES (1, $1)', vault.key_id)
    for _ in range(2):
        opened = await opened_vault(database, [SECRET])
        assert opened.member_key(ServerId(1), UserId(5)) == vault.member_key(ServerId(1), UserId(5))
