"""`/support`, and what the reporter of an emergency sees at once: advice, and where people listen."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.command_words import words
from cogs.base.layout import OPTIONS, Card, Turning, fit, page_of, slices
from cogs.base.router import Router, chosen_values
from core.base.categories import Category
from core.base.errors import UserError
from core.base.times import to_ms
from core.reports.advice import SOURCES, Topic, topic_of
from core.reports.support import Resource, countries_of, in_order, languages_of
from services.base.ports import Clock
from services.base.texts import Say, Texts
from services.reports.place_names import country_name, language_name
from services.reports.support import SupportFile

_TOGETHER = 4  # resources in one paragraph, few enough that none is broken over two pages
_ALL = "all"  # as a country, or as a language
_COUNTRY, _LANGUAGE = r"[A-Z]{2}|all", r"[a-z]{2,3}"
_NOON = time(12, tzinfo=UTC)  # so that the day is the same nearly everywhere
_LABEL = 100  # characters of an option


class SupportWords:
    """Words advice and resources, for every place that shows them. Addresses stay clickable; none of them unfurls."""

    def __init__(self, *, texts: Texts, support: SupportFile, clock: Clock) -> None:
        self._texts = texts
        self._support = support
        self._clock = clock

    def beside(self, language: str, category: Category, limit: int) -> str:
        """Word the advice for one kind of emergency, and every resource that `limit` characters hold; where that is not
        all of them, where they stand.
        """
        say, topic = self._texts.sayer(language), topic_of(category)
        lines = [say("support-now"), *say(f"advice-{topic}").split("\n"), say("support-find")]
        lines += self._resources(language, in_order(self._support.now.resources, language))
        lines.append(_sources(say, topic))
        return _fitting(lines, limit, otherwise=say("support-more"))

    def everything(
        self, language: str, number: int, country: str = _ALL, speaking: str = _ALL
    ) -> discord.ui.LayoutView:
        """Word the advice for each kind of danger, and every resource, page by page. `country`, `speaking`: the codes to
        which the resources are narrowed; then these come first.
        """
        say, known = self._texts.sayer(language), self._support.now.resources
        narrowed = country != _ALL or speaking != _ALL
        found = in_order(
            known, language, country=country.replace(_ALL, ""), speaking=speaking.replace(_ALL, "")
        )
        lines = self._resources(language, found)
        places = ["\n".join(some) for some in slices(lines, _TOGETHER) if some]
        places = [say("help-none")] if narrowed and not found else places
        advice = [_advice(say, topic) for topic in Topic]
        first = f"{say('support-now')}\n{say('support-find')}"
        parts = [first, *(places + advice if narrowed else advice + places)]
        turning = Turning(say, lambda page: f"support:{country}:{speaking}:{page}")

        def below(card: Card) -> None:
            self._offer_countries(card, language, country, speaking)
            self._offer_languages(card, language, country, speaking)

        card = Card(discord.Colour.teal())
        return page_of(card, f"### {say('support-title')}", parts, number, turning, below)

    def _offer_countries(self, card: Card, language: str, chosen: str, speaking: str) -> None:
        """Add selects of the countries in the file, by their names in the reader's language."""
        say, known = self._texts.sayer(language), countries_of(self._support.now.resources)
        named = sorted((country_name(language, code), code) for code in known)
        for place, some in enumerate(slices(named, OPTIONS - 1) if named else []):
            options = [_option(say("help-any-country"), _ALL, chosen)] if place == 0 else []
            options += [_option(name, code, chosen) for name, code in some]
            card.select(f"support:country:{speaking}:{place}", say("help-choose-country"), options)

    def _offer_languages(self, card: Card, language: str, country: str, chosen: str) -> None:
        """Add a select of the languages in the file, the reader's own first; where there are two of them or more."""
        say, known = self._texts.sayer(language), languages_of(self._support.now.resources)
        named = sorted((code != language, language_name(language, code).casefold(), code) for code in known)
        if len(named) > 1:
            options = [_option(say("help-any-language"), _ALL, chosen)]
            options += [
                _option(language_name(language, code), code, chosen) for *_, code in named[: OPTIONS - 1]
            ]
            card.select(f"support:language:{country}", say("help-choose-language"), options)

    def _resources(self, language: str, resources: Sequence[Resource]) -> list[str]:
        return [self._resource(language, each) for each in resources]

    def _resource(self, language: str, resource: Resource) -> str:
        say, today = self._texts.sayer(language), self._clock().date()
        ways = [resource.phone, _written(resource.text), f"<{resource.url}>" if resource.url else ""]
        country = country_name(language, resource.country) if resource.country else ""
        spoken = [language_name(language, code) for code in resource.languages]
        checked = to_ms(datetime.combine(resource.verified_at, _NOON)) // 1000
        return say(
            "help-place",
            name=_written(resource.name),
            where=say.line(country, _written(resource.region)) or "none",
            ways=say.line(*ways),
            languages=say.line(*spoken) or "none",
            checked=f"<t:{checked}:D>",
            stale="yes" if resource.is_stale(today) else "no",
        )


