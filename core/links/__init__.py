"""Text to links: everything in a text that a reader or a browser would take to a place. Pure: no I/O, no clock."""

from core.links.budget import Budget
from core.links.find import canonical, find_links, find_suspects, is_dear, keys_in
from core.links.link import Link

__all__ = ["Budget", "Link", "canonical", "find_links", "find_suspects", "is_dear", "keys_in"]
