"""The rules that need no socket: permissions, payloads, commands, options, ids."""

import pytest

from localdiscord import FakeDiscord, P, message_text, walk_components
from localdiscord.acting.automod import keyword_hit
from localdiscord.acting.options import check_value
from localdiscord.errors import invalid
from localdiscord.ids import snowflake
from localdiscord.payload_rules import command_rules, message_rules


@pytest.fixture
def world() -> FakeDiscord:
    """A local Discord that is not started."""
    return FakeDiscord(validate=False)


def test_ids_only_grow():
    ids = [int(snowflake()) for _ in range(10_000)]
    assert ids == sorted(set(ids))


def test_overwrites_apply_everyone_then_roles_then_member(world):
    guild = world.add_guild("G", everyone=P.VIEW)
    role = world.add_role(guild, "r")
    ann = world.add_member(guild, "ann", roles=[role])
    over = [
        {"id": guild, "type": 0, "allow": 0, "deny": P.VIEW | P.SEND},
        {"id": role, "type": 0, "allow": P.VIEW | P.SEND, "deny": 0},
        {"id": ann, "type": 1, "allow": P.REACT, "deny": P.SEND},
    ]
    channel = world.add_channel(guild, "c")
    assert world.perms(ann, channel) == P.VIEW
    world.set_overwrites(channel, over)
    assert world.perms(ann, channel) == P.VIEW | P.REACT
    assert world.perms(world.add_member(guild, "bob"), channel) == 0
    assert world.perms(world.guilds[guild]["owner_id"], channel) == P.ALL
    world.delete_role(guild, role)
    assert not world.can_view(ann, channel), "the role took its overwrite with it"


def test_a_private_thread_is_seen_by_its_members(world):
    guild = world.add_guild("G")
    channel, ann, bob = (
        world.add_channel(guild, "c"),
        world.add_member(guild, "ann"),
        world.add_member(guild, "b"),
    )
    thread = world.make_thread(channel, ann, "t", 12)["id"]
    assert world.can_view(ann, thread)
    assert not world.can_view(bob, thread)
    assert world.can_view(world.add_member(guild, "mod", permissions=P.THREADS), thread)


def test_a_timed_out_member_reads_only(world):
    guild = world.add_guild("G")
    ann = world.add_member(guild, "ann")
    world.change_member(guild, ann, communication_disabled_until="2999-01-01T00:00:00+00:00")
    assert world.perms(ann, world.add_channel(guild, "c")) == P.VIEW | P.HISTORY


async def test_users_do_only_what_they_may(world):
    guild = world.add_guild("G", everyone=P.VIEW)
    ann, channel = world.add_member(guild, "ann"), world.add_channel(guild, "c")
    with pytest.raises(PermissionError, match="ann may not"):
        await world.send(ann, channel, "x")
    with pytest.raises(LookupError, match="no command"):
        await world.slash(ann, channel, "unknown")


ROW = {"type": 1, "components": []}
BUTTON = {"type": 2, "style": 1, "label": "b", "custom_id": "a"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2001}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4096}, {"description": "x" * 2000}]}, "MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{"fields": [{"name": " ", "value": "v"}]}]}, "BASE_TYPE_REQUIRED"),
        ({"components": [BUTTON]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [{**ROW, "components": [BUTTON, BUTTON]}]}, "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ({"components": [{**ROW, "components": [{**BUTTON, "url": "x"}]}]}, "BUTTON_STYLE_MISMATCH"),
        (
            {"components": [{**ROW, "components": [{**BUTTON, "label": ""}]}]},
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
        ),
        (
            {"components": [{**ROW, "components": [{"type": 3, "custom_id": "s", "options": []}]}]},
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            {"components": [{**ROW, "components": [{**BUTTON, "custom_id": str(n)} for n in range(6)]}]},
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        ({"flags": 1 << 15, "content": "x"}, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        (
            {"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 4001}]},
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        (
            {"flags": 1 << 15, "components": [{"type": 10, "content": "x"}] * 41},
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        ),
    ],
)
def test_messages_that_discord_refuses(body, code):
    assert [issue[1] for issue in message_rules(body)] == [code]


def test_a_good_message_passes():
    body = {"content": "x", "embeds": [{"title": "t"}], "components": [{**ROW, "components": [BUTTON]}]}
    assert message_rules(body) == []


COMMAND = {"name": "a", "description": "d"}
OPTION = {"name": "o", "type": 3, "description": "d"}


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ([COMMAND, COMMAND], "APPLICATION_COMMANDS_DUPLICATE_NAME"),
        ([{**COMMAND, "name": "Upper"}], "APPLICATION_COMMAND_INVALID_NAME"),
        ([{**COMMAND, "description": ""}], "BASE_TYPE_REQUIRED"),
        ([{**COMMAND, "options": [OPTION, OPTION]}], "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"),
        (
            [{**COMMAND, "options": [OPTION, {**OPTION, "name": "p", "required": True}]}],
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        ([{"type": 3, "name": f"menu {n}"} for n in range(16)], "MAX_APPLICATION_COMMANDS"),
    ],
)
def test_commands_that_discord_refuses(commands, code):
    assert [issue[1] for issue in command_rules(commands)] == [code]


@pytest.mark.parametrize(
    ("option", "good", "bad"),
    [
        ({"type": 4, "min_value": 1, "max_value": 5}, 5, 6),
        ({"type": 4}, 1, True),
        ({"type": 5}, True, 1),
        ({"type": 3, "max_length": 3}, "abc", "abcd"),
        ({"type": 3, "choices": [{"name": "A", "value": "a"}]}, "a", "b"),
        ({"type": 3}, "a", None),
    ],
)
def test_options_that_the_client_refuses(option, good, bad):
    check_value({"name": "o", **option}, good)
    with pytest.raises(ValueError, match="o"):
        check_value({"name": "o", **option}, bad)


@pytest.mark.parametrize(
    ("keyword", "text", "hit"),
    [
        ("bad", "a Bad word", True),
        ("bad", "badge", False),
        ("bad*", "badge", True),
        ("*bad", "notbad", True),
        ("*bad*", "abadb", True),
        ("bad", "bad!", False),
        ("so bad", "SO BAD, really", False),
        ("so bad*", "SO BAD, really", True),
    ],
)
def test_automod_keywords(keyword, text, hit):
    assert (keyword_hit({"trigger_metadata": {"keyword_filter": [keyword]}}, text) is not None) == hit


def test_errors_are_a_tree():
    error = invalid(("embeds.0.title", "CODE", "message"))
    assert error.body["errors"] == {
        "embeds": {"0": {"title": {"_errors": [{"code": "CODE", "message": "message"}]}}}
    }
    assert (error.status, str(error)) == (400, "400 50035 Invalid Form Body")


def test_text_and_components_are_found_at_any_depth():
    inner = {"type": 9, "components": [{"type": 10, "content": "deep"}], "accessory": BUTTON}
    components = [
        {"type": 17, "components": [inner, {"type": 18, "component": {"type": 4, "label": "field"}}]}
    ]
    paths = [path for path, _ in walk_components(components)]
    assert paths[-1] == "components.0.components.1.component.0"
    text = message_text({"content": "top", "components": components, "embeds": [{"title": "embed"}]})
    assert text.split() == ["top", "embed", "deep", "b", "field"]
