"""Saying in words why a match is only likely."""

from cogs.lists.disguise_words import slug
from core.links.doubts.likely import OTHER_GUESSES
from services.base.texts import Say


def likely_words(say: Say, guess: str) -> str:
    """Say which guess put the link together: a whole sentence."""
    if guess in OTHER_GUESSES:
        return say(f"likely-{slug(guess)}")
    return say("likely-disguise", how=say(f"how-{slug(guess)}"))
