"""How SQLite answers each statement of each store: by an index where the table grows, and without sorting what grows.

The stores' verbs are called over a database with a row of every kind (tests/plans/plan_recording.py). A statement that is
not reached so fails the first test: then tests/db/every_row.py lacks a row, or tests/plans/plan_samples.py a value.
"""

import asyncio
import contextlib
import re
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.base.retention import KeptFor
from core.base.times import to_ms
from db.campaigns.stores import CampaignsStores
from db.engine.sqlite.inline import connect
from db.reports.stores import ReportsStores
from tests.db.filling import fill
from tests.plans.plan_recording import (
    Asked,
    OpenVault,
    Recorder,
    ask_everything,
    places_in_source,
    savepoints_of,
)
from tests.plans.plan_samples import NOW
from wiring.forgotten import ForgettingStores, chores
from wiring.privacy.persons import PersonStores
from wiring.still_open import STILL_OPEN

# Tables that may be read from end to end, and why they stay small.
SMALL: Mapping[str, str] = {
    "leases": "a row a process and job; those of the dead go after two days",
    "shard_counts": "one row an application",
    "shard_processes": "one row a living process",
    "shard_owners": "one row a shard",
    "identify_turns": "one row a bucket",
    "shard_listened": "one row a shard",
    "secret_in_use": "one row",
    "shortener_pauses": "a row a shortener, of which there are some twenty",
    "shared_counting": "one row",
    "shared_recounts": "a row a server whose trust changed just now",
    "update_rounds": "a row an update that is being brought to followers",
    "reported_changes": "a row a case that was opened or decided within the last seconds",
    "update_redraws": "a row an update that names a place which came on a list just now, or off one",
    "outbox_walks": "a row a server whose channels, roles or setup changed just now",
    "shared_totals": "four rows",
    "categories": "nine rows",
    "outbox_kinds": "a row a kind",
}
# Statements that may read all of a table or of an index, and why.
READS_ALL: Mapping[str, str] = {
    "base/person_store.py walk": "where somebody wants to see or to erase all that is theirs: in portions, by the key, without a lock",
    "base/person_store.py set_aside": "what an upgrade set aside, of thirty days",
    "base/person_store.py _servers": "a row a server, where somebody wants to see or to erase all that is theirs",
    "base/person_store.py _erase_signs": "signs against entries in their first week",
    "base/wait_store.py bring_forward": "a row a server, after this machine's clock was put back",
    "servers/setup_store.py all_set_up": "a row a server, when the process starts",
    "scanning/missed/gap_store.py open_everywhere": "a row a server, after a disconnection",
    "scanning/missed/gap_store.py left": "what is left of gaps, of a week at most",
    "scanning/missed/gap_store.py any_server_left": "looks at one row",
    "scanning/missed/unread_store.py hidden_servers": "an index of what waits for a right, of a week at most",
    "lists/followed_allow_store.py named": "servers that publish their exceptions, by hand",
    "lists/followed_allow_store.py publishers": "servers that publish their exceptions, by hand",
    "lists/invite_question_store.py answered_posts": "posts that wait for Discord's answer, of some hours at most",
    "lists/import_store.py half": "an index of the imports of which a part stands",
    "lists/invite_store.py holds": "an index of the invites that some list holds",
    "lists/invite_store.py on_no_list": "an index of the invites that some list holds, at retention, with a limit",
    "lists/shared_list/reach_store.py acting": "a row a server, when a moderator shares or confirms",
    "lists/shared_list/shared_store.py page": "an index in the order of the pages, as far as the page",
    "lists/shared_list/shared_store.py suggest": "an index of the newest, with a limit",
    "scanning/automod/candidate_rows.py _newest_shared": "an index of the newest, with a limit",
    "reports/alerts/digest_store.py any_due": "an index of the servers that want a digest",
    "reports/alerts/digest_store.py due": "an index of the servers that want a digest",
    "reports/alerts/manager_alert_store.py _waiting": "an index of what waits to be looked at, oldest first, with a limit",
    "campaigns/campaign_store.py visible": "campaigns are made by hand, some in each server",
    "campaigns/campaign_store.py here": "campaigns are made by hand, some in each server",
    "campaigns/timeline_store.py newest": "an index of updates, newest first, with a limit",
}
# Statements that may sort, and why it is never much.
SORTS: Mapping[str, str] = {
    "scanning/sighting_store.py alike": "the newest five thousand of a server in a week, for a manager's command",
    "base/outbox_store.py _in_turn": "a row a server that something is due for",
    "base/health_store.py posts": "what is due, ten thousand rows at most, some times a minute, on a connection that only reads",
    "base/walk_store.py next": "a row a server whose channels, roles or setup changed just now",
    "campaigns/place_store.py naming": "the updates that name a place of one portion of changes",
    "reports/sighting_store.py changed": "a portion of the cases that changed within the last seconds",
    "lists/followed_allow_store.py publishers": "servers that publish their exceptions, by hand",
    "lists/invite_question_store.py answered_posts": "posts that wait for Discord's answer",
    "lists/lookup_store.py candidates": "the keys of one message",
    "lists/shared_list/hold_store.py signs": "what was noted of one entry in its first week; at most 21 rows a trusted server",
    "lists/shared_list/shared_store.py page": "the entries of one page",
    "lists/shared_list/shared_store.py with_stances": "the stances on the entries of one page",
    "scanning/missed/unread_store.py take_out": "the gaps of one server",
    "scanning/sighting_store.py first_day": "what one list found in one server's first day, 5,000 rows at most",
    "servers/setup_store.py come_back": "the keys that one server said something of, when it is back",
    "campaigns/round_store.py next": "a row an update that is being brought to followers",
    "reports/cases/case_store.py naming": "cases of one server about the links of one case",
    "reports/cases/case_reader.py _related": "open cases of one server about the links of one case",
    "reports/cases/case_reader.py _earlier": "cases of one server about the links of one case",
    "reports/cases/case_reader.py related_to": "links of one server's open cases that a pattern may cover",
    "reports/cases/case_reader.py queue": "the cases of one page",
    "reports/cases/case_reader.py _reports": "the reports of one case",
    "reports/file_store.py files_of": "the files of one case",
    "reports/file_store.py next_due": "files that became due in the same millisecond",
    "reports/cases/history_store.py page": "the audit of one case",
    "reports/intake_store.py _latest": "cases about one message or one link in one server",
    "reports/intake_store.py _others": "the reports of one case",
    "reports/intake_store.py open_reports": "the reports of one member",
    "reports/alerts/manager_alert_store.py concerned": "the cases of one notice",
    "reports/mute_store.py reporters": "the reports of one case",
    "reports/mute_store.py open_reports": "the reports of one member",
    "reports/claim_store.py of_server": "the claimed cases of one server",
    "reports/intake_store.py emergencies_at": "the reports of one member, who is held to some a day",
    "reports/draft_store.py forget_older": "the forms of one member, at most one more than are kept",
    "reports/alerts/reminder_store.py _oldest": "emergencies that are claimed for an hour and undecided, or wait to be claimed",
    "reports/alerts/reminder_store.py _message": "the cases of one reminder",
    "scanning/group_store.py _open_for": "the cards of one place in one server that take more in, of ten minutes",
    "scanning/group_store.py loudest": "the messages of one card, 250 at most",
    "scanning/appeals/notice_store.py not_told": "the removals of one card, 250 at most",
    "scanning/brigades/brigade_store.py counted": "the posts of one place in one server within a day",
    "scanning/brigades/brigade_store.py channels": "the posts of one place in one server within a day",
    "scanning/brigades/brigade_store.py servers": "the posts of one place within minutes",
    "scanning/group_store.py firsts_of_authors": "the removals of one card, 250 at most",
    "reports/question_store.py reachable": "the reports of one case",
    "reports/author_store.py past": "one author's removals of ninety days, each message once",
    "reports/decision_store.py _cases": "the cases that one server closed on one day",
    "reports/decision_store.py _found": "what was found in one server on one day",
    "reports/stats_store.py _reports": "the days of one server's reports",
    "campaigns/campaign_store.py followed": "the campaigns that one server follows",
    "campaigns/campaign_store.py visible": "campaigns are made by hand, some in each server",
    "campaigns/campaign_store.py here": "campaigns are made by hand, some in each server",
    "campaigns/update_rows.py read_published": "the updates of one campaign",
    "campaigns/update_store.py choices": "the updates of one server",
}
# Statements that may be answered by one of few words, and why.
BY_A_WORD: Mapping[str, str] = {
    "lists/shared_list/shared_store.py page": "a table of four rows",
}
# A server that was left and of which nothing else is kept, so that its row can go.
_LEFT = "INSERT INTO servers (id, pseudonym, left_at, banned_at) VALUES (99, 'server-99', 1, 1)"
_REMOVED = (
    "UPDATE detections SET outcome = 'removed', settled = '', case_id = NULL, {lead} WHERE id IN (1, 2)"
)
# Verbs whose way depends on what another verb has left.
SITUATIONS = (
    "SELECT 1",
    "DELETE FROM shared_recounts",
    _REMOVED.format(lead="lead_id = NULL, lead_at = NULL"),  # the first of a group
    _REMOVED.format(
        lead=f"lead_id = CASE id WHEN 2 THEN 2 END, lead_at = CASE id WHEN 2 THEN {to_ms(NOW)} END, message_id = 100 + id"
    ),
    "UPDATE detections SET lead_id = 1 WHERE id IN (1, 3)",  # some of a group leave it
)


