"""Sites: entries that are one place under several addresses. What a site is called, and what it says of itself. Pure."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from core.base.errors import UserError
from core.base.redact import redact
from core.base.well_formed import readable

NAME_LENGTH: Final = 60  # characters; a name stands in the custom id of the buttons that turn pages
_KEY_LENGTH: Final = 80  # letters may become several when they are folded
SUMMARY_LENGTH: Final = 500
SITES_PER_SERVER: Final = 2_000
ENTRIES_PER_SITE: Final = 500


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What an entry says of its site: its name and what it is. `name` empty: the entry is in no site."""

    name: str
    summary: str

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return site_key(self.name)

    def redacted(self) -> "SiteWords":
        """The words as other servers may read them: without what says who and where a person is."""
        return SiteWords(site_name(redact(self.name))[:NAME_LENGTH], redact(self.summary))


NO_SITE: Final = SiteWords("", "")


def site_name(typed: str) -> str:
    """The name as it is kept: one line, each space once."""
    return " ".join(readable(typed).replace("`", "").split())


def site_key(name: str) -> str:
    """The name as it is compared: neither case nor the forms of letters tell sites apart, nor spaces."""
    return unicodedata.normalize("NFKC", site_name(name)).casefold()[:_KEY_LENGTH]


def checked_name(typed: str) -> str:
    """Read a name that was typed. Raises UserError where it is empty or too long."""
    name = site_name(typed)
    if not site_key(name) or len(name) > NAME_LENGTH:
        raise UserError("site-name-refused", limit=NAME_LENGTH)
    return name


def checked_summary(typed: str) -> str:
    """Read a summary that was typed. Raises UserError where it is too long."""
    summary = readable(typed).strip()
    if len(summary) > SUMMARY_LENGTH:
        raise UserError("site-summary-long", limit=SUMMARY_LENGTH)
    return summary
