"""`/lists import` and `/blocklist export`, as managers, moderators and hostile files meet them."""

import pytest

from core.base.defang import defang
from services.lists.imports import uploads
from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

HOSTS = b"# a list\n0.0.0.0 forum.example\n0.0.0.0 other.example\n127.0.0.1 localhost\n"
FAULTY = HOSTS + b"||b.example^$third-party\n"


async def bring(
    stage: ListsStage, data: bytes, by: object = None, name: str = "list.txt", **options: object
) -> str:
    actor = by or stage.manager
    answer = await actor.slash(stage.general, "lists import", file=(name, data), **options)  # type: ignore[attr-defined]  # simcord's actors
    assert answer.ephemeral
    return told(answer)


async def test_a_manager_brings_a_list_in(stage: ListsStage) -> None:
    answer = await bring(stage, HOSTS, category="scam")
    said(answer, "import-format-sure", form="hosts")
    said(answer, "import-done", added=2, known=0, refused=0, beyond=0)
    assert await stage.patterns_found("hxxps://forum[.]example/x") == ["forum.example"]
    again = await bring(stage, HOSTS)
    said(again, "import-done", added=0, known=2, refused=0, beyond=0)


async def test_a_dry_run_and_faults_change_nothing(stage: ListsStage) -> None:
    said(await bring(stage, HOSTS, dry_run=True), "import-dry")
    answer = await bring(stage, FAULTY)
    said(answer, "import-faults", option="`partial`")
    said(answer, "import-line", line=5, shown=defang("||b.example^$third-party"))
    assert await stage.patterns_found("https://forum.example/x") == []
    said(await bring(stage, FAULTY, partial=True), "import-done", added=2, known=0, refused=1, beyond=0)
    assert await stage.patterns_found("https://forum.example/x") == ["forum.example"]


async def test_what_is_too_large_names_the_command_line(
    stage: ListsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_LINES", 3)
    said(await bring(stage, HOSTS), "import-attachment-long", limit=3, server=str(stage.server))
    monkeypatch.setattr(uploads, "MOST_MEGABYTES", 0)
    said(await bring(stage, HOSTS), "import-attachment-large", limit=0, server=str(stage.server))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<!doctype html><html>", "import-is-page"),
        (b"\x1f\x8b\x08\0", "import-is-packed"),
        (b" ", "import-is-empty"),
    ],
)
async def test_what_is_no_list(stage: ListsStage, data: bytes, reason: str) -> None:
    said(await bring(stage, data), reason)


async def test_nothing_of_a_hostile_file_unfurls_or_mentions(stage: ListsStage) -> None:
    answer = await bring(
        stage,
        b"@everyone https://evil.example/a\n<@&1234> `x` https://evil.example\n@@||evil.example^ @here\n||x.example^\n",
        name="@everyone https.example.txt",
    )
    assert "@everyone" not in answer
    assert "@here" not in answer
    assert "<@&" not in answer
    assert "https://evil" not in answer
    assert "evil.example" not in answer


async def test_an_export_comes_back(stage: ListsStage) -> None:
    for typed, note in (("=pages.example.com", "=1+1"), ("forum.example/x", ""), ("kiwifarms.*", "")):
        await stage.blocklist("add", pattern=typed, category="hate", note=note)
    answer = await stage.moderator.slash(stage.general, "blocklist export", format="csv")
    assert answer.ephemeral
    said(told(answer), "export-written", count=3)
    unsaid(told(answer), "export-wordless")
    (file,) = answer.response.attachments
    assert file.filename == "blocklist.csv"
    data = await file.read()
    for typed in ("=pages.example.com", "forum.example/x", "kiwifarms.*"):
        await stage.blocklist("remove", pattern=typed)
    said(told(await stage.moderator.slash(stage.general, "blocklist export")), "export-empty")
    said(await bring(stage, data), "import-done", added=3, known=0, refused=0, beyond=0)
    assert await stage.patterns_found("https://forum.example/x") == ["forum.example/x"]


async def test_what_a_format_cannot_say_is_told(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="forum.example/x")
    await stage.blocklist("add", pattern="forum.example")
    answer = await stage.moderator.slash(stage.general, "blocklist export", format="hosts")
    said(told(answer), "export-left-out", count=1)
    said(told(answer), "export-wordless")
