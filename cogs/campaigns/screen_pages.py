"""Drawing, for the moderators of a campaign's own server, what the screen changes in a draft, and the picture that goes with it."""

import io

import discord

from cogs.base.layout import Card, Part, Turning, page_of
from cogs.campaigns.cards import screen_changes
from cogs.campaigns.custom_ids import screen_page
from core.base.defang import defang
from core.base.redact import MASK
from core.campaigns.pictures import PICTURE_FILE
from core.campaigns.screen import ChangeKind, ScreenChange
from services.base.texts import Say
from services.campaigns.deliveries import ShownVersion

_FIELDS_OF_CAMPAIGNS = ("title", "link")


def picture_files(shown: ShownVersion) -> list[discord.File]:
    """The file of an update's picture, to be sent along with what shows it."""
    return [] if shown.picture is None else [discord.File(io.BytesIO(shown.picture), PICTURE_FILE)]


def screen_view(say: Say, shown: ShownVersion, page: int) -> discord.ui.LayoutView:
    """A page of each piece that readers see in another form. The pieces themselves stand behind spoilers."""
    update, number = shown.update.id, shown.version.number
    parts: list[str | Part] = [_told(say, change) for change in screen_changes(shown)]
    turning = Turning(say, lambda turned: screen_page(update, number, turned))
    title = say("screen-title", number=update)
    card = Card(discord.Colour.blurple())
    return page_of(card, title, parts or [say("screen-nothing")], page, turning)


def _told(say: Say, change: ScreenChange) -> str:
    of_campaign = change.field in _FIELDS_OF_CAMPAIGNS
    field = say(f"campaign-field-{change.field}" if of_campaign else f"update-field-{change.field}")
    written = f"||{defang(change.written)} ||"
    match change.kind:
        case ChangeKind.MASKED:
            what = say(f"screen-masked-{change.masked}")
            return say("screen-was-masked", field=field, what=what, written=written, mask=MASK)
        case ChangeKind.HELD:
            why = say(f"screen-held-{change.why}")
            return say("screen-was-held", field=field, why=why, written=written)
        case ChangeKind.LINK:
            return say("screen-was-link", field=field, written=written)
        case ChangeKind.MENTION:
            return say("screen-was-mention", field=field, written=written)
