"""Length as Discord measures it."""


def units(text: str) -> int:
    """How many UTF-16 code units `text` has. Discord's own clients measure so, and a sign beyond the first 65,536, such as an
    emoji, counts as two; what fits by this measure fits by every other.
    """
    return len(text) if text.isascii() else len(text) + sum(sign > "\uffff" for sign in text)