def _advice(say: Say, topic: Topic) -> str:
    return f"{say(f'advice-heading-{topic}')}\n{say(f'advice-{topic}')}\n{_sources(say, topic)}"


def _sources(say: Say, topic: Topic) -> str:
    named = " · ".join(f"{each.name} <{each.url}>" for each in SOURCES[topic])
    return f"-# {say('advice-sources', sources=named)}"


def _option(label: str, value: str, chosen: str) -> discord.SelectOption:
    return discord.SelectOption(label=fit(label, _LABEL), value=value, default=value == chosen)


def _written(text: str) -> str:
    """What the operator wrote, as it was written: no formatting, no mention, no link behind other words."""
    escaped = discord.utils.escape_markdown(text).replace("](", "] (").replace("<", "‹")
    return discord.utils.escape_mentions(escaped)


def _fitting(lines: Sequence[str], limit: int, *, otherwise: str) -> str:
    """Keep as many whole lines as fit, for half a phone number helps nobody; where some do not, `otherwise` ends it."""
    whole = "\n".join(lines)
    if len(whole) <= limit:
        return whole
    shown = ""
    for line in lines:
        if len(shown) + len(line) + 1 + len(otherwise) > limit:
            break
        shown += f"{line}\n"
    return shown + otherwise


class SupportCommand(commands.Cog):
    """The command; everyone may use it, in a direct message too, and is answered privately."""

    def __init__(self, *, answers: Answers, router: Router, support_words: SupportWords) -> None:
        self._answers = answers
        self._words = support_words
        # A page as older messages ask for it has neither country nor language.
        router.add(
            rf"support:(?:(?P<country>{_COUNTRY}):(?P<speaking>{_LANGUAGE}):)?(?P<page>\d{{1,6}})", self._turn
        )
        router.add(rf"support:country:(?P<speaking>{_LANGUAGE}):(?P<place>\d{{1,2}})", self._choose_country)
        router.add(rf"support:language:(?P<country>{_COUNTRY})", self._choose_language)

    @app_commands.command(name="support", description=words("command-support"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def support(self, interaction: discord.Interaction) -> None:
        """Show advice and resources."""
        language = await self._answers.language(interaction)
        await self._answers.show(interaction, self._words.everything(language, 0))

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._show(interaction, match["country"] or _ALL, match["speaking"] or _ALL, int(match["page"]))

    async def _choose_country(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._show(interaction, _chosen(interaction, _COUNTRY), match["speaking"])

    async def _choose_language(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._show(interaction, match["country"], _chosen(interaction, _LANGUAGE))

    async def _show(
        self, interaction: discord.Interaction, country: str, speaking: str, number: int = 0
    ) -> None:
        language = await self._answers.language(interaction)
        page = self._words.everything(language, number, country, speaking)
        await self._answers.turn(interaction, page)


def _chosen(interaction: discord.Interaction, pattern: str) -> str:
    """What was chosen in a select. Raises UserError where it is none of what can stand there."""
    chosen = chosen_values(interaction)
    if len(chosen) != 1 or not re.fullmatch(pattern, chosen[0], re.ASCII):
        raise UserError("help-form-unreadable")
    return chosen[0]
