"""What is kept about a person is found, shown and erased everywhere: the schema is walked, and every sealed value opened."""

from dataclasses import replace

import pytest

from core.base.errors import StorageBusy, UserError
from core.base.ids import MessageId, UserId
from core.scanning.detections import DismissReason
from db.base.register import REGISTER
from db.engine.database import Database
from db.engine.keys.sealed_columns import SEALED
from db.engine.vault import SealBroken, Vault
from services.base.privacy.persons import LIMITS, Persons, Wish, servers_in
from services.base.worker import Bell
from tests.conftest import StandingClock
from tests.given_cases import ANN
from tests.given_reports import MESSAGE, SERVER, report
from tests.given_retention import forget
from tests.services.lives import WORDS, Lives
from wiring.privacy.persons import persons_storage

_OUTLIVING = {
    ("reporter_mutes", "member_key"),  # until its time is over
    ("feeds", "added_key"),  # while the feed is there
    ("erasure_wishes", "about_key"),  # until what is wished is done
}
"""What a wish does not reach at once, besides what is still open. docs/privacy.md says so, too."""


@pytest.fixture
async def lives(database: Database, vault: Vault, clock: StandingClock) -> Lives:
    made = Lives(database, vault, clock)
    await made.lead()
    return made


@pytest.fixture
def persons(database: Database, vault: Vault, clock: StandingClock) -> Persons:
    return Persons(storage=persons_storage(database, vault), clock=clock)


async def left_of(database: Database, vault: Vault, user: UserId) -> set[tuple[str, str]]:
    """Every column that holds this person's id or a hash of it, sealed or in clear."""
    servers = [row["id"] for row in await database.read.all("SELECT id FROM servers")]
    hashes = {vault.language_key(user), *(vault.member_key(server, user) for server in servers)}
    entries = [row["id"] for row in await database.read.all("SELECT id FROM shared_entries")]
    hashes |= {vault.held_member_key(entry, user) for entry in entries}
    found = set()
    for name, about in REGISTER.items():
        table = SEALED.get(name)
        for row in await database.read.all(f"SELECT * FROM {name}"):  # noqa: S608  # a name of the register
            for column in about.columns:
                value = row[column]
                if table is not None and column in table.places and value is not None:
                    value = opened(vault, bytes(value), table.place(column, row))
                if value is not None and names(value, user, hashes):
                    found.add((name, column))
    return found


def opened(vault: Vault, value: bytes, place: str) -> bytes:
    try:
        return vault.open_bytes(value, place)
    except SealBroken:
        return value


def names(value: object, user: UserId, hashes: set[bytes]) -> bool:
    if isinstance(value, bytes):
        return value in hashes or value.partition(b" ")[0] == str(user).encode()
    return False  # ids of these people are small numbers, as others are; the process test looks at all values


async def people(database: Database, vault: Vault) -> set[UserId]:
    """Everybody whom some sealed value names."""
    found = set()
    for table in SEALED.values():
        for row in await database.read.all(f"SELECT * FROM {table.name}"):  # noqa: S608  # our names
            for column in table.places:
                if row[column] is None:
                    continue
                first = opened(vault, bytes(row[column]), table.place(column, row)).partition(b" ")[0]
                if first.isdigit():
                    found.add(UserId(int(first)))
    return found


