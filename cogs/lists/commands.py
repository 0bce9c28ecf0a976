"""`/blocklist`: a server's own list, its exceptions, and its word on the shared list."""

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.router import Router
from cogs.base.spoken_choice import CategoryOption
from cogs.lists import pages, shown_pages, site_pages
from cogs.lists.exports import FORMATS, Exports
from cogs.lists.list_buttons import ListButtons
from cogs.lists.previews import PreviewButtons
from cogs.lists.site_words import site_words
from core.base.categories import Category
from core.base.errors import Unavailable, UserError
from core.base.well_formed import well_formed
from core.lists.formats import Format
from core.lists.previews import Effect
from core.lists.shared_standing import StanceKind
from core.lists.sites import NAME_LENGTH, SUMMARY_LENGTH
from services.lists.own import MOST_DAYS, QUERY_LENGTH, OpenCases, OwnList, Suggested
from services.lists.previews.second_clicks import Asked, SecondClicks, Verb, Weighed
from services.lists.previews.words import effect_lines
from services.lists.shared_list.shared import SharedList, Stood
from services.lists.sites import SiteChanges, Sites
from services.lists.typed_pattern import NOTE_LENGTH, REASON_LENGTH, shown_pattern

_CHOICE_LENGTH = 100  # Discord's limits for a suggestion's name and for its value

Reason = app_commands.Range[str, 0, REASON_LENGTH]
Suggestions = list[app_commands.Choice[str]]


