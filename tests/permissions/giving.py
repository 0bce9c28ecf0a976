"""One true example of each command, of each entry of a menu, and of each option that suggests: what is given to it, and where.

All stand on one scene: a server with a list, a site, a case and a campaign, trusted beside another server that shares a list and a
campaign, too.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from simcord import interactions
from simcord.backend import serializers
from simcord.enums import AppCommandType, InteractionType

from services.base.fetching import Content, FetchRequest, FetchResult, Hop
from services.lists.shared_list.trust import Trust
from tests.cogs.campaigns.feed_web import FeedWeb, Post
from tests.cogs.opening import peopled
from tests.desk.scenes.campaigns import updates
from tests.desk.world import DeskStage, Worlds
from tests.permissions.people import Act, World
from tests.permissions.trying import Found, Prepared, tried_in
from tests.stores import storage_of

_URL = "https://lists.example/scams.txt"
_FEED = "https://feeds.example/nimbus.xml"
_LIST = ("list.txt", b"burrow.example\n")

Options = Callable[[DeskStage], Mapping[str, Any]]


def _with(**options: Any) -> Options:
    return lambda _stage: options


COMMANDS: dict[str, Options] = {
    "/setup": _with(),
    "/policy show": _with(),
    "/policy preset": _with(name="strict"),
    "/policy set": _with(tier="own", action="review"),
    "/policy likely": _with(action="log"),
    "/policy channel": lambda stage: {"channel": stage.general, "mode": "log"},
    "/policy exempt": lambda stage: {"role": stage.guild.roles["Managers"]},
    "/policy images": _with(switch="on"),
    "/automod status": _with(),
    "/automod sync": _with(),
    "/automod off": _with(),
    "/blocklist add": _with(pattern="new.example", category="scam"),
    "/blocklist remove": _with(pattern="rookery.example"),
    "/blocklist show": _with(pattern="rookery.example"),
    "/blocklist search": _with(query="rook"),
    "/blocklist site": _with(name="Rookery"),
    "/blocklist allow": _with(pattern="fine.example"),
    "/blocklist unallow": _with(pattern="allowed.example"),
    "/blocklist export": _with(),
    "/blocklist share": _with(pattern="rookery.example"),
    "/blocklist confirm": _with(pattern="shared.example"),
    "/blocklist dispute": _with(pattern="shared.example", reason="It is a newspaper."),
    "/blocklist retract": _with(pattern="ours.example"),
    "/blocklist pending": _with(),
    "/lists import": _with(file=_LIST, category="scam"),
    "/lists undo": _with(file="1"),
    "/lists subscribe": _with(url="https://lists.example/more.txt", category="scam"),
    "/lists unsubscribe": _with(url=_URL),
    "/lists show": _with(),
    "/lists follow_allows": _with(server="Harbour"),
    "/lists unfollow_allows": _with(server="Pier"),
    "/lists publish_allows": _with(on=True),
    "/sweep": _with(pattern="burrow.example"),
    "/check": _with(text="see rookery.example"),
    "/campaign create": _with(),
    "/campaign close": _with(campaign="1", outcome="It ended."),
    "/campaign follow": lambda stage: {"campaign": "2", "channel": stage.general},
    "/campaign unfollow": _with(campaign="3"),
    "/campaign update": _with(campaign="1"),
    "/campaign correct": _with(update="1"),
    "/campaign withdraw": _with(update="1", reason="A mistake."),
    "/campaign copies": _with(update="1"),
    "/campaign feed add": _with(campaign="1", url="https://feeds.example/other.xml"),
    "/campaign feed remove": _with(campaign="1", url=_FEED),
    "/campaign feed list": _with(campaign="1"),
    "/campaign facts": _with(campaign="1"),
    "/campaign complaint": _with(campaign="1"),
    "/campaign precedent": _with(campaign="1", which="dropped-2022"),
    "/updates list": _with(),
    "/updates timeline": _with(campaign="1"),
    "/updates notify": _with(campaign="1"),
    "/support": _with(),
    "/report": _with(link="https://rookery.example/threads/1"),
    "/privacy about": _with(),
    "/privacy notices": _with(on=False),
    "/privacy export": _with(),
    "/privacy erase": _with(),
    "/language": _with(language="ar"),
    "/queue": _with(),
    "/stats": _with(),
    "/stats (export)": _with(export=True),
}
"""A row of docs/permissions.md to what is given to the command."""

MENU = "Report message"


async def _scene(stage: DeskStage, web: FeedWeb) -> None:
    await updates.created(stage)
    await updates.publish(stage)
    other, third = [
        peopled(DeskStage, stage.env, stage.rowan, stage.clock, name) for name in ("Harbour", "Pier")
    ]
    trust = Trust(storage=storage_of(stage.rowan.base.database, stage.rowan.base.vault), clock=stage.clock)
    await trust.trust(str(stage.server), None)
    for each in (other, third):
        await each.set_up(review_channel=each.review, list_name=each.guild.name)
        await trust.trust(str(each.server), None)
        await each.manager.slash(each.general, "lists publish_allows", on=True)
        await updates.begin(each)
    await stage.moderator.slash(stage.general, "campaign follow", campaign="3", channel=stage.general)
    await stage.manager.slash(stage.general, "lists follow_allows", server="Pier")
    await stage.blocklist("add", pattern="rookery.example", category="harassment", site="Rookery")
    await stage.blocklist("add", pattern="ours.example", category="scam", share=True)
    await stage.blocklist("allow", pattern="allowed.example")
    await other.blocklist("add", pattern="shared.example", category="scam", share=True)
    await stage.manager.slash(
        stage.general, "lists import", file=("old.txt", b"old.example\n"), category="scam"
    )
    await stage.manager.slash(stage.general, "lists subscribe", url=_URL, category="scam")
    web.holds(Post(1, title="Why we ask Nimbus"))
    await stage.moderator.slash(stage.general, "campaign feed add", campaign="1", url=_FEED)
    await stage.reported("they have a thread on you: lantern.example/1")


class _Web(FeedWeb):
    """Holds the campaign's feed, and the same list at every other address."""

    async def _fetch(self, *given: Any) -> FetchResult:
        request: FetchRequest = given[-1]
        if request.url.endswith(".xml"):
            return await super()._fetch(*given)
        return Content(b"third.example\n", [Hop(request.url, status=200)])