async def test_nothing_of_anybody_is_left_but_what_outlives_the_wish(
    lives: Lives, persons: Persons, database: Database, vault: Vault
) -> None:
    everybody = {*await people(database, vault), UserId(79)}  # of whom a hash alone is kept
    assert len(everybody) > 3
    reached = set()
    for person in everybody:
        before = await left_of(database, vault, person)
        assert before
        assert await persons.erase(person) > 0
        left = await left_of(database, vault, person)
        assert left <= _OUTLIVING, person
        reached |= before - left
        assert await persons.erase(person) == 0
    assert reached >= {
        *(("reports", "reporter_sealed"), ("reports", "reporter_key"), ("cases", "author_sealed")),
        *(("cases", "claimed_key"), ("detections", "author_key"), ("detections", "settled_by_sealed")),
        *(("audit", "actor_sealed"), ("member_choices", "member_key"), ("blurred_readers", "member_key")),
        *(("update_listeners", "member_key"), ("campaigns", "made_by_sealed"), ("stances", "by_sealed")),
        *(("author_notices", "author_key"), ("appeals", "author_key"), ("appeals", "against_sealed")),
        *(("member_languages", "member_key"), ("declined_offers", "member_key")),
        *(("own_entries", "added_by_sealed"), ("hold_signs", "member_key"), ("list_questions", "asked_key")),
        ("short_links", "asker_key"),
    }


async def test_everything_that_names_somebody_is_within_reach_of_a_wish(
    lives: Lives, persons: Persons, database: Database, vault: Vault
) -> None:
    """A column of the register that no wish reaches fails this, once somebody has written to it."""
    for person in {*await people(database, vault), UserId(79)}:  # of whom a hash alone is kept
        await persons.erase(person)
    standing = {(value.table, value.column) for value in await lives.personal()}
    of_rows_in_the_test = {  # written by the test itself, so that nobody can open them
        *(("cases", "given_by_key"), ("cases", "freed_from_sealed"), ("case_files", "sha256_sealed")),
        *(("imports", "by_sealed"), ("set_aside_rows", "row")),
    }
    of_no_person = {("update_pictures", "picture_sealed"), ("reports", "pseudonym")}
    of_moderators_to_reporters = {("relay_messages", "text_sealed")}
    assert standing <= _OUTLIVING | of_rows_in_the_test | of_no_person | of_moderators_to_reporters


async def test_the_texts_of_closed_cases_leave_the_files_too(
    lives: Lives, persons: Persons, database: Database, vault: Vault
) -> None:
    values = [
        value
        for value in await lives.personal()
        if value.column in ("evidence_sealed", "details_sealed", "text_sealed")
    ]
    assert len(values) > 3
    for person in await people(database, vault):
        await persons.erase(person)
    assert await database.forget_deleted()
    raw = await lives.raw()
    standing = await lives.personal()
    assert [value for value in values if value not in standing and value.kept in raw] == []
    assert [value for value in values if value not in standing]


async def test_of_an_open_case_the_evidence_stays_until_it_is_closed(
    lives: Lives, persons: Persons, database: Database, clock: StandingClock
) -> None:
    cases = lives.cases
    about = replace(MESSAGE, message=MessageId(50), author=UserId(4321))
    case = (await cases.reports.file(report(message=about, details=WORDS), clock())).case
    kept = await cases.get(case)
    assert kept.author is not None
    author, reporter = kept.author.id, report().reporter
    await persons.erase(author)
    await persons.erase(reporter)
    assert (await cases.get(case)).author == kept.author
    revealed = await cases.review.reveal(ANN, case)
    assert revealed.evidence is not None
    assert [each.details for each in revealed.reports] != [""]
    (row,) = await database.read.all("SELECT * FROM reports WHERE case_id = $1", case)
    assert row["reporter_sealed"] is row["reporter_key"] is None
    await forget(database, clock())
    assert (await cases.get(case)).author == kept.author
    await cases.dismiss(ANN, case, DismissReason.NO_VIOLATION)
    await forget(database, clock.forward(minutes=1))
    closed = await cases.get(case)
    assert closed.author is None
    revealed = await cases.review.reveal(ANN, case)
    assert (revealed.evidence, [each.details for each in revealed.reports]) == (None, [""])
    assert (
        await database.read.all(
            "SELECT * FROM erasure_wishes WHERE row_id = $1 AND part = 'case_author'", case
        )
        == []
    )


