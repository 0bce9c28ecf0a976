"""The comparison of the crash test sees what is broken, and nothing where all is as people were told."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json
from tests.crash.ledger import CLAIMED, CONFIRM, NOTHING, OPEN, WITHDRAWN, Case, Ledger, Post, Stances, Update
from tests.crash.promises import Promises
from tests.crash.stored import StoredInFile
from tests.crash.town import Place, Town, town
from tests.wording import say

TEXT = "https://kiwi-anchor.example.net/threads/post00001x"


@dataclass
class Stage:
    """One of everything, as people were told: a report, a removal, a stance, an update."""

    fd: FakeDiscord
    town: Town
    ledger: Ledger
    database: Path

    def __post_init__(self) -> None:
        here = self.here
        reported = self.written(here.members[0], "case00001x")
        self.case = self.ledger.cases[1] = Case(
            name="case 1", guild=here.guild, number=1, message=reported, token="case00001x",
            reporters={"a"}, tried={"a", "b"},
        )  # fmt: skip
        self.removed = self._post(TEXT, listed=True)
        self.clean = self._post("post00002x", listed=False)
        self.fd.remove_messages(here.server.general, [self.removed.message["id"]], self.fd.bot)
        self.stances = Stances(name="x", guild=here.guild, pattern="x.example", said={here.guild: {CONFIRM}})
        self.ledger.stances.append(self.stances)
        self.update = Update(
            name="update 1", guild=here.guild, number=1, may_show={"headline00001x"}, published=True
        )
        self.ledger.updates.append(self.update)
        self.card = self.posted(self.case_card(), "case:1:claim")
        self.removal_card = self.posted(TEXT, "detection:7:undo")
        self.copies = [
            self.posted("headline00001x", "update:1:timeline", place.news) for place in self.town.places
        ]
        self.execute("INSERT INTO servers (id, pseudonym) VALUES (?, 'server 1')", here.guild)
        self.execute(
            "INSERT INTO cases (id, server_id, category, state, opened_at) VALUES (1, ?, 'threats', 'open', 0)", here.guild
        )  # fmt: skip
        self.execute(
            "INSERT INTO shared_entries (id, pattern, kind, key, category, proposed_at) "
            "VALUES (2, 'x.example', 'host', 'x.example', 'threats', 0)"
        )
        self.execute(
            "INSERT INTO stances (id, entry_id, server_id, stance, taken_at, review_at) "
            "VALUES (3, 2, ?, 'confirm', 0, 0)", here.guild
        )  # fmt: skip

    @property
    def here(self) -> Place:
        return self.town.places[0]

    def case_card(self, count: int = 1) -> str:
        return f"{say('case-state-open')}\n{say('case-reports', count=count, when='today')}"

    def posted(self, text: str, custom_id: str, channel: str = "") -> Json:
        """A message of Rowan with a button."""
        row = [{"type": 2, "style": 2, "label": "x", "custom_id": custom_id}]
        body = {"content": text, "components": [{"type": 1, "components": row}]}
        return self.fd.make_message(channel or self.here.server.review, self.fd.bot, body)

    def to_author(self, text: str, custom_id: str) -> Json:
        """A direct message to the author of what was removed."""
        return self.posted(text, custom_id, self.fd.dm_channel(self.here.members[1]))

    def removed_unsaid(self) -> None:
        """A removal of which no notice tells."""
        self.execute(
            "INSERT INTO detections (id, server_id, channel_id, message_id, place, text_key, author_key, author_is_member, "
            "pattern, tier, category, source, rule, link, how, action, outcome, detected_at) VALUES "
            "(9, ?, 1, ?, 'message', x'00', x'00', 1, 'x', 'own', 'scam', '', 'tier', 'x', '', 'delete', 'removed', 0)",
            self.here.guild, int(self.removed.message["id"]),
        )  # fmt: skip

    def written(self, by: str, text: str) -> Json:
        """A message of a member."""
        return self.fd.make_message(self.here.server.general, by, {"content": text})

    def take_away(self, message: Json) -> None:
        self.fd.remove_messages(message["channel_id"], [message["id"]], self.fd.bot)

    def rewrite(self, message: Json, text: str) -> None:
        self.fd.apply_edit(message, {"content": text})

    def execute(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.database)) as opened, opened:
            opened.execute(statement, values)

    def broken(self) -> set[str]:
        promises = Promises(self.fd, self.town, self.ledger, StoredInFile(self.database))
        return {each.promise for each in promises.broken()}

    def _post(self, text: str, *, listed: bool) -> Post:
        message = self.written(self.here.members[1], text)
        token = text[-10:]
        post = Post(name=token, guild=self.here.guild, message=message, token=token, listed=listed)
        self.ledger.posts.append(post)
        return post


@pytest.fixture
def stage(migrated_file: Path, database_path: Path) -> Stage:
    shutil.copy(migrated_file, database_path)
    fd = FakeDiscord()
    return Stage(fd, town(fd), Ledger(), database_path)


def test_nothing_is_broken_where_all_is_as_people_were_told(stage: Stage) -> None:
    assert stage.broken() == set()


CARDS = "every acknowledged report has exactly one card, in the right channel"
TEXTS = "every card says what the database says, and what people were told"
DECISIONS = "every decision that was told stands"
LISTED = "every listed message is gone"
CLEAN = "no clean message was removed"
FOREIGN = "nobody else is said to have removed what Rowan removed"
RETURNED = "what was undone went back to its author"
REMOVALS = "every removal stands on exactly one card"
STANCES = "every stance that was told counts"
COPIES = "every follower's copy shows the newest version, none twice"
TOLD = "every removal is told of in one notice"
MENTIONS = "nobody was mentioned"
SOUND = "the database is sound"


@pytest.mark.parametrize(
    ("promise", "fault"),
    [
        (CARDS, lambda at: at.take_away(at.card)),
        (CARDS, lambda at: at.posted(at.case_card(), "case:1:claim")),
        (CARDS, lambda at: at.posted(at.case_card(), "case:1:claim", at.town.places[1].server.review)),
        (TEXTS, lambda at: at.rewrite(at.card, say("case-state-claimed", name="Somebody"))),
        (TEXTS, lambda at: at.rewrite(at.card, at.case_card(count=3))),
        (DECISIONS, lambda at: setattr(at.case, "may_be", {CLAIMED})),
        (DECISIONS, lambda at: setattr(at.case, "may_be_removed", {True})),
        (DECISIONS, lambda at: at.execute("DELETE FROM cases")),
        (LISTED, lambda at: setattr(at.clean, "listed", True)),
        (CLEAN, lambda at: at.take_away(at.clean.message)),
        (CLEAN, lambda at: at.take_away(at.case.message)),
        (FOREIGN, lambda at: setattr(at.case, "called_foreign", True)),
        (FOREIGN, lambda at: at.rewrite(at.card, f"{at.case_card()}\n{say('case-message-deleted')}")),
        (FOREIGN, lambda at: at.rewrite(at.removal_card, f"{TEXT}\n{say('detection-why-gone')}")),
        (RETURNED, lambda at: setattr(at.removed, "undone", True)),
        (REMOVALS, lambda at: at.take_away(at.removal_card)),
        (REMOVALS, lambda at: at.posted(TEXT, "detection:7:undo")),
        (REMOVALS, lambda at: at.posted(TEXT, "detection:8:undo")),
        (STANCES, lambda at: at.stances.said.update({at.here.guild: {NOTHING}})),
        (STANCES, lambda at: setattr(at.stances, "shown_otherwise", True)),
        (COPIES, lambda at: at.take_away(at.copies[1])),
        (COPIES, lambda at: at.rewrite(at.copies[1], "headline00000x")),
        (COPIES, lambda at: at.posted("headline00001x", "update:1:timeline", at.here.news)),
        (COPIES, lambda at: setattr(at.update, "may_show", {WITHDRAWN})),
        (TOLD, lambda at: [at.to_author("told", "notice:1:object") for _ in range(2)]),
        (TOLD, lambda at: at.removed_unsaid()),
        (MENTIONS, lambda at: at.posted(f"<@{at.here.members[0]}>", "x:1")),
        (
            SOUND,
            lambda at: at.execute(
                "INSERT INTO stances (id, entry_id, server_id, stance, taken_at, review_at) VALUES (9, 99, 99, 'confirm', 0, 0)"
            ),
        ),
    ],
)
def test_what_is_broken_is_seen(stage: Stage, promise: str, fault: Callable[[Stage], object]) -> None:
    fault(stage)
    assert promise in stage.broken()


def test_where_nobody_answered_either_may_stand(stage: Stage) -> None:
    stage.case.may_be = {OPEN, CLAIMED}
    stage.case.may_be_removed = {True, False}
    stage.update.may_show = {"headline00001x", WITHDRAWN}
    assert stage.broken() == set()
    stage.take_away(stage.case.message)
    assert stage.broken() == set()


def test_the_text_that_was_undone_is_in_the_inbox_of_its_author(stage: Stage) -> None:
    stage.removed.undone = True
    letter = f"here is your text: {TEXT}"
    stage.to_author(letter, "notice:1:object")
    assert stage.broken() == {"what was undone went back to its author"}, "a notice brings no text back"
    stage.to_author(letter, "detection:7:why")
    assert stage.broken() == set()