class Blocklist(commands.Cog):
    """The commands; each is one call of a use case, then its sentence."""

    def __init__(
        self,
        *,
        answers: Answers,
        own: OwnList,
        sites: Sites,
        shared: SharedList,
        second_clicks: SecondClicks,
        open_cases: OpenCases,
        exports: Exports,
        router: Router,
        contact: str,
    ) -> None:
        """`contact`: whom a listed party may ask, as the operator wrote it; '' for nobody."""
        self._answers = answers
        self._exports = exports
        self._own = own
        self._sites = sites
        self._shared = shared
        self._open_cases = open_cases
        self._previews = PreviewButtons(
            answers=answers,
            router=router,
            second_clicks=second_clicks,
            does={
                Verb.ADD: self._add,
                Verb.SHARE: self._share,
                Verb.CONFIRM: self._confirm,
                Verb.UNALLOW: self._unallow,
            },
            prefix="lists",
        )
        self._contact = contact
        self._pages = ListButtons(answers=answers, router=router, own=own, sites=sites, shared=shared)

    blocklist = app_commands.Group(
        name="blocklist",
        description=words("command-blocklist"),
        default_permissions=discord.Permissions(manage_messages=True),
        guild_only=True,
    )

    # Offering patterns while a moderator types.

    async def _own_patterns(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._suggest(interaction, Suggested.OWN, current)

    async def _allowed_patterns(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._suggest(interaction, Suggested.ALLOWED, current)

    async def _own_stances(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._suggest(interaction, Suggested.STANCES, current)

    async def _shared_patterns(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._suggest(interaction, Suggested.SHARED, current)

    async def _suggest(self, interaction: discord.Interaction, kind: Suggested, current: str) -> Suggestions:
        try:
            found = await self._own.suggest(caller_of(interaction), kind, current)
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        choices = []
        for entry, pattern in found:
            value = pattern
            if len(pattern) > _CHOICE_LENGTH:
                if kind is not Suggested.OWN:
                    continue
                value = f"#{entry}"
            name = shown_pattern(pattern).strip("`")
            choices.append(app_commands.Choice(name=name[:_CHOICE_LENGTH], value=value))
        return choices

    async def _sites_known(self, interaction: discord.Interaction, current: str) -> Suggestions:
        try:
            names = await self._sites.suggest(caller_of(interaction), current)
        except (UserError, Unavailable):  # as above
            return []
        return [app_commands.Choice(name=site_words(name)[:_CHOICE_LENGTH], value=name) for name in names]

    # Commands about the own list.

    @blocklist.command(name="add", description=words("command-blocklist-add"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"),
        category=words("command-blocklist-category"),
        site=words("command-blocklist-add-site"),
        note=words("command-blocklist-note"),
        share=words("command-blocklist-share-too"),
        days=words("command-blocklist-days"),
    )
    @app_commands.autocomplete(site=_sites_known)
    async def add(
        self,
        interaction: discord.Interaction,
        pattern: str,
        category: CategoryOption | None = None,
        site: app_commands.Range[str, 0, NAME_LENGTH] = "",
        note: app_commands.Range[str, 0, NOTE_LENGTH] = "",
        share: bool = False,
        days: app_commands.Range[int, 1, MOST_DAYS] | None = None,
    ) -> None:
        """Put a place on the list, or change what is said of it there; where asked, share it."""
        options = {"category": category, "site": site, "note": note, "share": share, "days": days}
        await self._previews.begin(interaction, Asked(Verb.ADD, pattern, options))

    async def _add(self, interaction: discord.Interaction, weighed: Weighed) -> None:
        caller, asked = caller_of(interaction), weighed.asked
        chosen, days = asked.options.get("category"), asked.options.get("days")
        added = await self._own.add(
            caller,
            asked.pattern,
            Category(str(chosen)) if chosen else None,
            str(asked.options.get("note") or ""),
            share=asked.shares,
            site=str(asked.options.get("site") or ""),
            days=int(days) if days else None,
        )
        cases = await self._open_cases.covered(caller, added.pattern) if added.set_up else []
        say = await self._answers.sayer(interaction)
        lines = effect_lines(say, weighed.effect)
        await self._answers.show(interaction, pages.added(say, added, cases, lines))

    @blocklist.command(name="remove", description=words("command-blocklist-remove"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-reason")
    )
    @app_commands.autocomplete(pattern=_own_patterns)
    async def remove(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """Take a place off the list, and retract it."""
        removed = await self._own.remove(caller_of(interaction), pattern, reason)
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, pages.removed(say, removed))

    @blocklist.command(name="show", description=words("command-blocklist-show"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-look-reason")
    )
    @app_commands.autocomplete(pattern=_own_patterns)
    async def show(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """Show all that this server may know about a place."""
        shown = await self._own.show(caller_of(interaction), pattern, reason)
        say = await self._answers.sayer(interaction)
        await self._answers.show_all(interaction, shown_pages.shown(say, shown, self._contact))

    @blocklist.command(name="search", description=words("command-blocklist-search"))
    @app_commands.describe(query=words("command-blocklist-query"))
    async def search(
        self, interaction: discord.Interaction, query: app_commands.Range[str, 1, QUERY_LENGTH]
    ) -> None:
        """Show a page of what the own list holds."""
        await self._answers.show(interaction, await self._pages.search(interaction, well_formed(query), 0))

    @blocklist.command(name="site", description=words("command-blocklist-site"))
    @app_commands.describe(
        name=words("command-blocklist-site-name"),
        rename=words("command-blocklist-site-rename"),
        summary=words("command-blocklist-site-summary"),
        category=words("command-blocklist-site-category"),
        note=words("command-blocklist-site-note"),
    )
    @app_commands.autocomplete(name=_sites_known)
    async def site(
        self,
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, NAME_LENGTH],
        rename: app_commands.Range[str, 0, NAME_LENGTH] = "",
        summary: app_commands.Range[str, 0, SUMMARY_LENGTH] = "",
        category: CategoryOption | None = None,
        note: app_commands.Range[str, 0, NOTE_LENGTH] = "",
    ) -> None:
        """Show a site with its addresses, or change what it says."""
        chosen = None if category is None else Category(category)
        changes = SiteChanges(rename, summary, chosen, note)
        say = await self._answers.sayer(interaction)
        if changes.any():
            done = await self._sites.change(caller_of(interaction), name, changes)
            await self._answers.show(interaction, site_pages.changed(say, done))
        else:
            await self._answers.show(interaction, await self._pages.site(interaction, name, 0))

    @blocklist.command(name="allow", description=words("command-blocklist-allow"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-reason")
    )
    @app_commands.autocomplete(pattern=_own_patterns)
    async def allow(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """Make an exception for a place."""
        allowed = await self._own.allow(caller_of(interaction), pattern, reason)
        await self._answers.say(interaction, "list-allowed", pattern=shown_pattern(allowed.text))

    @blocklist.command(name="unallow", description=words("command-blocklist-unallow"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-reason")
    )
    @app_commands.autocomplete(pattern=_allowed_patterns)
    async def unallow(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """End an exception."""
        await self._previews.begin(interaction, Asked(Verb.UNALLOW, pattern, {"reason": reason}))

    async def _unallow(self, interaction: discord.Interaction, weighed: Weighed) -> None:
        asked, reason = weighed.asked, str(weighed.asked.options.get("reason") or "")
        ended = await self._own.unallow(caller_of(interaction), asked.pattern, reason)
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, pages.unallowed(say, ended, effect_lines(say, weighed.effect)))

    @blocklist.command(name="export", description=words("command-blocklist-export"))
    @app_commands.describe(format=words("command-blocklist-export-format"))
    @app_commands.choices(format=FORMATS)
    async def export(self, interaction: discord.Interaction, format: str = "csv") -> None:  # noqa: A002 - its name in Discord
        """Give the own list as a file."""
        await self._exports.show(interaction, Format(format))

    # Commands about the shared list.

    @blocklist.command(name="share", description=words("command-blocklist-share"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-reason")
    )
    @app_commands.autocomplete(pattern=_own_patterns)
    async def share(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """Propose an own entry to other servers."""
        await self._previews.begin(interaction, Asked(Verb.SHARE, pattern, {"reason": reason}))

    async def _share(self, interaction: discord.Interaction, weighed: Weighed) -> None:
        asked, reason = weighed.asked, str(weighed.asked.options.get("reason") or "")
        stood = await self._shared.share(caller_of(interaction), asked.pattern, reason)
        await self._answer(interaction, stood, weighed.effect)

    @blocklist.command(name="confirm", description=words("command-blocklist-confirm"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-reason")
    )
    @app_commands.autocomplete(pattern=_shared_patterns)
    async def confirm(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """Confirm a shared entry."""
        await self._previews.begin(interaction, Asked(Verb.CONFIRM, pattern, {"reason": reason}))

    async def _confirm(self, interaction: discord.Interaction, weighed: Weighed) -> None:
        asked, reason = weighed.asked, str(weighed.asked.options.get("reason") or "")
        caller = caller_of(interaction)
        stood = await self._shared.stand(caller, asked.pattern, StanceKind.CONFIRM, reason)
        await self._answer(interaction, stood, weighed.effect)

    @blocklist.command(name="dispute", description=words("command-blocklist-dispute"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-reason")
    )
    @app_commands.autocomplete(pattern=_shared_patterns)
    async def dispute(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """Dispute a shared entry."""
        stood = await self._shared.stand(caller_of(interaction), pattern, StanceKind.DISPUTE, reason)
        await self._answer(interaction, stood)

    @blocklist.command(name="retract", description=words("command-blocklist-retract"))
    @app_commands.describe(
        pattern=words("command-blocklist-pattern"), reason=words("command-blocklist-reason")
    )
    @app_commands.autocomplete(pattern=_own_stances)
    async def retract(self, interaction: discord.Interaction, pattern: str, reason: Reason = "") -> None:
        """Take back what this server said about a shared entry."""
        await self._answer(interaction, await self._shared.retract(caller_of(interaction), pattern, reason))

    @blocklist.command(name="pending", description=words("command-blocklist-pending"))
    async def pending(self, interaction: discord.Interaction) -> None:
        """Show what waits on the shared list."""
        await self._answers.show(interaction, await self._pages.pending(interaction, 0))

    async def _answer(
        self, interaction: discord.Interaction, stood: Stood, effect: Effect | None = None
    ) -> None:
        say = await self._answers.sayer(interaction)
        lines = () if effect is None else effect_lines(say, effect)
        await self._answers.show(interaction, pages.stood(say, stood, lines))
