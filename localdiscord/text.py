"""Reading a message as a person does."""

from collections.abc import Iterator

from localdiscord.shapes import Json, walk_components


def message_text(message: Json) -> str:
    """Give everything readable, one piece a line: content, embeds, components at any depth, poll and file names."""
    pieces = [
        message.get("content"),
        *_embeds(message),
        *_components(message),
        *_poll(message),
        *_files(message),
    ]
    return "\n".join(piece for piece in pieces if piece)


def _embeds(message: Json) -> Iterator[str | None]:
    for embed in message.get("embeds") or []:
        yield from (embed.get("title"), embed.get("url"), embed.get("description"))
        yield from ((embed.get("author") or {}).get("name"), (embed.get("footer") or {}).get("text"))
        for field in embed.get("fields") or []:
            yield f"{field['name']}: {field['value']}"


def _components(message: Json) -> Iterator[str | None]:
    for _, component in walk_components(message.get("components")):
        yield from (component.get(key) for key in ("content", "label", "placeholder", "description", "url"))
        for option in [*(component.get("options") or []), *(component.get("items") or [])]:
            yield from (option.get("label"), option.get("description"))


def _poll(message: Json) -> Iterator[str | None]:
    poll = message.get("poll") or {}
    yield (poll.get("question") or {}).get("text")
    for answer in poll.get("answers") or []:
        yield (answer.get("poll_media") or {}).get("text")


def _files(message: Json) -> Iterator[str | None]:
    for attachment in message.get("attachments") or []:
        yield from (attachment.get("filename"), attachment.get("description"))
