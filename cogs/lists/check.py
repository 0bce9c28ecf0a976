"""`/check`: whether a text's links are listed. A member hears that and the category, a moderator the whole reason."""

import io
from collections.abc import Mapping, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import Card
from cogs.lists.disguise_words import disguise_words
from cogs.lists.invite_words import another_invite_words, holding_words
from cogs.lists.likely_words import likely_words
from cogs.lists.short_words import dark_words, place_words
from cogs.lists.standing_lines import contact_line
from core.base.defang import defang, defang_link
from core.base.ids import ChannelId
from core.lists.invites import Holding, is_another_invite
from core.lists.verdicts import Decision, Match, winning_matches
from core.servers.policy import Tier
from services.base.texts import Say
from services.lists.check import TEXT_LENGTH, MemberAnswer, ModeratorAnswer, TextCheck
from services.lists.typed_pattern import shown_pattern

_LINKS = 8  # links that the answer explains by itself; where there are more, a file has all
_UNLISTED = 5  # links on no list that are named
_FILE = "check.txt"


class Check(commands.Cog):
    """The command `/check`."""

    def __init__(self, *, answers: Answers, checking: TextCheck, contact: str) -> None:
        """`contact`: whom a listed party may ask, as the operator wrote it; '' for nobody."""
        self._answers = answers
        self._checking = checking
        self._contact = contact

    @app_commands.command(name="check", description=words("command-check"))
    @app_commands.describe(text=words("command-check-text"))
    @app_commands.guild_only()
    async def check(
        self, interaction: discord.Interaction, text: app_commands.Range[str, 1, TEXT_LENGTH]
    ) -> None:
        """Look at the text as if it had been posted here."""
        found = await self._checking.check(caller_of(interaction), text, _place(interaction))
        say = await self._answers.sayer(interaction)
        if isinstance(found, MemberAnswer):
            await self._answers.show(interaction, for_member(say, found))
        elif not (found.matches or found.unknown or found.unlisted or found.dark):
            await self._answers.say(interaction, "check-nothing")
        else:
            await self._answers.show(
                interaction, for_moderator(say, found, self._contact), *whole(say, found)
            )


def _place(interaction: discord.Interaction) -> list[ChannelId]:
    """The ids of where the command was used, from the inside out: thread, channel, category."""
    channel = interaction.channel
    ids = [
        interaction.channel_id,
        getattr(channel, "parent_id", None),
        getattr(channel, "category_id", None),
    ]
    return [ChannelId(each) for each in ids if each is not None]


def for_member(say: Say, found: MemberAnswer) -> str:
    """Say to a member whether something is listed, and why."""
    lines = []
    if found.links:
        categories = tuple(say(f"category-{category}") for category in found.categories)
        lines.append(say("check-listed", count=found.links, categories=categories))
        if found.guess:
            lines.append(likely_words(say, found.guess))
    if found.unknown:
        lines.append(say("check-unknown", count=found.unknown))
    if found.hidden:
        lines.append(say("check-hidden-invites", count=found.hidden))
    if found.dark:
        lines.append(dark_words(say, found.dark))
    if found.unlisted:
        lines.append(_unlisted(say, found.unlisted))
    return "\n".join(lines) or say("check-nothing")


def _unlisted(say: Say, links: Sequence[str]) -> str:
    """Name the links on no list, for nobody should take silence for an answer."""
    named = tuple(defang_link(link) for link in links[:_UNLISTED])
    return say("check-unlisted", links=named, more=max(len(links) - _UNLISTED, 0))


def for_moderator(say: Say, found: ModeratorAnswer, contact: str = "") -> discord.ui.LayoutView:
    """Say to a moderator each link with its disguises, every entry that covers it, and what would be done."""
    card = Card(discord.Colour.dark_teal()).text(say("check-title"))
    links = _links(say, found)
    for lines in links[:_LINKS]:
        card.text("\n".join(lines))
    if len(links) > _LINKS:
        card.text(say("check-more", more=len(links) - _LINKS)).file(_FILE)
    if found.unknown:
        card.text(say("check-unknown-invites", count=found.unknown))
    if found.hidden:
        card.text(say("check-hidden-invites", count=found.hidden))
    if found.dark:
        card.text(dark_words(say, found.dark))
    if found.unlisted:
        card.text(_unlisted(say, found.unlisted))
    if not found.matches:
        return card.view()
    decision = say("check-no-decision") if found.decision is None else _decision(say, found.decision)
    card.line().text(decision)
    if contact and any(match.tier is Tier.SHARED for match in found.matches):
        card.text(f"-# {contact_line(say, contact)}")
    return card.view()


def whole(say: Say, found: ModeratorAnswer) -> list[discord.File]:
    """A file with what is said of every link, where the answer itself has no room for all of them."""
    links = _links(say, found)
    if len(links) <= _LINKS:
        return []
    text = "\n\n".join("\n".join(lines) for lines in links)
    return [discord.File(io.BytesIO(text.encode()), _FILE)]


def _links(say: Say, found: ModeratorAnswer) -> list[list[str]]:
    links: dict[str, list[Match]] = {}
    for match in found.matches:
        links.setdefault(match.link, []).append(match)
    return [_link(say, link, matches, found.holdings) for link, matches in links.items()]


def _link(say: Say, link: str, matches: list[Match], holdings: Mapping[str, Holding]) -> list[str]:
    lines = [say("check-link", link=defang_link(link))]
    disguises = sorted({name for match in matches for name in match.how})
    if disguises:
        lines.append(say("check-how", how=disguise_words(say, disguises)))
    lines += [
        likely_words(say, guess) for guess in dict.fromkeys(each.guess for each in matches if each.guess)
    ]
    if not winning_matches(matches):
        lines.append(say("check-allowed"))
    seen = set()
    for match in matches:
        if (match.pattern, match.tier, match.leads_to) in seen:  # the same link twice in the text
            continue
        seen.add((match.pattern, match.tier, match.leads_to))
        lines.append(
            say(
                "check-match",
                pattern=shown_pattern(match.pattern),
                list=say(f"tier-{match.tier}"),
                category=say(f"category-{match.category}"),
            )
        )
        if match.leads_to:
            lines.append(say("shorteners-check-leads", place=place_words(match.leads_to)))
        holding = holdings.get(match.pattern)
        if holding is not None:
            another = is_another_invite(match.pattern, match.link)
            words_of = another_invite_words if another else holding_words
            lines.append(say("check-invite", holding=words_of(say, holding)))
        if match.source:
            lines.append(say("check-source", source=defang(match.source)))
        if match.note:
            lines.append(say("check-note", note=defang(match.note)))
    return lines


def _decision(say: Say, decision: Decision) -> str:
    told = say(
        "check-decision",
        action=str(decision.action),
        pattern=shown_pattern(decision.match.pattern),
        list=say(f"tier-{decision.match.tier}"),
    )
    category = say(f"category-{decision.match.category}")
    named = {"category": category} if decision.rule == "category" else {}
    return f"{told} {say(f'check-rule-{decision.rule}', **named)}"
