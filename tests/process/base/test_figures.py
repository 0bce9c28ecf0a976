"""What the real bot counts of a whole story, and that no server, person or place of it stands in its figures."""

import re
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.base.health_asked import Asking, figure, free_port
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import ROOT, running
from tests.process.scanning.driver import LINK, LISTED, Scanning
from tests.process.server import server
from tests.wording import sentence

pytestmark = pytest.mark.process

_ID = re.compile(r"(?<![\d.])\d{15,20}(?!\d)")
_FIGURE = re.compile(r"\b(?:rowan|process)_[a-z0-9_]+")
_LABELS = re.compile(r'(\w+)="([^"]*)"')
_WORD = re.compile(r"[a-z_-]+|\+Inf|[0-9.e+-]+", re.ASCII)


async def test_a_story_is_counted_and_names_nobody(fd: FakeDiscord, tmp_path: Path) -> None:
    here, asking = server(fd), Asking(fd, free_port())
    scanner, desk = Scanning(here), Reports(here)
    async with running(fd, tmp_path, HEALTH_ADDRESS=asking.address) as bot:
        await scanner.set_up()
        await asking.until_ready()
        await here.removed(await scanner.post(LINK), "a listed link")
        await scanner.card(sentence("detection-title-removed"))
        message = await here.post(here.alice, "see https://reported.example.org/x")
        thanked(await desk.report(here.bob, message, details="they live at 5 Example Road"), 1)
        await desk.card(1, reports(1))
        await asking.until(1, "rowan_removals_total", outcome="removed")
        series = await asking.until(1, "rowan_outbox_attempts_total", kind="case_card", outcome="posted")
        assert figure(series, "rowan_detections_total", action="delete", tier="own") == 1
        assert figure(series, "rowan_removal_seconds_count") == 1
        assert figure(series, "rowan_reports_total") == 1
        assert (figure(series, "rowan_messages_scanned_total") or 0) >= 2
        assert figure(series, "rowan_messages_suspect_total") == 1
        assert (figure(series, "rowan_interactions_total", kind="command") or 0) >= 2
        assert (figure(series, "rowan_interactions_total", kind="form") or 0) >= 1
        assert (figure(series, "rowan_database_seconds_count", promise="durable") or 0) > 0
        assert (figure(series, "rowan_discord_answers_total", answer="done") or 0) > 0
        assert (figure(series, "rowan_event_loop_lag_seconds_count") or 0) > 0
        assert {
            figure(series, "rowan_unexpected_failures_total", where=where)
            for where in ("event", "background")
        } == {0}

        text = (await asking.get("/metrics")).text
        people = [*fd.users, *(str(user["username"]) for user in fd.users.values())]
        for named in (
            here.guild,
            here.general,
            LISTED,
            "reported.example",
            "127.0.0.1",
            str(tmp_path),
            *people,
        ):
            assert named not in text, named
        assert _ID.findall(text) == []
        for name, value in _LABELS.findall(text):
            assert _WORD.fullmatch(value) or name in ("version", "implementation"), f"{name}={value}"
        assert text.count("\n") < 2_000

        there = {name for name, _ in series}
        for file in ("rowan-alerts.yml", "rowan-dashboard.json"):
            asked = set(_FIGURE.findall((ROOT / "docs/operations" / file).read_text(encoding="utf-8")))
            # Known once a job was done, which may be hours after the start.
            missing = asked - there - {"rowan_job_last_success_timestamp_seconds"}
            assert missing == set(), file
        assert bot.alive
