"""A campaign's timeline as files of JSON, and what stands alike in every form of it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from cogs.campaigns.timelines import json_file
from cogs.campaigns.timelines.json_file import as_files
from cogs.campaigns.timelines.pages import newest, timeline
from cogs.campaigns.timelines.words import as_picture, described
from services.campaigns.timelines import entries
from tests.cogs.campaigns.samples import NOW, campaign, texts_in, update, version
from tests.cogs.campaigns.test_timeline_pictures import HELD, entry, everything, gone, in_file
from tests.wording import refused, say


async def test_the_file_has_every_update_and_no_person() -> None:
    corrected = update(version(1, headline="Wrong"), version(2, headline="Right", body="Why"))
    (made,) = entries([(corrected, None)])
    found: Any = await in_file(campaign(), [made, gone()])
    assert (found["format"], found["version"]) == ("rowan-timeline", 1)
    first, second = found["updates"]
    assert (first["headline"], first["body"], first["corrected"]) == ("Right", "Why", "2026-03-01T12:00:00Z")
    assert (second["headline"], second["body"], second["kind"]) == (None, None, None)
    assert second["withdrawn_reason"] == "It was not true"
    for name in ("Ann", "Ben"):  # who drafted, who approved
        assert name not in json.dumps(found)


async def test_a_timeline_too_large_for_one_file_is_several_or_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = [entry(number, body="word " * 100) for number in range(1, 41)]
    monkeypatch.setattr(json_file, "FILE_SIZE", 8_000)
    parts = await as_files(campaign(), shown, HELD)
    assert 1 < len(parts) <= json_file.MOST_FILES
    assert all(len(part) <= 8_000 for part in parts)
    read = [json.loads(part) for part in parts]
    assert [(each["part"], each["parts"]) for each in read] == [
        (number, len(parts)) for number in range(1, len(parts) + 1)
    ]
    assert [one["number"] for each in read for one in each["updates"]] == list(range(1, 41))
    assert len({each["campaign"]["title"] for each in read}) == 1
    monkeypatch.setattr(json_file, "FILE_SIZE", 2_000)
    with refused("timeline-file-too-large"):
        await as_files(campaign(), shown, HELD)


async def test_a_disguised_name_of_a_held_place_is_written_out_wherever_the_timeline_is_shown() -> None:
    written = "see b a d . e x a m p l e . com, bad(dot)example(dot)com and bаd.example.com"
    shown = [entry(headline=written, body=written, warning=written), gone(reason=written)]
    text = replace(campaign().text, title=written, summary=written, demand=written)
    made = replace(campaign(), text=text, closed_at=NOW, outcome=written, publisher=written)
    picture = as_picture(say, made, shown, 0, held=HELD)
    pages_of = [texts_in(await timeline(say, made, shown, number, held=HELD)) for number in range(3)]
    newest_of = texts_in(await newest(say, [(made, NOW)], shown, 0, held={made.id: HELD}))
    for shown_there in (
        everything(picture),
        described(say, picture),
        json.dumps(await in_file(made, shown), ensure_ascii=False),
        "\n".join(each for page in pages_of for each in page),
        "\n".join(newest_of),
    ):
        assert "bad(dot)example" not in shown_there
        assert "bаd.example" not in shown_there
        assert "bad[.]example[.]com" in shown_there
