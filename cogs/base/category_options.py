"""The categories as options of a form's select."""

import discord

from core.base.categories import Category
from services.base.texts import Say


def category_options(say: Say, chosen: Category) -> list[discord.SelectOption]:
    """Make an option of every category; `chosen` is picked already."""
    return [
        discord.SelectOption(label=say(f"category-{category}"), value=category, default=category is chosen)
        for category in Category
    ]
