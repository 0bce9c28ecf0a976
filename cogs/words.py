"""Names and descriptions of commands, from Fluent like every other sentence.

Discord asks for them when a command is registered, before any server (and its language) is known, so they are
English; Discord itself has no Arabic locale.
"""

from services.texts import FALLBACK, default_texts


def words(key: str) -> str:
    """The English text of a command's description or an option's."""
    return default_texts().say(FALLBACK, key)
