"""*Read message* of something found: a private answer with its text, or with each message where the card counts several; below
it the card's other actions, as far as they are possible for whoever reads.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.card_actions import CardAction
from cogs.base.layout import Card, button
from cogs.base.router import Router, chosen_values
from cogs.scanning.detections.authors import Authors, author_lines
from cogs.scanning.detections.clicks import DETECTION, DetectionClicks, detection_id
from cogs.scanning.detections.controls import add_actions, open_to
from cogs.scanning.detections.group_pages import removals_page
from cogs.scanning.detections.kept_text import revealed
from cogs.servers.blur import CHOICE
from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import DetectionId
from core.scanning.detections import Detection
from core.scanning.groups import Group
from services.base.texts import Say
from services.scanning.detections.group_pages import GroupPages
from services.scanning.detections.moderation import DetectionModeration
from services.servers.blur import Blur
from services.servers.setup import Servers


class DetectionReading:
    """Handles the button, and those that turn its pages; texts are for moderators of the server alone."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        clicks: DetectionClicks,
        moderation: DetectionModeration,
        pages: GroupPages,
        authors: Authors,
        servers: Servers,
        actions: Sequence[CardAction[Detection]],
        blur: Blur,
    ) -> None:
        """`actions`: what else the card offers; the private answer repeats it."""
        self._answers = answers
        self._clicks = clicks
        self._moderation = moderation
        self._pages = pages
        self._authors = authors
        self._servers = servers
        self._actions = actions
        self._blur = blur
        router.add(rf"{DETECTION}:reveal:(?P<page>\d{{1,6}})", self._turn_text)
        router.add(f"{DETECTION}:{CHOICE}", self._turn_text)
        router.add(rf"{DETECTION}:removals:(?P<page>\d{{1,6}})", self._turn_each)
        router.add(f"{DETECTION}:read", self._read_one)

    async def read(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the kept text to the person who asked, alone; the audit remembers who looked."""
        found = await self._clicks.clicked(interaction, match)
        if not found.has_text:
            await self._answers.show(interaction, await self._without_text(interaction, found))
            return
        text = await self._moderation.reveal(caller_of(interaction), found.id)
        await self._answers.show(interaction, await self._text_page(interaction, found.id, text, 0))

    async def _without_text(
        self, interaction: discord.Interaction, found: Detection
    ) -> discord.ui.LayoutView:
        """What can be done where there is nothing to read."""
        caller, say = caller_of(interaction), await self._answers.sayer(interaction)
        await self._pages.require_others(caller, found)
        card = Card().text(say("detection-act", detection=str(found.id)))
        (await self._below(caller, found, None, say))(card)
        return card.view()

    async def _turn_text(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show another page of the text; the buttons stand in a private answer, so the person alone is checked."""
        caller, detection = caller_of(interaction), detection_id(match)
        text = await self._moderation.reveal(caller, detection, further=True)
        if "blur" in match.groupdict():
            await self._blur.choose(caller, blur=match["blur"] == "on")
        page = await self._text_page(interaction, detection, text, int(match["page"]))
        await self._answers.turn(interaction, page)

    async def _text_page(
        self, interaction: discord.Interaction, detection: DetectionId, text: str, number: int
    ) -> discord.ui.LayoutView:
        caller, say = caller_of(interaction), await self._answers.sayer(interaction)
        found, blur = await self._pages.in_private(caller, detection), await self._blur.wanted(caller)
        one_of_several = found.of_anothers_card or await self._pages.of(found) is not None
        if one_of_several:
            below = await self._about_author(found, say)
        else:
            below = await self._below(caller, found, None, say)
        return revealed(detection, text, say, number, blur=blur, below=below)

    async def _about_author(self, found: Detection, say: Say) -> Callable[[Card], None]:
        """Add who wrote this one, which the card of several does not say."""
        role = (await self._servers.get(found.server)).moderator_role
        author = await self._authors.of_one(found, role)

        def below(card: Card) -> None:
            if author is not None:
                card.text("\n".join(author_lines(say, author)))
            card.buttons(_cases_button(found, say))

        return below

    async def _below(
        self, caller: Caller, found: Detection, group: Group | None, say: Say
    ) -> Callable[[Card], None]:
        """Add what else the card offers, as far as it is possible for this person."""
        actions = open_to(self._actions, await self._pages.possible(caller, found))

        def below(card: Card) -> None:
            by_one = group is None or len(group.authors) == 1
            card.buttons(_cases_button(found, say) if by_one else None)
            add_actions(card, say, found, group, actions, private=True)

        return below

    async def read_each(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show each of the messages that the card counts, page by page."""
        found = await self._clicks.clicked(interaction, match)
        await self._answers.show(interaction, await self._each_page(interaction, found.id, 0))

    async def _turn_each(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        page = await self._each_page(interaction, detection_id(match), int(match["page"]))
        await self._answers.turn(interaction, page)

    async def _each_page(
        self, interaction: discord.Interaction, lead: DetectionId, number: int
    ) -> discord.ui.LayoutView:
        caller, say = caller_of(interaction), await self._answers.sayer(interaction)
        page = await self._pages.page(caller, lead, number)
        group = await self._pages.of(page.lead)
        return removals_page(page, say, await self._below(caller, page.lead, group, say))

    async def _read_one(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the text that was chosen on a page."""
        chosen, caller = chosen_values(interaction), caller_of(interaction)
        if len(chosen) != 1 or not (chosen[0].isascii() and chosen[0].isdigit()):
            raise UserError("detection-form-unreadable")
        found = await self._pages.member(caller, detection_id(match), DetectionId(int(chosen[0])))
        text = await self._moderation.reveal(caller, found.id)
        await self._answers.show(interaction, await self._text_page(interaction, found.id, text, 0))


def _cases_button(found: Detection, say: Say) -> "discord.ui.Button[Any] | None":
    """The way to the author's cases, which cogs/reports/cases/author_cases.py answers."""
    if found.writer is None:
        return None
    return button(f"detection:{found.id}:author", say("author-button"))
