"""A campaign's timeline as a picture with its text beside it, and as a file of JSON."""

import functools
import io

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.drawing.pictures import Pictures
from cogs.base.layout import Card, Turning, fit
from cogs.campaigns.cards import shown_text
from cogs.campaigns.timelines.json_file import as_files
from cogs.campaigns.timelines.words import Row, TimelinePicture, as_picture, described, on_page
from core.base.defang import defang
from core.base.ids import CampaignId
from services.base.texts import Say
from services.campaigns.timelines import Timelines

_LINE = 380  # characters of one update beside the picture
_COLOUR = discord.Colour.dark_teal()


class TimelinePictures:
    """Fetches a timeline, and answers with a picture or a file of it."""

    def __init__(self, *, answers: Answers, timelines: Timelines) -> None:
        self._answers = answers
        self._timelines = timelines
        self._pictures = Pictures("/updates timeline")

    def close(self) -> None:
        """Stop drawing."""
        self._pictures.close()

    async def picture(
        self, interaction: discord.Interaction, campaign: CampaignId, page: int
    ) -> tuple[discord.ui.LayoutView, list[discord.File]]:
        """Draw a page of the timeline; without a picture where that failed. Raises UserError."""
        server = caller_of(interaction).server
        found, entries = await self._timelines.timeline(server, campaign)
        held = await self._timelines.held(server, found, on_page(entries, page))
        say = await self._answers.sayer(interaction)
        worded = as_picture(say, found, entries, page, held=held)
        drawn = await self._pictures.drawn(functools.partial(_draw, worded))
        name = f"timeline-{found.id}-{worded.number + 1}.png"
        view = _beside(say, found.id, worded, "" if drawn is None else name)
        if drawn is None:
            return view, []
        return view, [discord.File(io.BytesIO(drawn), name, description=described(say, worded))]

    async def files(
        self, interaction: discord.Interaction, campaign: CampaignId
    ) -> tuple[str, list[discord.File]]:
        """Give the whole timeline as a file, or as several, and the sentence that goes with it. Raises UserError."""
        server = caller_of(interaction).server
        found, entries = await self._timelines.timeline(server, campaign)
        held = await self._timelines.held(server, found, entries)
        say = await self._answers.sayer(interaction)
        parts = await as_files(found, entries, held)
        names = [f"timeline-{found.id}.json"]
        if len(parts) > 1:
            names = [
                f"timeline-{found.id}-{number}-of-{len(parts)}.json" for number in range(1, len(parts) + 1)
            ]
        title = shown_text(found.text.title, held)
        said = say("timeline-file", title=title, count=len(entries), files=len(parts))
        return said, [discord.File(io.BytesIO(part), name) for part, name in zip(parts, names, strict=True)]


def _draw(picture: TimelinePicture) -> bytes:
    # Pillow is imported for the first picture: most processes draw none, and it stays in memory.
    from cogs.campaigns.timelines.picture import draw

    return draw(picture)


def _beside(say: Say, campaign: CampaignId, worded: TimelinePicture, picture: str) -> discord.ui.LayoutView:
    """The message of a picture: the picture, and what it says. `picture`: its name; '' where there is none."""
    card = Card(_COLOUR).text(say("timeline-title", title=defang(worded.title)))
    if picture:
        card.picture(picture, described(say, worded))
    else:
        card.text(say("timeline-no-picture"))
    for month in worded.months:
        lines = [f"**{month.name}**", *(fit(_line(say, row), _LINE) for row in month.rows)]
        card.text("\n".join(lines))
    card.text(worded.empty)
    turning = Turning(say, lambda number: f"campaign:{campaign}:picture:{number}")
    return turning.add(card, worded.number, worded.pages).view()


def _line(say: Say, row: Row) -> str:
    return say.line(row.day, row.word, defang(row.headline), *map(defang, row.marks))
