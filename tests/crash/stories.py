"""The story of something that is not as people were told: what they did, what Discord was asked, which rows there are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from localdiscord import FakeDiscord, Json
from tests.crash.ledger import Case, Entry, Ledger, Post, Update
from tests.crash.promises import Broken
from tests.crash.stored import Stored
from tests.crash.town import Town

_MOST_CALLS = 30

_CASE = (
    "SELECT id, state, outcome, removal_at, message_gone_at, pinged_at, alert_held_at FROM cases WHERE id = ?"
)
_DETECTIONS = "SELECT id, case_id, outcome, settled, returned, attempts, due_at, taken_by FROM detections WHERE message_id = ?"
_OUTBOX = "SELECT * FROM outbox WHERE subject_id = ? AND kind IN (?, ?)"
_DELIVERIES = "SELECT * FROM deliveries WHERE update_id = ?"


@dataclass
class Stories:
    """Tells them."""

    fd: FakeDiscord
    town: Town
    ledger: Ledger
    stored: Stored

    def of(self, broken: Broken, again: str) -> str:
        """What is broken, how it came, and how to see it again."""
        lines = [f"BROKEN: {broken.promise}", f"    {broken.what}"]
        entry = broken.entry
        if entry is not None:
            server = self.fd.guilds[entry.guild]["name"]
            lines += [f"    In {server}:", *(f"    {line}" for line in entry.story)]
            lines += [f"    {line}" for line in (*self._calls(entry), *self._rows(entry))]
        lines.append(f"    Again: make crash {again} KILLS={self.ledger.kill}")
        return "\n".join(lines)

    def _calls(self, entry: Entry) -> Iterator[str]:
        """The calls about an entry's message, its card, its text."""
        marks = _marks(entry)
        calls = [call for call in self.fd.rest if _is_about(call, marks)]
        for call in calls[-_MOST_CALLS:]:
            odd = ", ".join(f"{what} {call[what]} it acted" for what in ("lost", "crashed") if what in call)
            when = f"{call['at'] - self.ledger.began:7.2f} s"
            yield f"{when}: {call['method']} {call['path']} -> {call['status']} {odd}"

    def _rows(self, entry: Entry) -> Iterator[str]:
        if isinstance(entry, Case):
            yield from self._found("case", _CASE, entry.number)
            yield from self._found("outbox", _OUTBOX, entry.number, "case_card", "case_card")
        if isinstance(entry, Update):
            yield from self._found("delivery", _DELIVERIES, entry.number)
            for row in self.stored.rows(_DELIVERIES, entry.number):
                yield from self._found("outbox", _OUTBOX, row["id"], "update_copy", "update_copy")
        if isinstance(entry, Case | Post):
            message = int(entry.message["id"])
            yield from self._found("detection", _DETECTIONS, message)
            for row in self.stored.rows(_DETECTIONS, message):
                yield from self._found("outbox", _OUTBOX, row["id"], "detection_card", "undo_notice")

    def _found(self, name: str, query: str, *values: object) -> Iterator[str]:
        for row in self.stored.rows(query, *values):
            yield f"row of {name}: {dict(row)}"


def _marks(entry: Entry) -> list[str]:
    """What stands in the calls about an entry."""
    match entry:
        case Case():
            return [entry.message["id"], f'"case:{entry.number}:']
        case Post():
            return [entry.message["id"], entry.token]
        case Update():
            return [f'"update:{entry.number}:']
        case _:
            return []


def _is_about(call: Json, marks: list[str]) -> bool:
    said = f"{call['path']} {json.dumps(call.get('json'))}"
    if any(mark in said for mark in marks):
        return True
    shown = json.dumps(call.get("response")) if call["method"] in ("POST", "PATCH") else ""
    return any(mark in shown for mark in marks)
