"""What nobody may list since it would hit everybody: very popular sites, folders of theirs, every address there is. Pure."""

import re
from typing import Final

from core.links.address import host_keys
from core.links.hosts import registrable
from core.links.popular import PROTECTED, SHARED, WIDE_PAGES
from core.lists.refusals import PatternError

# What stands around stars in a line that means every address: `*://*/*`, `||*^`, `* CNAME .`, `address=/#/0.0.0.0`.
_NO_NAME: Final = re.compile(r"https?|address=|0\.0\.0\.0|[Cc][Nn][Aa][Mm][Ee]|[\s*.|^/:#]")


_WIDE_PATHS: Final = frozenset(path for paths in WIDE_PAGES.values() for path in paths)


def is_protected_host(host: str) -> bool:
    """Whether `host` is a very popular site, or above one, or below one that gives its users no hosts."""
    if host in PROTECTED.above:
        return True
    return any(
        above in PROTECTED.hosts and above not in SHARED for above in host_keys(host)[: host.count(".")]
    )


def refuse_folder_of_everybody(host: str, segments: tuple[str, ...]) -> None:
    """Refuse a folder of a very popular site below which what everybody posts stands: `youtube.com/watch`."""
    path = "/".join(segments).lower()
    if path not in _WIDE_PATHS:  # as nearly every page of a list
        return
    sites, domain = [*host_keys(host)[: host.count(".")]], registrable(host)
    if domain in PROTECTED.hosts:  # the same site in another country
        sites.append(domain.partition(".")[0] + ".com")
    if any(path in WIDE_PAGES.get(site, ()) for site in sites):
        raise PatternError("pattern-wide-page", host=host, page=f"{host}/{path}")


def means_everything(line: str) -> bool:
    """Whether nothing in a line of a list that has stars names a place."""
    return not _NO_NAME.sub("", line)