async def test_a_wish_takes_nobody_else_with_it(
    lives: Lives, persons: Persons, database: Database, vault: Vault
) -> None:
    everybody = await people(database, vault)
    gone = everybody.pop()
    before = {person: await left_of(database, vault, person) for person in everybody}
    await persons.erase(gone)
    for person in everybody:
        # The note of a case, and the letter of a listener, may be of somebody who is erased; their own rows stay.
        assert await left_of(database, vault, person) == before[person]


async def test_an_export_holds_what_is_theirs_and_nobody_elses_words(
    lives: Lives, persons: Persons, database: Database, vault: Vault
) -> None:
    everybody = await people(database, vault)
    exported = {person: await persons.export(person) for person in everybody}
    sections = {section for told in exported.values() for section in told}
    assert sections >= {
        *(
            "reports",
            "answers",
            "forms",
            "cases",
            "settings",
            "removed",
            "decisions",
            "entries",
            "exceptions",
        ),
        *("stances", "setup", "campaigns", "updates", "approvals", "letters", "feeds", "log"),
    }
    for person, told in exported.items():
        values = {
            str(value)
            for rows in told.values()
            for row in rows
            for name, value in row.items()
            if name != "server"
        }
        assert not {str(other) for other in everybody - {person} if other > 9} & values
        assert "key" not in {name for rows in told.values() for row in rows for name in row}
    assert servers_in(exported[report().reporter]) == [SERVER]


async def test_whoever_wrote_a_reported_message_learns_nothing_of_the_case(
    lives: Lives, persons: Persons
) -> None:
    author = UserId(8_123_456)
    case = await lives.cases.report(60, author=author)
    assert await persons.export(author) == {}
    await lives.cases.dismiss(ANN, case)
    assert await persons.export(author) == {}


async def everything(database: Database) -> list[dict[str, object]]:
    """Every row of every table."""
    return [
        dict(row)
        for name in REGISTER
        for row in await database.read.all(f"SELECT * FROM {name}")  # noqa: S608  # a name of the register
    ]


async def test_erasing_is_one_transaction(
    lives: Lives, persons: Persons, database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = await people(database, vault)
    before = await everything(database)

    async def dying(*_: object) -> int:
        raise RuntimeError

    monkeypatch.setattr("db.base.person_store.PersonRows._erase_signs", dying)  # the last step
    for person in everybody:
        with pytest.raises(RuntimeError):
            await persons.erase(person)
    assert await everything(database) == before


async def test_erasing_is_no_ban(lives: Lives, persons: Persons, database: Database) -> None:
    reporter = report().reporter
    await persons.erase(reporter)
    assert await persons.export(reporter) == {}
    await lives.cases.report(70, by=reporter)
    assert "reports" in await persons.export(reporter)


async def test_who_asks_too_often_hears_when_again(persons: Persons, clock: StandingClock) -> None:
    for wish, limits in LIMITS.items():
        most = max(limit.count for limit in limits)
        for _ in range(most):
            persons.count(wish, UserId(5))
            with pytest.raises(UserError, match="privacy-too-often"):
                persons.count(wish, UserId(5))
            persons.count(wish, UserId(6 + clock.now.minute))
            clock.forward(minutes=1)
        with pytest.raises(UserError, match="privacy-too-often"):
            persons.count(wish, UserId(5))
        clock.forward(days=1)
        persons.count(wish, UserId(5))


async def test_bells_ring_once_somebody_is_erased(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    log_bell = Bell()
    persons = Persons(storage=persons_storage(database, vault), clock=clock, log_bell=log_bell)
    await persons.erase(UserId(5))
    await log_bell.heard(None)


async def test_a_wish_that_failed_may_be_said_again_at_once(persons: Persons) -> None:
    with pytest.raises(StorageBusy), persons.counted(Wish.ERASE, UserId(5)):
        raise StorageBusy
    with persons.counted(Wish.ERASE, UserId(5)):
        pass
