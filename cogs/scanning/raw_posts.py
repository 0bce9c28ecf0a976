"""A message that discord.py cannot read, from Discord's JSON: its texts, and the post that it is.

Nothing is taken for granted here: what has another shape than expected is passed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from core.base.ids import ChannelId, MessageId, RoleId, ServerId, UserId
from core.base.posts import PostKind
from core.scanning.detections import Person
from services.scanning.posts import Post

RawMessage = Mapping[str, Any]

# Of what members and programs made others see: what is no text, and Discord's own copies of addresses beside them.
_NO_TEXT = frozenset(
    {"id", "custom_id", "type", "color", "timestamp", "flags", "content_type", "proxy_url", "proxy_icon_url"}
)
_OF_FILES = ("title", "filename", "description")
_DEEPEST = 12


def texts_in(data: RawMessage) -> list[str]:
    """All texts of a message, each scanned by itself."""
    texts = _texts_of_one(data)
    for forwarded in _forwarded(data):
        texts += _texts_of_one(forwarded)
    if data.get("webhook_id"):  # a proxy's author chooses the name under which it posts
        texts += _strings(_part(data, "author").get("username"))
    return texts


def words_in(data: RawMessage) -> str:
    """What the author wrote or forwarded, without what Discord or a program added."""
    parts: list[str] = []
    for one in (data, *_forwarded(data)):
        parts += _strings(one.get("content"))
        for file in _parts(one, "attachments"):
            parts += [text for field in _OF_FILES for text in _strings(file.get(field))]
    parts += _poll_texts(data)
    return "\n".join(parts)


def id_in(data: RawMessage, key: str) -> int | None:
    """An id; None where there is none, or something else."""
    value = str(data.get(key))
    return int(value) if value.isascii() and value.isdigit() else None


def post_in(
    data: RawMessage, texts: Sequence[str], server: ServerId, channels: Sequence[ChannelId], *, known: bool
) -> Post | None:
    """The message as a value; None where it does not say which message it is."""
    message = id_in(data, "id")
    if message is None:
        return None
    author, member = _part(data, "author"), _part(data, "member")
    user = id_in(author, "id")
    human = not data.get("webhook_id") and not author.get("bot")
    return Post(
        place=PostKind.MESSAGE,
        server=server,
        channels=channels,
        message=MessageId(message),
        texts=texts,
        words=words_in(data),
        author=None if user is None else Person(UserId(user), _name(author, member)),
        roles=_roles(member, server) if human else frozenset(),
        author_is_member=human and user is not None,
        channels_known=known,
        joined_at=_moment(member.get("joined_at")),
    )


def _moment(said: object) -> datetime | None:
    """A time as Discord writes it; None where there is none, or something else."""
    try:
        at = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _texts_of_one(data: RawMessage) -> list[str]:
    texts = list(_strings(data.get("content")))
    for field in ("embeds", "components", "sticker_items"):
        texts += _strings(data.get(field))
    for file in _parts(data, "attachments"):
        names = [text for field in _OF_FILES for text in _strings(file.get(field))]
        stems = [name.rpartition(".")[0] for name in names]
        texts += [*names, *(stem.replace("_", " ") for stem in stems if "." in stem)]
    return [*texts, *_poll_texts(data)]


def _poll_texts(data: RawMessage) -> list[str]:
    return list(_strings(_part(data, "poll"), skipped=_NO_TEXT | {"expiry"}))


def _forwarded(data: RawMessage) -> list[RawMessage]:
    return [_part(each, "message") for each in _parts(data, "message_snapshots")]


def _name(author: RawMessage, member: RawMessage) -> str:
    names = (member.get("nick"), author.get("global_name"), author.get("username"))
    return next((name for name in names if isinstance(name, str) and name), "")


def _roles(member: RawMessage, server: ServerId) -> frozenset[RoleId] | None:
    roles = member.get("roles")
    if not isinstance(roles, list):
        return None
    return frozenset({RoleId(server), *(RoleId(int(role)) for role in roles if str(role).isdigit())})


def _part(data: RawMessage, key: str) -> RawMessage:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _parts(data: RawMessage, key: str) -> list[RawMessage]:
    value = data.get(key)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _strings(value: object, depth: int = 0, skipped: frozenset[str] = _NO_TEXT) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif depth >= _DEEPEST:
        return
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in skipped:
                yield from _strings(inner, depth + 1, skipped)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, depth + 1, skipped)
