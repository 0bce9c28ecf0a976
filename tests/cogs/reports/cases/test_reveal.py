"""What stands behind *reveal*, and that nothing hostile in it breaks out, on the card either."""

import re

import pytest

from core.base.ids import CaseId
from core.reports.report_form import DETAILS_LENGTH, LINK_LENGTH
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import refused, said, say, sentence

pytestmark = pytest.mark.usefixtures("set_up")


@pytest.mark.parametrize(
    "body", ["a.example/" + "b" * 90 + " ", "||`x` [y](https://evil.example) ", "\u202e@everyone "]
)
async def test_the_longest_and_most_hostile_report_fits(stage: ReportsStage, body: str) -> None:
    links = " ".join(f"https://{'x' * 50}{number}.example/{'y' * 8}" for number in range(25))
    await stage.reported(
        (body * 60)[:1990],
        details=(body * 60)[:DETAILS_LENGTH],
        link="bad.example/" + "z" * (LINK_LENGTH - 20),
    )
    await stage.reported(links[:1990])
    for number in (1, 2):
        card = shown(stage.card(number))
        assert "https://evil" not in card
        assert "@everyone" not in card
        assert "https://x" not in card
        assert (await stage.press(number, "list")).modal is not None
    revealed = "\n".join(await stage.pages(stage.moderator, await stage.press(1, "reveal")))
    assert "https://" not in revealed
    assert "@everyone" not in revealed


async def test_it_tells_of_files_whatever_they_are_called(stage: ReportsStage) -> None:
    names = [
        "||@everyone.png",
        "call +1 212 555 0147.png",
        "https://evil.example/x.png",
        "\u202egnp.exe\u2066`x`<@1>.png",
        "\\" * 59 + ".png",
        "n" * 250 + ".png",
        "line\nbreak.png",
    ]
    sent = [*((name, b"x" * 2000) for name in names), *((f"{number}.txt", b"") for number in range(3))]
    message = await stage.manager.send(stage.general, "look " * 390, attachments=sent)
    await stage.report(message, details="they live there " * 20)
    answer = await stage.press(1, "reveal")
    assert answer.ephemeral
    text = "\n".join(await stage.pages(stage.moderator, answer))
    said(text, "reveal-files", count=10)
    due = sentence("reveal-hash-due").pattern.pattern
    assert len(re.findall(rf"KiB · {due}", text)) == 7
    assert len(re.findall(rf" 0 B · {due}", text)) == 3
    for hidden in ("@everyone", "555", "https://", "\u202e", "\u2066", "<@1>"):
        assert hidden not in text
    assert "they live there" in text
    assert "n" * 250 in text
    lines = [line for line in text.splitlines() if re.search(rf"B · {due}", line)]
    assert len(lines) == 10
    for line in lines:  # each name is hidden and none breaks out
        assert re.fullmatch(rf"\|\|(?:[^\\|]|\\.)* ?\|\| · [0-9.]+ (?:KiB|B) · {due}", line), line


async def test_nothing_of_a_report_is_cut_and_every_reporter_stands_on_some_page(stage: ReportsStage) -> None:
    text = " ".join(f"word{number}" for number in range(220))[:1950]
    message = await stage.manager.send(stage.general, f"badforum.example/x {text}")
    details = " ".join(f"seen{number}" for number in range(120))
    for number in range(9):
        await stage.report(message, by=stage.join(f"reporter {number}"), details=f"from {number}: {details}")
    answer = await stage.press(1, "reveal")
    seen = await stage.pages(stage.moderator, answer)
    assert len(seen) > 3
    whole = "\n".join(seen)
    assert all(f"word{number} " in whole for number in range(210))
    for number in range(9):
        assert f"from {number}: seen0 " in whole
    assert whole.count("seen119") == 9
    history = told(await stage.choose(1, "history"))
    assert history.count(say("history-case-reveal")) == 1  # turning a page is no second look
    with refused("error-not-moderator"):
        await stage.services.review.revealed_further(stage.caller(stage.member), CaseId(1))
