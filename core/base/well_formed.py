"""Text that JSON can carry and no database, cipher or UTF-8 can hold."""


def well_formed(text: str) -> str:
    """`text` with each lone surrogate replaced; whatever people or Discord deliver goes through this at the boundary."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
