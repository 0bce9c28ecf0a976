"""Discord's rules for messages and commands that its OpenAPI document does not express."""

import re
from collections.abc import Iterator

from localdiscord.errors import Issue
from localdiscord.shapes import COMPONENTS_V2, Json, walk_components

LINK_STYLE = 5
CUSTOM_ID_STYLES = (1, 2, 3, 4)
COMMANDS_A_TYPE = {1: 100, 2: 15, 3: 15}
"""How many commands one scope may hold: slash commands, user menus, message menus."""


def message_rules(body: Json) -> list[Issue]:
    """Find what is wrong with a message as a bot sends it; nothing if it is fine."""
    return [*_content(body), *_embeds(body), *_layout(body), *_components(body)]


def _content(body: Json) -> Iterator[Issue]:
    if len(body.get("content") or "") > 2000:
        yield "content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length."


def _embeds(body: Json) -> Iterator[Issue]:
    embeds = body.get("embeds") or []
    if sum(len(str(text or "")) for embed in embeds for text in _counted(embed)) > 6000:
        yield "embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000"
    for i, embed in enumerate(embeds):
        for j, field in enumerate(embed.get("fields") or []):
            for key in ("name", "value"):
                if not field[key].strip():
                    yield f"embeds.{i}.fields.{j}.{key}", "BASE_TYPE_REQUIRED", "This field is required"


def _counted(embed: Json) -> Iterator[str | None]:
    """The texts that count towards an embed's 6,000 characters."""
    yield from (embed.get("title"), embed.get("description"))
    yield from ((embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name"))
    for field in embed.get("fields") or []:
        yield from (field["name"], field["value"])


def _layout(body: Json) -> Iterator[Issue]:
    components = body.get("components") or []
    inside = [component for _, component in walk_components(components)]
    if (body.get("flags") or 0) & COMPONENTS_V2:
        if body.get("content") or body.get("embeds"):
            yield (
                "content",
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "content/embeds not allowed",
            )
    elif len(components) > 5 or any(component.get("type") != 1 for component in components):
        yield "components", "BASE_TYPE_BAD_LENGTH", "Must be 5 or fewer action rows."
    if sum(len(component.get("content") or "") for component in inside if component.get("type") == 10) > 4000:
        yield "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "4000 characters at most"
    if len(inside) > 40:
        yield "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "40 at most"


def _components(body: Json) -> Iterator[Issue]:
    seen: set[str] = set()
    for path, component in walk_components(body.get("components")):
        custom_id = component.get("custom_id")
        if custom_id and custom_id in seen:
            yield (
                f"{path}.custom_id",
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        if custom_id:
            seen.add(custom_id)
        check = {1: _row, 2: _button, 3: _select}.get(component.get("type", 0))
        if check:
            yield from check(path, component)


def _row(path: str, row: Json) -> Iterator[Issue]:
    if sum(1 if child["type"] == 2 else 5 for child in row.get("components", [])) > 5:
        yield path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "Row too wide"


def _button(path: str, button: Json) -> Iterator[Issue]:
    style, has_url, has_id = button.get("style"), bool(button.get("url")), bool(button.get("custom_id"))
    if (style == LINK_STYLE) != has_url or (style in CUSTOM_ID_STYLES) != has_id:
        yield path, "BUTTON_STYLE_MISMATCH", "url for link buttons, custom_id for the others"
    if not (button.get("label") or button.get("emoji")):
        yield path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "Label or emoji required"


def _select(path: str, select: Json) -> Iterator[Issue]:
    values = [option["value"] for option in select.get("options") or []]
    if not values or len(set(values)) != len(values):
        yield f"{path}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "values empty or duplicated"


def command_rules(commands: list[Json]) -> list[Issue]:
    """Find what is wrong with the commands of one scope (global, or one server), taken together."""
    issues: list[Issue] = []
    seen: set[tuple[int, str]] = set()
    for i, command in enumerate(commands):
        kind = command.get("type") or 1
        if (kind, command["name"]) in seen:
            issues.append(
                (f"{i}", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
            )
        seen.add((kind, command["name"]))
        if kind == 1:
            issues += _slash_command(f"{i}", command)
    for kind, limit in COMMANDS_A_TYPE.items():
        if sum((command.get("type") or 1) == kind for command in commands) > limit:
            text = f"Maximum number of application commands reached ({limit})"
            issues.append(("", "MAX_APPLICATION_COMMANDS", text))
    return issues


def _slash_command(path: str, command: Json) -> Iterator[Issue]:
    name = command["name"]
    if not re.fullmatch(r"[-_'\w]{1,32}", name) or name != name.lower():
        yield f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"
    if not command.get("description"):
        yield f"{path}.description", "BASE_TYPE_REQUIRED", "This field is required"
    yield from _options(f"{path}.options", command.get("options") or [])


def _options(path: str, options: list[Json]) -> Iterator[Issue]:
    names = [option["name"] for option in options]
    if len(set(names)) != len(names):
        yield path, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "duplicate option name"
    optional = False
    for i, option in enumerate(options):
        if option["type"] in (1, 2):
            yield from _options(f"{path}.{i}.options", option.get("options") or [])
            continue
        if option.get("required") and optional:
            yield f"{path}.{i}", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "required options first"
        optional = optional or not option.get("required")
