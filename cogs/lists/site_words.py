"""How a site's name is shown: like everything that people typed, defanged."""

from core.base.defang import defang


def site_words(name: str) -> str:
    """Show the name of a site."""
    return defang(name)