def _command(world: World, who: str, name: str, options: Options) -> Act:
    """The command as this person gives it, in their server."""
    with world.person(who) as person:
        stage = world.stage_of(person)
        name = name.partition(" (")[0]
        words = name.removeprefix("/").split()
        root = _root(stage, words[0])
        leaf, nesting = interactions.walk_to_subcommand(root, words[1:])
        channel = stage.general.id if stage is world.stage else stage.review.id
        given, resolved = interactions.build_options(
            stage.manager, name, leaf, dict(options(stage)), channel_id=channel
        )
        data = {"id": root["id"], "name": root["name"], "type": AppCommandType.CHAT_INPUT}
        data |= {"options": interactions.nest_options(root, nesting, given)}
        return Act(InteractionType.APPLICATION_COMMAND, data | ({"resolved": resolved} if resolved else {}))


def _root(stage: DeskStage, name: str) -> dict[str, Any]:
    root = stage.env.backend.find_command(name, None)
    assert root is not None
    return root


_VERBS = {
    "blocklist": {
        "pattern": ("remove", "show", "allow", "unallow", "share", "confirm", "dispute", "retract"),
        "site": ("add",),
        "name": ("site",),
        "category": ("add", "site"),
    },
    "campaign": {
        "site": ("create",),
        "visible": ("create",),
        "which": ("precedent",),
        "campaign": (
            *("close", "follow", "unfollow", "update", "facts", "complaint", "precedent"),
            *("feed add", "feed remove", "feed list"),
        ),
        "url": ("feed remove",),
        "update": ("correct", "withdraw", "copies"),
        "at": ("update", "correct"),
    },
    "lists": {
        "file": ("undo",),
        "server": ("follow_allows", "unfollow_allows"),
        "category": ("import", "subscribe"),
    },
    "policy": {
        "name": ("preset",),
        "tier": ("set",),
        "action": ("set", "likely"),
        "category": ("set",),
        "mode": ("channel",),
        "switch": ("images",),
    },
    "updates": {"campaign": ("timeline", "notify"), "as": ("timeline",)},
}
SUGGESTED = (
    "/setup timezone: …",
    "/setup clear: …",
    "/queue state: …",
    "/stats days: …",
    "/report server: …",
    *(
        f"/{root} {verb} {option}: …"
        for root, options in _VERBS.items()
        for option, verbs in options.items()
        for verb in verbs
    ),
)
"""Options that suggest something while they are typed."""


def _suggesting(world: World, name: str) -> Act:
    """Nothing is typed yet into this option."""
    *words, option = name.removeprefix("/").removesuffix(": …").split()
    root = _root(world.stage, words[0])
    leaf, nesting = interactions.walk_to_subcommand(root, words[1:])
    offered = {each["name"]: each["type"] for each in leaf["options"]}
    typed = "18:00" if option == "at" else ""
    given = [{"name": option, "type": offered[option], "value": typed, "focused": True}]
    if option == "url":
        given.insert(0, {"name": "campaign", "type": 3, "value": "1"})
    data = {"id": root["id"], "name": root["name"], "type": AppCommandType.CHAT_INPUT}
    data |= {"options": interactions.nest_options(root, nesting, given)}
    return Act(InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, data)


def groups() -> dict[str, list[str]]:
    """The commands by the first word of their names, and the menu."""
    found: dict[str, list[str]] = {MENU: [MENU], "suggestions": list(SUGGESTED)}
    for name in COMMANDS:
        found.setdefault(name.partition(" ")[0], []).append(name)
    return found


async def given(worlds: Worlds, names: Sequence[str]) -> Found:
    """What becomes of these commands, or of the menu of a message, by name and person."""

    @asynccontextmanager
    async def opening() -> AsyncIterator[Prepared]:
        async with worlds.fresh({}) as stage:
            with _Web() as web:
                await _scene(stage, web)
                with World(stage, stage, stage.author, stage.member) as world:
                    await world.begin()
                    message = await stage.author.send(stage.general, "see lantern.example/2")
                    yield world, lambda name, who: _act(world, message, name, who)

    return await tried_in(opening, names)


def _act(world: World, message: Any, name: str, who: str) -> Act:
    if name in SUGGESTED:
        return _suggesting(world, name)
    return _menu(world.stage, message) if name == MENU else _command(world, who, name, COMMANDS[name])


def _menu(stage: DeskStage, message: Any) -> Act:
    root = stage.env.backend.find_command(MENU, None, type=AppCommandType.MESSAGE)
    assert root is not None
    stored = stage.env.backend.get_message(message.channel.id, message.id)
    told = {str(message.id): dict(serializers.message_payload(stage.env.backend, stored))}
    data = {"id": root["id"], "name": MENU, "type": AppCommandType.MESSAGE, "target_id": str(message.id)}
    return Act(InteractionType.APPLICATION_COMMAND, data | {"resolved": {"messages": told}})
