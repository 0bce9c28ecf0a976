"""Collecting every text of a message that others see, wherever Discord keeps it.

No await: this runs for each message.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from core.base.ids import MessageId

# The fields of a component that hold text, and those that hold further components.
_TEXT_FIELDS = ("content", "label", "url", "placeholder", "description", "name", "title")
_INNER_FIELDS = ("children", "accessory", "component", "items", "options", "media")
# The fields of an embed that are no text, and Discord's own copies of addresses that stand beside them.
_EMBED_SKIPPED = frozenset({"type", "color", "timestamp", "proxy_url", "proxy_icon_url", "flags"})
_DEEPEST = 8

Texted = discord.Message | discord.MessageSnapshot


def texts_of(message: discord.Message) -> list[str]:
    """All texts of a message, in the order a reader meets them. Each is scanned by itself."""
    texts = _common_texts(message)
    if message.poll is not None:
        texts += _poll_texts(message.poll)
    for snapshot in message.message_snapshots:
        texts += _common_texts(snapshot)
    if message.webhook_id is not None:  # a proxy's author chooses the name under which it posts
        texts.append(message.author.name)
    return texts


def _common_texts(message: Texted) -> list[str]:
    texts = [message.content] if message.content else []
    for embed in message.embeds:
        texts += _strings(embed.to_dict())
    for attachment in message.attachments:
        texts += _attachment_texts(attachment)
    texts += _bare_names(message.attachments)
    for component in message.components:
        texts += _component_texts(component)
    texts += [sticker.name for sticker in message.stickers]
    return texts


def passed_on(message: discord.Message) -> MessageId | None:
    """The message that this one passes on by Discord's own means: it forwards it, or came to a channel that follows another.

    Nobody can make these up: Discord copies what the other message says.
    """
    reference = message.reference
    is_followed = message.webhook_id is not None and message.flags.is_crossposted
    if reference is None or reference.message_id is None or not (is_followed or message.message_snapshots):
        return None
    return MessageId(reference.message_id)


def texts_besides(message: discord.Message) -> list[str]:
    """The texts of a message that passes another one on, without those of the other."""
    if not message.message_snapshots:
        return [message.author.name]  # the name of a webhook that follows a channel
    texts = _common_texts(message)
    return texts if message.webhook_id is None else [*texts, message.author.name]


def words_of(message: discord.Message) -> str:
    """The words that the author wrote or forwarded, without what Discord or a program added;
    on undo they go back to them.
    """
    parts: list[str] = []
    written: list[Texted] = [message, *message.message_snapshots]
    for one in written:
        parts.append(one.content)
        for attachment in one.attachments:
            parts += _attachment_texts(attachment)
    if message.poll is not None:
        parts += _poll_texts(message.poll)
    return "\n".join(part for part in parts if part)


def attachments_of(message: discord.Message) -> list[discord.Attachment]:
    """The files that a message carries, and those of a message that it forwards."""
    carrying: list[Texted] = [message, *message.message_snapshots]
    return [file for one in carrying for file in one.attachments]


def _attachment_texts(attachment: discord.Attachment) -> list[str]:
    texts = (attachment.title, attachment.filename, attachment.description)
    return [text for text in texts if text]


def _bare_names(attachments: Sequence[discord.Attachment]) -> Iterator[str]:
    """The names of files as a reader takes them:
    without the ending, which every file has, and with spaces where Discord put `_`.
    """
    for attachment in attachments:
        for name in (attachment.title, attachment.filename):
            stem = (name or "").rpartition(".")[0]
            if "." in stem:
                yield stem.replace("_", " ")


def _poll_texts(poll: discord.Poll) -> list[str]:
    return [text for text in (poll.question, *(answer.text for answer in poll.answers)) if text]


def _component_texts(component: object, depth: int = 0) -> Iterator[str]:
    for field in _TEXT_FIELDS:
        text = getattr(component, field, None)
        if isinstance(text, str) and text:
            yield text
    if depth >= _DEEPEST:
        return
    for field in _INNER_FIELDS:
        inner = getattr(component, field, None)
        if inner is None:
            continue
        for one in inner if isinstance(inner, Sequence) else (inner,):
            yield from _component_texts(one, depth + 1)


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth >= _DEEPEST:
        return
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _EMBED_SKIPPED:
                yield from _strings(inner, depth + 1)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _strings(inner, depth + 1)
