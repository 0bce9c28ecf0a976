"""The sites of the entries that an issue holds, in the words that others may read."""

from core.lists.signed import Site
from core.lists.signed.lines import readable
from core.lists.sites import SiteWords
from services.lists.published.lines import PublishedLines


class PublishedSites:
    """Takes note of sites as entries name them. Entries that name a site in other letters are of one site: the name that came
    first stands for all, with the first summary that says anything.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, Site] = {}
        self._names: dict[str, str] = {}

    def name_of(self, words: SiteWords) -> str:
        """The name under which an entry's site stands in the issue; "" for an entry without one."""
        if not words.key:
            return ""
        known = self._by_key.get(words.key)
        if known is None or (words.summary and not known.summary):
            self._note(words, known)
        return self._by_key[words.key].name

    def _note(self, words: SiteWords, known: Site | None) -> None:
        told = words.redacted()
        name = readable(told.name) if known is None else known.name
        # What is left of a name may be another site's, or nothing: then the entries are of no site.
        if known is None and self._names.setdefault(name, words.key) != words.key:
            name = ""
        self._by_key[words.key] = Site(name, readable(told.summary) if name else "")

    def put_into(self, lines: PublishedLines) -> None:
        """Write a record of each site."""
        for site in self._by_key.values():
            if site.name:
                lines.add(site)
