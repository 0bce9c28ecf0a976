"""Making HTML that is never escaped too little: what is not Html already is escaped where it is put in."""

from html import escape


class Html(str):
    """HTML that is finished, so that it is not escaped again."""

    __slots__ = ()


_VOID = frozenset({"br", "hr", "img", "meta", "input"})


def el(tag: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """Make an element.

    Underscores in names of attributes become hyphens (a trailing one is dropped: `class_`). An attribute that is True
    stands alone, one that is False or None is left out.
    """
    opening = [tag]
    for key, value in attributes.items():
        shown = key.rstrip("_").replace("_", "-")
        if value is True:
            opening.append(shown)
        elif value not in (False, None):
            opening.append(f'{shown}="{escape(str(value))}"')
    start = f"<{' '.join(opening)}>"
    return Html(start) if tag in _VOID else Html(f"{start}{text(*children)}</{tag}>")


def text(*children: str) -> Html:
    """Join the children, each escaped unless it is Html."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children))


NOTHING = Html("")


def lines(source: str) -> Html:
    """Escape plain text and keep its line breaks."""
    return Html("<br>".join(escape(line) for line in source.split("\n")))
