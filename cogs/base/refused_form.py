"""Giving people back what they typed into a form that was refused: Discord does not keep it."""

import discord

from cogs.base.answers import Answers
from cogs.base.layout import Card
from core.base.defang import defang
from core.base.errors import Unavailable, UserError


async def give_back(
    answers: Answers,
    interaction: discord.Interaction,
    error: UserError | Unavailable,
    *typed: str,
    beside: str = "",
) -> None:
    """Tell the person why the form was not taken, with the texts that they typed. `beside`: what they need to know then,
    as much of it as there is room for.

    Raises the error where nothing was typed and nothing stands beside it.
    """
    kept = [defang(text) for text in typed if text.strip()]
    if not kept and not beside:
        raise error
    language = await answers.language(interaction)
    say = answers.texts.say
    values = error.values if isinstance(error, UserError) else {}
    card = Card(discord.Colour.orange()).text(say(language, error.key, **values))
    if beside:
        card.text(beside)
    if kept:
        card.line().text(f"-# {say(language, 'report-given-back')}")
    for text in kept:
        card.text(text)
    await answers.show(interaction, card.view())
