"""Whether a name is that of an account: its name may have a dot, as `sofia.vip` has."""

import re
from typing import Final

_SITES: Final = r"(?:tik ?tok|insta(?:gram|s)?|ig|snap(?:chat)?|threads|bluesky|bsky|psn|xbox|gamer ?tag|riot|epic|roblox|minecraft|инст[аы]?|тикток)"
_BEFORE: Final = re.compile(
    rf"(?i)(?<!\w)(?:(?:{_SITES}|user ?names?|user|handle|nick(?:name)?|login|(?:my )?(?:discord|tag|acc|account|id|user)|nutzername|benutzername|usuario"
    r"|usuário|apodo|pseudo|utente|gebruikersnaam|kullanıcı adı[a-zı]*|ник|логин|юзер|add me(?: (?:on|at) \w{1,12})?)"
    r"(?:[\s:=@>–-]{1,3}(?:is|are|name|id|handle|acc(?:ount)?|user ?name|tag|at|now|ist|es|est|c['’]est|é|è|jest)){0,2}[\s:=@>–-]{1,4}"
    r"|(?:hi|hey|hello|yo|thanks|thx|ty|thank you|dm|add|mute|unmute|kick|unban|tag|befriend|hola|hallo|danke|merci|salut|obrigad[oa]|gracias|grazie"
    r"|ciao|cze[sś][cć]|dzi[eę]ki|selam|teşekkürler|привет|спасибо|спс)\s)\Z"
)
_BEHIND: Final = re.compile(
    rf"(?i)(?:,?\s(?:on|at|in|en|no|na|auf|sur|su|op|w|в)\s{_SITES}(?!\w)|\s?\({_SITES}\)|['’]s\s(?:{_SITES}|stream|channel|account|dms?|profile)(?!\w)|#\d{{4}}(?!\d)"
    r"|\s(?:said|says|joined|left|is typing|went live|is (?:my|his|her|their|your) (?:nick(?:name)?|name|user(?:name)?|handle|tag|account|acc|insta|ig))(?!\w))"
)
_NEAR: Final = 48


def is_an_account(text: str, start: int, host_end: int) -> bool:
    """Whether what stands beside the bare name `text[start:host_end]` says that an account is called so."""
    if _BEFORE.search(text, max(0, start - _NEAR), start) or _BEHIND.match(text, host_end):
        return True
    # A line of a log of talk: `<sofia.vip> hi`.
    speaks = text[start - 1 : start] == "<" and text[host_end : host_end + 2] == "> "
    return speaks and (start == 1 or text[start - 2] == "\n")
