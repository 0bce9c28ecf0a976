"""Giving people back what they typed into a form that was refused: Discord does not keep it."""

import discord

from cogs.base.answers import Answers
from cogs.base.layout import Card
from core.base.defang import defang
from core.base.errors import Unavailable, UserError


async def give_back(
    answers: Answers, interaction: discord.Interaction, error: UserError | Unavailable, *typed: str
) -> None:
    """Tell the person why the form was not taken, with the texts that they typed.

    Raises the error where nothing was typed.
    """
    if not any(text.strip() for text in typed):
        raise error
    language = await answers.language(interaction)
    say = answers.texts.say
    values = error.values if isinstance(error, UserError) else {}
    card = Card(discord.Colour.orange()).text(say(language, error.key, **values))
    card.line().text(f"-# {say(language, 'report-given-back')}")
    for text in typed:
        card.text(defang(text))
    await answers.show(interaction, card.view())
