"""Wording what is known of who serves a site, and the draft of a complaint."""

from collections.abc import Mapping

import discord

from cogs.base.layout import Card, Part, fit
from cogs.campaigns.cards import address, moment, shown_text
from cogs.campaigns.timelines.words import bare_address, day_name, in_a_line
from core.base.defang import defang, defang_link
from core.campaigns.providers.precedents import PassesOn
from core.campaigns.screen import screened_plain
from services.base.texts import Say
from services.campaigns.providers.complaints import Complaint
from services.campaigns.providers.facts import ShownFacts
from services.campaigns.providers.ports import KnownFact
from services.campaigns.screening import is_clean
from services.campaigns.timelines import TimelineEntry

COLOUR = discord.Colour.dark_teal()
_ROOM = 1900  # of a draft in the message; the file has all of it


def fact_parts(say: Say, shown: ShownFacts) -> list[str | Part]:
    """What is known, host by host."""
    parts: list[str | Part] = []
    if not shown.allowed:
        parts.append(say("facts-off"))
    if not shown.hosts:
        parts.append(say("facts-no-hosts"))
    by_host: Mapping[str, list[KnownFact]] = {host: [] for host in shown.hosts}
    for each in shown.known:
        by_host[each.host].append(each)
    for host, known in by_host.items():
        lines = [f"**{defang_link(host)}**", *(_fact(say, each) for each in known)]
        if not known:
            lines.append(say("facts-not-asked"))
        parts.append("\n".join(lines))
    if shown.hosts:
        parts.append(f"-# {say('facts-whom')}")
    return parts


def _fact(say: Say, known: KnownFact) -> str:
    name, fact = say(f"facts-{str(known.kind).replace('_', '-')}"), known.fact
    if fact is None:
        why = say(f"facts-not-known-{known.problem}") if known.problem else ""
        return say("facts-line-not-known", name=name, why=why, asked=moment(known.asked_at, "d"))
    # Names and addresses that registries gave: defanged, and not masked, since an address is what was asked for.
    line = say(
        "facts-line",
        name=name,
        value=defang(fact.value),
        since=moment(fact.since, "d"),
        seen=moment(fact.seen_at, "d"),
    )
    if fact.details:
        line += f"\n-# {defang(fact.details)}"
    if fact.other:
        line += "\n" + say("facts-line-other", other=defang(fact.other))
    elif known.problem is not None:
        why = say(f"facts-not-known-{known.problem}")
        line += "\n" + say("facts-line-problem", why=why, asked=moment(known.asked_at, "d"))
    return line


def warnings(say: Say, complaint: Complaint) -> str:
    """Who will read a complaint, in plain words."""
    lines = [say("complaint-sent-by-nobody")]
    lines += [_passing(say, each, clean=is_clean(each.source, complaint.held)) for each in complaint.passing]
    if not complaint.passing:
        lines.append(say("complaint-may-be-passed-on"))
    return "\n".join([*lines, say("complaint-be-careful")])


def _passing(say: Say, known: PassesOn, *, clean: bool) -> str:
    return say(
        "complaint-passes-on", name=known.name, day=known.on, source=address(known.source, clickable=clean)
    )


def complaint_text(say: Say, complaint: Complaint) -> str:
    """The draft, as plain text: facts and links. Listed places are defanged in it, whoever sends it writes them out."""
    campaign = complaint.campaign
    parts = [say("complaint-text-head")]
    if complaint.facts.hosts:
        hosts = "\n".join(_host(say, complaint.facts, host) for host in complaint.facts.hosts)
        parts.append(f"{say('complaint-text-hosts')}\n{hosts}")
    if campaign.text.summary:
        parts.append(screened_plain(campaign.text.summary, complaint.held))
    demand = screened_plain(campaign.text.demand, complaint.held)
    parts.append(f"{say('complaint-text-ask')}\n{demand or say('complaint-text-ask-usual')}")
    if complaint.evidence:
        told = "\n".join(_evidence(say, each, complaint) for each in complaint.evidence)
        parts.append(f"{say('complaint-text-evidence')}\n{told}")
    if campaign.text.link:
        link = bare_address(campaign.text.link, complaint.held)
        parts.append(say("complaint-text-page", link=link))
    return "\n\n".join([*parts, say("complaint-text-end")])


def _host(say: Say, shown: ShownFacts, host: str) -> str:
    named = defang_link(host).strip("`").removeprefix("hxxps://")
    known = [
        say("complaint-text-fact", name=say(f"complaint-text-{each.kind}"), value=in_a_line(each.fact.value))
        for each in shown.known
        if each.host == host and each.fact is not None and each.fact.sure
    ]
    return f"- {named}" + (f" ({'; '.join(known)})" if known else "")


def _evidence(say: Say, entry: TimelineEntry, complaint: Complaint) -> str:
    assert entry.text is not None  # noqa: S101  # what was withdrawn is no evidence
    source = bare_address(entry.text.source, complaint.held)
    day = day_name(say, entry.published_at)
    headline = in_a_line(entry.text.headline, complaint.held)
    return f"- {say('complaint-text-line', day=day, headline=headline, source=source)}"


def complaint_view(say: Say, complaint: Complaint, text: str, file: str) -> discord.ui.LayoutView:
    """The answer: the warning first, then the beginning of the draft, then all of it as a file."""
    card = Card(discord.Colour.orange())
    card.text(say("complaint-title", title=shown_text(complaint.campaign.text.title, complaint.held)))
    card.text(warnings(say, complaint)).line()
    card.text(fit(defang(text), _ROOM))
    if not complaint.evidence:
        card.text(say("complaint-no-evidence"))
    return card.file(file).view()
