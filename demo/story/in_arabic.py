"""The chapter in a server that lives in Arabic: a report, its card, a removal, an update that arrives, a member who reads English."""

from demo.cast import HARBOUR_SITE, Person
from demo.play import Play
from demo.story.campaigning import TITLE
from demo.wording import said, spoken
from localdiscord import Json, message_text

_LINK = f"https://{HARBOUR_SITE}/threads/88"
_NEWS = "تعلن نيمبوس أنها أوقفت استضافة الموقع"
_BODY = "قالت الشركة إنها أوقفت الاستضافة مساء أمس.\nشكرًا لكل من كتب إليها بهدوء. المصدر أدناه."


async def in_arabic(play: Play) -> None:
    """Set up a server in Arabic, report, list, and get an update there."""
    play.tell.chapter(
        "A server that lives in Arabic",
        "The story travels in other languages. Everything reads from right to left; links, names and commands stay as they are.",
    )
    language = spoken("ar")
    await _sets_up(play, language)
    post = await _reports(play, language)
    await _lists(play, language, post)
    await _hears(play)
    await _chooses(play)


async def _sets_up(play: Play, language: str) -> None:
    cast, server = play.cast, play.cast.manara
    with play.tell.step("Salma sets up Manara in Arabic"):
        answer = await play.act.runs(
            cast.salma,
            server.general,
            "setup",
            review_channel=server.review.id,
            moderator_role=server.moderators,
            campaign_channel=server.updates.id,
            list_name=server.name,
            language=language,
        )
        await play.tell.answered("Salma sets up Manara, and chooses its language.", answer, cast.salma)
        play.tell.prove(
            f"<#{server.review.id}>" in answer.text and "⚠️" not in answer.text,
            "Manara is ready, and Rowan speaks its language.",
        )


async def _reports(play: Play, language: str) -> Json:
    tell, cast, server = play.tell, play.cast, play.cast.manara
    with tell.step("Huda reports a message"):
        post = await play.act.writes(cast.rami, server.general, f"شاهدوا ما كُتب عن هدى {_LINK}")
        opened = await play.act.reports(cast.huda, post)
        form = {"category": "doxxing", "details": "عنواني مكتوب هناك."}
        await tell.form("Huda reports a message about her. The form asks in Arabic.", opened, form, cast.huda)
        thanks = await play.act.sends(cast.huda, opened, form)
        await tell.answered("Her report is an emergency: help comes first.", thanks, cast.huda)
        tell.prove(said(thanks.text, "report-thanks", "case", language=language), "She is thanked in Arabic.")
    with tell.step("the card appears in Manara's review channel"):
        card = await play.act.card(server.review, r"case:\d+:list")
        await tell.shows("The moderators find the card.", card)
        text = message_text(card)
        tell.prove(
            HARBOUR_SITE.replace(".", "[.]") in text and _LINK not in text,
            "The link on it cannot be clicked.",
        )
    return post


async def _lists(play: Play, language: str, post: Json) -> None:
    tell, cast, server = play.tell, play.cast, play.cast.manara
    with tell.step("Karim blocks the site"):
        card = await play.act.card(server.review, r"case:\d+:list")
        opened = await play.act.presses_for_form(cast.karim, card, r"case:\d+:list")
        form = {"scope": "host", "category": "doxxing", "share": "no", "note": "عناوين أعضائنا"}
        await tell.form("Karim blocks the site.", opened, form, cast.karim, unfolded="scope")
        answer = await play.act.sends(cast.karim, opened, form)
        await tell.answered("He hears what happened.", answer, cast.karim, brief=True)
    with tell.step("the message is removed"):
        await play.act.removed(post, "Removed by Rowan: a moderator blocked the site from the report")
        removal = await play.act.card(
            server.review,
            r"detection:\d+:undo",
            lambda text: said(text, "detection-title-case-removed", language=language),
        )
        await tell.shows("The removal's card says why, with Undo beside it.", removal)


async def _hears(play: Play) -> None:
    tell, cast, server = play.tell, play.cast, play.cast.manara
    with tell.step("Manara follows the campaign"):
        offered = await play.act.choices(cast.salma, server.review, "campaign follow", "campaign")
        found = next(value for name, value in offered.items() if TITLE in name)
        answer = await play.act.runs(
            cast.salma, server.review, "campaign follow", campaign=found, channel=server.updates.id
        )
        await tell.answered("Salma follows the campaign.", answer, cast.salma, brief=True)
    with tell.step("an update in Arabic arrives"):
        await _publishes(play, cast.mara, cast.tomas)
        copy = await play.act.post(server.updates, lambda text: _NEWS in text, "a copy in Manara")
        await tell.shows("Mara publishes an update in Arabic. It arrives in Manara.", copy)
        tell.prove(len(play.fd.bot_messages(server.updates.id)) == 1, "It stands there once.")


async def _publishes(play: Play, writer: Person, approver: Person) -> None:
    review = play.cast.lighthouse.review
    offered = await play.act.choices(writer, review, "campaign update", "campaign")
    campaign = next(value for name, value in offered.items() if TITLE in name)
    opened = await play.act.opens(writer, review, "campaign update", campaign=campaign)
    form = {
        "kind": "win",
        "headline": _NEWS,
        "body": _BODY,
        "source": "https://nimbus-hosting.example/news/9",
    }
    await play.act.sends(writer, opened, form)
    draft = await play.act.card(review, r"update:\d+:approve", lambda text: _NEWS in text)
    await play.act.presses(approver, draft, r"update:\d+:approve")


async def _chooses(play: Play) -> None:
    tell, cast, server = play.tell, play.cast, play.cast.manara
    with tell.step("a member who reads English chooses it"):
        answer = await play.act.runs(cast.rami, server.general, "language", language="en")
        await tell.answered("Rami reads English, and chooses it for himself.", answer, cast.rami)
        tell.prove(
            said(answer.text, "language-chosen", "language"),
            "What he alone sees is in English now; Manara's cards stay as they are.",
        )