@pytest.fixture(scope="module")
def asked(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    """Every statement that the stores gave SQLite."""
    path = tmp_path_factory.mktemp("plans") / "rowan.db"
    shutil.copyfile(migrated_file, path)
    with contextlib.closing(sqlite3.connect(path)) as filling:
        fill(filling)
    connection = connect(path, ())
    recorder = Recorder(connection)
    for situation in SITUATIONS:
        connection.execute(situation)
        for stores in (ReportsStores, CampaignsStores):
            asyncio.run(ask_everything(stores(recorder, OpenVault(), STILL_OPEN), savepoints_of(connection)))
    # What is forgotten when its time is over: tests/db/test_register.py asks for the plan of each chore.
    connection.execute(_LEFT)
    for stores in (
        ForgettingStores(recorder, chores=chores(KeptFor())),
        ReportsStores(recorder, OpenVault(), STILL_OPEN),
        PersonStores(recorder, vault=OpenVault()),
    ):
        asyncio.run(ask_everything(stores, savepoints_of(connection)))
    connection.close()
    return list(recorder.asked.values())


def test_every_statement_of_the_stores_is_seen(asked: list[Asked]) -> None:
    unseen = set(places_in_source()) - {each.place for each in asked}
    assert not unseen, "\n".join(map(str, sorted(unseen)))


def test_no_statement_reads_all_of_a_table_that_grows(asked: list[Asked], migrated_file: Path) -> None:
    with contextlib.closing(sqlite3.connect(migrated_file)) as looking:
        growing = {name for (name,) in looking.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert growing > SMALL.keys()
    growing -= SMALL.keys()
    reading = {
        where(each): f"{each.place}: {each.plan}\n{each.sql}"
        for each in asked
        if any(tables_called(name, each.sql) & growing for name in read_from_end_to_end(each))
    }
    assert not (found := reading.keys() - READS_ALL.keys()), "\n".join(reading[each] for each in found)
    assert not (over := READS_ALL.keys() - reading.keys()), f"these need no excuse any more: {over}"


def test_no_statement_sorts_what_grows(asked: list[Asked]) -> None:
    sorting = {
        where(each): f"{each.place}: {each.plan}\n{each.sql}"
        for each in asked
        if any("TEMP B-TREE" in step for step in each.plan)
    }
    assert not (found := sorting.keys() - SORTS.keys()), "\n".join(sorting[each] for each in found)
    assert not (over := SORTS.keys() - sorting.keys()), f"these need no excuse any more: {over}"


def test_no_statement_is_found_by_a_word_alone(asked: list[Asked]) -> None:
    """An index that begins with one of few words, and of which nothing else is used, finds a large part of the table."""
    found = {
        where(each): f"{each.place}: {each.plan}\n{each.sql}"
        for each in asked
        if any(
            re.search(r"\((kind|state|tier|category|outcome|settled|action|place|listed)=\?\)", step)
            for step in each.plan
        )
    }
    assert not (more := found.keys() - BY_A_WORD.keys()), "\n".join(found[each] for each in more)
    assert not BY_A_WORD.keys() - found.keys(), "these need no excuse any more"


def test_no_statement_makes_an_index_for_itself(asked: list[Asked]) -> None:
    making = [str(each.place) for each in asked if any("AUTOMATIC" in step for step in each.plan)]
    assert not making


def where(each: Asked) -> str:
    return f"{each.place.file} {each.place.verb}"


def read_from_end_to_end(each: Asked) -> set[str]:
    """The names, as the statement has them, of what is looked at row by row, or by each entry of an index."""
    return {match[1] for step in each.plan if (match := re.match(r"SCAN (\w+)", step))}


def tables_called(name: str, sql: str) -> set[str]:
    """What a statement means by a name: a table, a part of itself, or perhaps one of several."""
    called = re.finditer(rf"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+AS)?\s+{name}\b", sql)
    inside_view = {"stances"} if "current_stances" in sql and name == "s" else set()
    return {name, *(match[1] for match in called), *inside_view}
