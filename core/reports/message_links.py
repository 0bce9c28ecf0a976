"""The messages that somebody names in what they type, by the links that Discord's *Copy Message Link* gives."""

import re
from dataclasses import dataclass

from core.base.ids import ChannelId, MessageId, ServerId
from core.links import Budget, find_links

_SLASH = r"[/\\]+"
_NUMBER = r"([0-9]{15,20})"
# A host that only ends in Discord's name, or a path that holds it, is somebody else's address.
_SITE = r"(?:(?<=//)|(?<=\\\\)|(?<![^\W_])(?<![./\\-]))(?:(?:www|ptb|canary)\.)*discord(?:app)?\.com\.?(?::[0-9]{1,5})?"
_PROGRAM = r"discord:[/\\]+-?"
_LINK = re.compile(
    rf"(?:https?:{_SLASH})?(?:{_SITE}|{_PROGRAM}){_SLASH}channels{_SLASH}{_NUMBER}{_SLASH}{_NUMBER}{_SLASH}{_NUMBER}(?![0-9])"
    r"(?:[/?#](?:(?!https?:|discord)[^\s<>()\[\]|,;])*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedMessage:
    """A message as its link names it; whether there is one, and who may read it, Discord says."""

    server: ServerId
    channel: ChannelId
    message: MessageId


def messages_named(typed: str) -> list[NamedMessage]:
    """Every message whose link stands anywhere in a text, each once, in order; at last those whose links are disguised, as
    far as one budget goes.
    """
    plain = [_named(found) for found in _LINK.finditer(typed)]
    links = find_links(typed, budget=Budget())
    disguised = [_named(found) for link in links for found in _LINK.finditer(link.canonical)]
    return list(dict.fromkeys([*plain, *disguised]))


def servers_named(typed: str) -> list[ServerId]:
    """The servers of the messages whose links stand in a text, each once, in order."""
    return list(dict.fromkeys(each.server for each in messages_named(typed)))


def without_link_to(typed: str, message: MessageId) -> str:
    """The text without the links to this message, and without what is left around them."""
    rest = _LINK.sub(lambda found: "" if _named(found).message == message else found[0], typed)
    return rest.replace("<>", "").strip()


def _named(found: re.Match[str]) -> NamedMessage:
    return NamedMessage(ServerId(int(found[1])), ChannelId(int(found[2])), MessageId(int(found[3])))
