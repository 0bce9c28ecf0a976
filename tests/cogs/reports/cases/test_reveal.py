"""What stands behind *reveal*, and that nothing hostile in it breaks out, on the card either."""

import re

import discord
import pytest

from cogs.base.layout import Card, button
from core.base.ids import CaseId
from core.reports.report_form import DETAILS_LENGTH, LINK_LENGTH
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import custom_ids, options, parts_of, send, shown, told, values
from tests.wording import refused, said, say, sentence, unsaid

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
        listing = await stage.press(number, "list")
        assert listing.modal is not None or sentence("case-list-which").stands_in(told(listing))
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
    message = await stage.author.send(stage.general, "look " * 390, attachments=sent)
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
    for line in lines:  # no name breaks out, and nothing private is hidden once more
        assert re.fullmatch(rf"(?:[^\\|`]|\\.)* · [0-9.]+ (?:KiB|B) · {due}", line), line
    assert "||" not in text.replace("\\|", "")


async def test_nothing_of_a_report_is_cut_and_every_reporter_stands_on_some_page(stage: ReportsStage) -> None:
    text = " ".join(f"word{number}" for number in range(220))[:1950]
    message = await stage.author.send(stage.general, f"badforum.example/x {text}")
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


async def test_the_card_says_how_much_there_is_to_read(stage: ReportsStage) -> None:
    message = await stage.author.send(
        stage.general, "badforum.example/x", attachments=[("a.png", b"x"), ("b.png", b"y")]
    )
    await stage.report(message)
    said(shown(stage.card(1)), "case-files", count=2)
    unsaid(shown(stage.card(1)), "case-notes")
    await stage.report(message, by=stage.join("other"), details="she lives there")
    said(shown(stage.card(1)), "case-notes", count=1)
    assert "she lives there" not in shown(stage.card(1))


async def test_the_private_answer_repeats_the_cards_actions(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    answer = await stage.press(1, "reveal")
    assert custom_ids(answer.response) == [
        *("case:1:around", "case:1:author", "case:1:blur:on:0"),
        *(f"case:1:{verb}:p" for verb in ("claim", "list", "dismiss", "finish", "delete", "more")),
    ]
    private = answer.response.message
    said(told(await stage.moderator.click(private, custom_id="case:1:claim:p")), "case-claimed", case="1")
    listing = await stage.moderator.click(private, custom_id="case:1:list:p")
    assert "page" in options(listing, "scope")
    history = await stage.moderator.select(private, ["history"], custom_id="case:1:more:p")
    said(told(history), "history-case-claim")
    form = await stage.moderator.click(private, custom_id="case:1:dismiss:p")
    said(told(await send(stage.moderator, form, reason="duplicate")), "case-dismissed", case="1")


async def test_a_private_answer_gives_no_rights(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    private = (await stage.press(1, "reveal")).response.message
    await stage.claim(1, stage.join("other", "Moderators"))
    late = await stage.moderator.click(private, custom_id="case:1:delete:p")
    said(told(late), "case-held-by", case="1")
    role = stage.guild.roles["Moderators"]
    none = {"permissions": discord.Permissions.none().value}
    stage.env.backend.edit_role(stage.guild.id, role.id, none)
    await stage.env.settle()
    for verb in ("claim", "list", "dismiss", "delete"):
        refusal = await stage.moderator.click(private, custom_id=f"case:1:{verb}:p")
        said(told(refusal), "error-not-moderator")
    assert stage.general.history()


async def test_what_everybody_sees_is_no_private_answer(stage: ReportsStage) -> None:
    message = await stage.reported("see badforum.example")
    public = stage.rowan.client.get_channel(stage.general.id)
    assert isinstance(public, discord.TextChannel)
    for verb in ("claim", "delete", "reveal"):
        card = Card().buttons(button(f"case:1:{verb}:p", "here"))
        copied = await public.send(view=card.view())
        said(told(await stage.moderator.click(copied, custom_id=f"case:1:{verb}:p")), "case-elsewhere")
    assert "claim" in stage.buttons(1)
    assert stage.stands(message)


async def test_every_page_is_within_discords_limits(stage: ReportsStage) -> None:
    message = await stage.author.send(
        stage.general, "badforum.example/x", attachments=[(f"{n}.png", b"x") for n in range(10)]
    )
    for number in range(20):
        await stage.report(message, by=stage.join(f"reporter {number}"), details=f"short {number}")
    answer = await stage.press(1, "reveal")
    seen = await stage.pages(stage.moderator, answer)
    assert len(seen) > 1
    assert len(parts_of(answer.response)) <= 40 + len(values(answer.response, "case:1:more:p"))
