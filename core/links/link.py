"""A link, and the places that have several addresses for one thing (invites, Telegram)."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from core.links.address import Address, address_keys
from core.links.sites import ALIASES, one_page
from core.links.software import one_page_of_software
from core.links.words import words

MAX_WRITTEN: Final = 300

INVITES: Final = "discord.gg"
"""The host of every invite in its one form, and so a key of every invite's link, whatever its code."""

DISCORD_HOSTS: Final = words(
    "discord.com discordapp.com ptb.discord.com canary.discord.com ptb.discordapp.com canary.discordapp.com"
)
TELEGRAM_HOSTS: Final = frozenset({"t.me", "telegram.me", "telegram.dog"})
# First segments of t.me that are no one's name.
_TELEGRAM_WORDS: Final = words(
    "joinchat addstickers addemoji addlist addtheme share c proxy socks setlanguage bg iv login invoice confirmphone"
)
# A code ends where its alphabet ends, whatever is glued to it.
_INVITE_CODE: Final = re.compile(r"[A-Za-z0-9-]{1,63}[A-Za-z0-9]")
_INVITE_WORDS: Final = words("invite friend-invite")
_API_INVITE: Final = re.compile(r"api/(?:v\d{1,2}/)?invites(?:/|\Z)")
_BEFORE_CODES: Final = _INVITE_WORDS | words(
    "any join"
)  # what stands in short addresses of invites before the code
_INTENT: Final = re.compile(r"#Intent;(?:[^;]*;){0,20}?scheme=(tg|discord)(?![^;])", re.IGNORECASE)
_ESCAPED_MARK: Final = re.compile(r"\A%(?:2[Bb]|40)")
_TELEGRAM_NAME: Final = re.compile(r"[A-Za-z]\w{2,31}(?!\w)", re.ASCII)
_TELEGRAM_CODE: Final = re.compile(r"\+?[\w-]*\w", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """An address found in a text.

    `written` is how it stood there (at most 300 characters), `start` and `end` where; `how` names the disguises undone.
    `canonical` is the address as ada normalises it, without scheme, `www.`, default port, fragment and tracking
    parameters, the others sorted. `keys` are all under which a pattern that covers it may be filed. `guess` names what makes
    it only likely (core/links/doubts/likely.py); empty: it is sure.
    """

    written: str
    canonical: str
    host: str
    start: int
    end: int
    how: tuple[str, ...]
    keys: tuple[str, ...]
    guess: str = ""

    @property
    def sure(self) -> bool:
        """Whether every reader or browser is taken there."""
        return not self.guess


def link_to(address: Address, text: str, start: int, end: int, how: tuple[str, ...]) -> Link:
    """The link to `address` that stands in `text` from `start` to `end`."""
    form = one_form(address)
    return Link(
        text[start : min(end, start + MAX_WRITTEN)],
        form.canonical,
        form.host,
        start,
        end,
        how,
        keys_of_forms(address, form),
    )


def keys_of_forms(address: Address, form: Address) -> tuple[str, ...]:
    """Every key under which a pattern that covers `address` may be filed; `form`: its one form.

    A pattern may be older than what is known of the site, or of escapes: it is filed under what was the form then.
    """
    keys = address_keys(form)
    older = (
        [address] if form is not address and (form.host == address.host or address.host in ALIASES) else []
    )
    if address.older is not None:
        older += [address.older, one_form(address.older)]
    if not older:
        return keys
    return tuple(dict.fromkeys((*keys, *(key for each in older for key in address_keys(each)))))


def one_form(address: Address) -> Address:
    """`address` itself, or its one form where one thing has several:
    `discord.gg/CODE`, `t.me/name`, the main address of a page, a thread by its number.
    """
    host, segments = address.host, address.segments
    if host == INVITES or host in DISCORD_HOSTS:
        code = _invite_code(host, segments)
        return Address(INVITES, "", "/" + code, ()) if code else address
    if host in TELEGRAM_HOSTS:
        return _telegram(segments, address.parameters) or address
    if host.endswith(".t.me") and _TELEGRAM_NAME.fullmatch(host[:-5]):
        return Address("t.me", "", f"/{host[:-5]}{address.path}", address.parameters)
    page = one_page(address)
    return one_page_of_software(page) if page.path or page.parameters else page


def invite_code(canonical: str) -> str | None:
    """The code of an invite, from its canonical address or its pattern; None for what is no invite."""
    host, _, code = canonical.partition("/")
    return code if host == INVITES and _INVITE_CODE.fullmatch(code) else None


def app_address(scheme: str, rest: str) -> Address | None:
    """The address that an app link leads to (`tg://resolve?domain=name`, `discord://-/invite/CODE`), or None.

    `intent://…#Intent;scheme=tg;end` is how Android writes the same.
    """
    if scheme == "intent":
        app = _INTENT.search(rest) if "scheme=" in rest.lower() else None
        return app_address(app[1].lower(), rest[: app.start()]) if app else None
    path, _, query = rest.partition("?")
    segments = tuple(part for part in path.split("/") if part)
    said = [part.lower() for part in segments]
    if scheme == "discord":
        if said and (said[0] == INVITES or said[0] in DISCORD_HOSTS):
            code = _invite_code(said[0], segments[1:])
        else:
            code = _invite_code("discord.com", segments[said.index("invite") :] if "invite" in said else ())
        return Address(INVITES, "", "/" + code, ()) if code else None
    if scheme != "tg":
        return None
    pairs = (part.partition("=") for part in query.partition("#")[0].split("&"))
    values = {name.lower(): unquote(value) for name, _, value in pairs}
    if said in (["resolve"], ["boost"]) and "domain" in values:
        post = (values["post"],) if values.get("post", "").isdigit() else ()
        return _telegram((values["domain"], *post), ())
    if said == ["join"] and "invite" in values:
        return _telegram(("joinchat", values["invite"]), ())
    return None


def _invite_code(host: str, segments: tuple[str, ...]) -> str | None:
    api = _API_INVITE.match("/".join(segments[:3]).lower()) if host != INVITES else None
    if api:  # what apps ask Discord for
        segments = ("invite", *segments[len(api[0].rstrip("/").split("/")) :])
    before = _BEFORE_CODES if host == INVITES and len(segments) > 1 else _INVITE_WORDS
    if segments and segments[0].lower() in before:
        segments = segments[1:]
    elif host != INVITES:
        return None
    code = _INVITE_CODE.match(segments[0]) if segments else None
    return code[0] if code else None


def _telegram(segments: tuple[str, ...], parameters: tuple[str, ...]) -> Address | None:
    if segments[:1] == ("s",) or (segments[:1] == ("boost",) and len(segments) > 1):
        # The web preview of a channel, and where it is boosted.
        segments = segments[1:]
    if not segments:
        return None
    first = _ESCAPED_MARK.sub(lambda mark: unquote(mark[0]), segments[0])
    first = first.lstrip("@") or first
    segments = (first, *segments[1:])
    if first == "joinchat" and len(segments) > 1:
        return Address("t.me", "", "/+" + _telegram_code(segments[1]), ())
    if first.startswith("+"):
        return Address("t.me", "", "/" + _telegram_code(first), ())
    name = None if first.lower() in _TELEGRAM_WORDS else _TELEGRAM_NAME.match(first)
    if name is None:
        return Address("t.me", "", "/" + "/".join(segments), parameters)
    rest = segments[1:] if name[0] == first else ()  # what is glued to the name ends it
    return Address("t.me", "", "/" + "/".join((name[0].lower(), *rest)), parameters)


def _telegram_code(segment: str) -> str:
    code = _TELEGRAM_CODE.match(segment)
    return code[0] if code else segment
