"""What is answered where a sweep was asked for, by the command or from the card of what was listed."""

import discord

from cogs.base.layout import Card, link_button
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.scanning.sweeps.asking import Begun


def begun_answer(begun: Begun, say: Say) -> discord.ui.LayoutView:
    """Say where its card appears, or stands."""
    sweep = begun.sweep
    key = "sweep-begun" if begun.new else "sweep-already"
    channel = f"<#{begun.review_channel}>"
    card = Card().text(
        say(key, pattern=shown_pattern(sweep.pattern), count=sweep.days, channel=channel, sweep=str(sweep.id))
    )
    if begun.place is not None:
        place = begun.place
        url = f"https://discord.com/channels/{sweep.server}/{place.channel}/{place.message}"
        card.buttons(link_button(url, say("sweep-button-card")))
    return card.view()
