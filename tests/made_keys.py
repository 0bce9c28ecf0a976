"""Message keys that the code makes from values: `f"category-{found.category}"`. `tests/check_messages.py` holds this table
against the f-strings of the code, both ways, and asks every language for every key that it gives.

A row is an f-string, with `{}` for each value in it, and the values that can stand there. Name the enumeration, so that
a value which joins it is asked for at once; leave out only what cannot come there.
"""

from collections.abc import Iterable

from cogs.campaigns.commands import _NEEDS
from cogs.campaigns.updates_command import TimelineForm
from cogs.lists.disguise_words import slug
from cogs.reports.privacy.command import _ABOUT
from cogs.reports.queue import QueueView
from cogs.scanning.detections.outcome_lines import OTHER_RIGHTS
from cogs.servers.permissions import POST_NEEDS, VOICE_NEEDS
from cogs.servers.policy import Switch
from core.base.categories import Category
from core.base.posts import NameKind
from core.base.redact import Masked
from core.campaigns.pictures import PictureFault
from core.campaigns.providers.facts import FactKind, NotKnown
from core.campaigns.providers.precedents import PRECEDENTS
from core.campaigns.screen import WhyHeld
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS
from core.campaigns.versions import PENDING, UpdateKind, VersionState
from core.links.disguises import BRANCHES, STEPS, whole
from core.links.disguises.disguise import Disguise
from core.links.doubts.likely import OTHER_GUESSES
from core.lists.holds import HoldReason
from core.lists.invites import Behind
from core.lists.patterns import Scope
from core.lists.previews import Reason
from core.lists.resemblance import Likeness
from core.lists.shared_standing import SharedState, StanceKind
from core.lists.shorteners.answers import BEHIND
from core.lists.subscriptions import Doubt
from core.reports.advice import Topic
from core.reports.cases import CaseOutcome, CaseState, Record, Refusal, Step
from core.reports.claims import ClaimEnd
from core.reports.decisions import Column, Origin
from core.reports.evidence_files import FileState
from core.reports.outcomes import Fate
from core.reports.pings import Alert
from core.reports.stats import PERIODS, Unit
from core.scanning.appeals import AppealState
from core.scanning.automod.forms import Left
from core.scanning.brigades import FoundBy, MeasureKind, MeasureState, Why
from core.scanning.detections import DismissReason, Outcome, Returned, Settled, Timeout, UndoScope
from core.scanning.sweeps import Doubt as Doubted
from core.scanning.sweeps import Fate as SweptFate
from core.scanning.sweeps import SweepState, SweepVerb
from core.servers.policy import LIKELY_ACTIONS, Action, ChannelMode, Preset, Tier
from services.base.fetching import FailureReason, RefusalReason
from services.base.health.vitals import NotReady
from services.base.outbox import ChannelProblem
from services.base.privacy.export_file import SECTIONS
from services.base.registration import NotTaken
from services.lists.exceptions_around import Beside
from services.lists.operator_answers import _COLUMNS
from services.lists.previews.second_clicks import Verb
from services.lists.subscriptions.values import Event
from services.reports.mutes import MuteReason
from services.scanning.automod.ports import Problem
from services.servers.settings import Clearable

Values = Iterable[object]

_PRECEDENTS = [each.id for each in PRECEDENTS]
_UNDOES = ("undo", "stop")
_RETURNED = set(Returned) - {Returned.NO}
_WHY_MEASURES = [
    f"{kind}-{why}"
    for kind, not_its in (
        (MeasureKind.SLOW, {Why.MANAGE_SERVER}),
        (MeasureKind.INVITES, {Why.MANAGE_CHANNELS, Why.MANAGE_THREADS}),
    )
    for why in set(Why) - not_its - {Why.NONE}
]
_KINDS_OF_WORD = [kind for kind in StanceKind if kind is not StanceKind.NONE]
_KEPT = {Outcome.REVIEW, Outcome.LOGGED}  # no outcomes of a removal that a moderator ordered
_SETTLED = ("undone", "spared")  # what stands in a title after an undo
_MISSED = (Outcome.FORBIDDEN, Outcome.FAILED, Outcome.GONE, Outcome.KEPT, Outcome.EDITED)
_NEVER_OVER = (Outcome.GONE, Outcome.KEPT, Outcome.EDITED)
# Rights other than the usual one that Rowan may lack.
_FORBIDDEN = [f"{Outcome.FORBIDDEN}{right}" for right in OTHER_RIGHTS.values()]
# What names the line of the policy that decided.
_BY_PRESET = [f"preset-{preset}" for preset in Preset]
_HELD = [f"held-{reason}" for reason in HoldReason]
_LIKELY = ["likely", *(f"likely-{each}" for each in _BY_PRESET)]
_OF_TABLES = {one for one in [*STEPS, *BRANCHES, *vars(whole).values()] if isinstance(one, Disguise)}
# What the engine calls an address that stands inside another, or an odd form of one; each is named where it is found.
_OF_ADDRESSES = (
    *("amp", "app link", "archive", "cache", "carried", "gateway", "hexadecimal", "ip notation"),
    *("media proxy", "onion gate", "part of a path", "proxy", "translator", "userinfo"),
)
_HOW = (*(disguise.name for disguise in _OF_TABLES), *_OF_ADDRESSES, BEHIND)
# What the audit calls the lines about a case: every step, and what is none.
_AUDITED = (
    *(f"case-{step}" for step in Step),
    *(
        "case-answer-read",
        "case-around",
        "case-aside",
        "case-card",
        "case-counts",
        "case-mute",
        "case-received",
        "case-unask",
        "case-unmute",
    ),
    *("claim-ended", "managers-told", "report", "report-answer", "report-reply-ended"),
)

_STANDS = ("waits", "kept", "refused")  # what becomes of a held version

MADE: dict[str, tuple[Values, ...]] = {
    "decisions-column-{}": (Column,),
    "decisions-origin-{}": (Origin,),
    "decisions-outcome-{}": ({*CaseOutcome, *Outcome, *Settled} - {Settled.OPEN},),
    "draft-masked-{}": (Masked,),
    "not-ready-{}": (NotReady,),
    "picture-{}": (PictureFault,),
    "screen-held-{}": (WhyHeld,),
    "screen-masked-{}": (Masked,),
    "appeal-answer-{}": (set(AppealState) - {AppealState.OPEN},),
    "appeal-title-{}": (AppealState,),
    "detection-title-name-{}{}": (set(NameKind) - {NameKind.NONE}, ("", "-done")),
    "detection-where-{}": (set(NameKind) - {NameKind.NONE},),
    "brigade-place-{}": (FoundBy,),
    "brigade-stands-{}": (MeasureKind,),
    "brigade-why-{}": (_WHY_MEASURES,),
    "brigade-{}-{}": (MeasureKind, MeasureState),
    "advice-{}": (Topic,),
    "advice-heading-{}": (Topic,),
    "blur-button-{}": (("on", "off"),),
    "campaign-field-help-{}": (CAMPAIGN_LIMITS,),
    "campaign-field-{}": (CAMPAIGN_LIMITS,),
    "case-message-undone-{}": (("due", *_RETURNED),),
    "case-message-{}": ((Outcome.FORBIDDEN, Outcome.FAILED, Outcome.EDITED),),
    "case-on-{}": (Tier,),
    "case-scope-{}": (Scope,),
    "case-state-closed-{}": (CaseOutcome,),
    "case-state-freed-{}": (ClaimEnd,),
    "case-where{}": (("", "-proxy"),),
    "category-{}": (Category,),
    "report-what-{}": (Category,),
    "report-alert-{}": (Alert,),
    "fetch-failed-{}": (FailureReason,),
    "fetch-refused-{}": (RefusalReason,),
    "cli-{}": (
        (
            "run",
            "check-config",
            "new-key",
            "rotate-key",
            "export-user",
            "erase-user",
            "servers",
            "trust",
            "untrust",
            "ban",
            "forget",
        ),
    ),
    "subscription-doubt-{}": (Doubt,),
    "subscription-event-{}": (Event,),
    "subscription-held-title-{}": (_STANDS,),
    "subscription-held-{}": (_STANDS,),
    "check-rule-{}": (("category", "channel-log", "first-day", "tier", *_HELD, *_BY_PRESET, *_LIKELY),),
    "commands-{}": (NotTaken,),
    "delivery-stuck-{}{}": ((ChannelProblem.DELETED, ChannelProblem.FORBIDDEN), ("", "-own")),
    "detection-group-returned-{}": (_RETURNED,),
    "detection-group-timeout-{}": (set(Timeout) - {Timeout.NONE},),
    "detection-likely-{}": (("removed", *LIKELY_ACTIONS),),
    "detection-link{}{}": (("", "-first"), ("", "-disguised")),
    "automod-left-{}": (Left,),
    "automod-plan-{}": (Tier,),
    "automod-problem-{}": ({*Problem} - {Problem.NONE},),
    "detection-policy-{}": (("removed", *Action),),
    "detection-policy-links-{}": (Tier,),
    "detection-reason-{}": (Tier,),
    "detection-returned-{}": (_RETURNED,),
    "detection-rule-{}": (
        (
            *("category", "channel-log", "first-day", "moderator", "native", "tier"),
            *(*_HELD, *_BY_PRESET, *_LIKELY),
            *("sweep", *(f"sweep-{doubt}" for doubt in Doubted if doubt)),
        ),
    ),
    "detection-settled-{}{}": ((*(set(Settled) - {Settled.OPEN}), "undone-plain"), ("",)),
    "detection-timeout-{}": ({*Timeout, "shared"} - {Timeout.NONE},),
    "sweep-answer-{}": (set(SweepVerb) - {SweepVerb.UNDO},),
    "sweep-button-{}": (SweepVerb,),
    "sweep-fate-{}": (set(SweptFate) - {SweptFate.WAITING, SweptFate.HANDED},),
    "sweep-outcome-{}": (set(Outcome) - {Outcome.REVIEW, Outcome.LOGGED},),
    "sweep-paused-{}": (("moderator", "starter", "server"),),
    "sweep-title-{}": ({*SweepState, "undoing", "undone"},),
    "detection-title-group-{}": (
        ({*Outcome} - {Outcome.LOGGED}) | {"undone", "spared", Settled.DISMISSED, Settled.LISTED},
    ),
    "detection-group-outcome-{}": (set(Outcome) - {Outcome.LOGGED},),
    "{}-all": (("detection-button-delete",),),
    "detection-title-thread{}": (("", "-done"),),
    "detection-title-{}{}": (
        ("",),
        (
            *(*Outcome, *_SETTLED, Settled.DISMISSED, Settled.LISTED),
            *(f"case-{state}" for state in (*(set(Outcome) - _KEPT), *_SETTLED)),
        ),
    ),
    "detection-{}-scope": (_UNDOES,),
    "detection-undo-{}": (UndoScope,),
    "detection-undo-{}-help": (UndoScope,),
    "detection-{}-takes-back": (_UNDOES,),
    "detection-{}-title": (_UNDOES,),
    "detection-{}-{}": (_UNDOES, UndoScope),
    "detection-{}-{}-help": (_UNDOES, UndoScope),
    "detection-undo-done{}": (("", "-plain"),),
    "detection-why-{}{}{}": (
        (
            *_MISSED,
            *_FORBIDDEN,
            *(f"{one}-over" for one in (*_MISSED, *_FORBIDDEN) if one not in _NEVER_OVER),
        ),
        ("",),
        ("",),
    ),
    "dismiss-{}": (DismissReason,),
    "case-{}-title": (("undo", "undelete"),),
    "case-list-{}": (("removes", "leaves", "unknown"),),
    "case-undo-notify-{}": (("yes", "no"),),
    "draft-was-{}": ((VersionState.APPROVED, VersionState.DISCARDED),),
    "draft-{}-already": (set(VersionState) - PENDING,),
    "campaign-goes-on-{}": (("own", "followed"),),
    "campaign-was-stopped-{}": (("own", "followed"),),
    "campaign-visible-{}": (("server", "network"),),
    "copies-{}": (("on-way", "changing", "asked", "failing", "paused", "gone"),),
    "history-claim-{}": (ClaimEnd,),
    "history-{}": (_AUDITED,),
    "how-{}": ([slug(name) for name in _HOW],),
    "invite-{}": (Behind,),
    "likely-{}": ([slug(guess) for guess in OTHER_GUESSES],),
    "mute-reason-{}": (MuteReason,),
    "notice-review-{}": (ChannelProblem,),
    "outcome-{}": (set(Fate) - {Fate.STANDS},),
    "pending-hint{}": (("", "-untrusted"),),
    "pending-title{}": (("", "-untrusted"),),
    "permission-{}": ([need.replace("_", "-") for need in {*_NEEDS, *POST_NEEDS, *VOICE_NEEDS}],),
    "policy-action-{}": (Action,),
    "policy-cell-{}": (LIKELY_ACTIONS,),
    "policy-column-{}": (Tier,),
    "policy-does-{}": (Action,),
    "policy-links-{}": (Tier,),
    "policy-mode-{}": (ChannelMode,),
    "policy-switch-{}": (Switch,),
    "policy-tier-{}": (Tier,),
    "privacy-about-{}": (_ABOUT,),
    "privacy-export-{}": (SECTIONS,),
    "privacy-erase-{}": (("what", "stays", "not", "sure"),),
    "preview-title-{}": (Verb,),
    "preview-sure-{}": (Verb,),
    "preview-why-{}": (set(Reason) - {Reason.SERVERS},),
    "queue-problem-{}": (ChannelProblem,),
    "rehearsal-problem-{}": (ChannelProblem,),
    "queue-state-{}": ((*CaseState, "quiet"),),
    "preset-name-{}": (Preset,),
    "setup-clear-{}": (Clearable,),
    "queue-title-{}": (QueueView,),
    "reveal-hash-{}": (FileState,),
    "reveal-record-{}": (Record,),
    "held-{}": (HoldReason,),
    "news-held-{}": (("over", *HoldReason),),
    "renewal-row-{}": (_KINDS_OF_WORD,),
    "servers-head-{}": (_COLUMNS,),
    "sharing-own-{}": (_KINDS_OF_WORD,),
    "sharing-said-{}": (_KINDS_OF_WORD,),
    "facts-{}": ([str(kind).replace("_", "-") for kind in FactKind],),
    "facts-not-known-{}": (NotKnown,),
    "facts-draft-headline-{}": (FactKind,),
    "facts-draft-body-{}": (FactKind,),
    "complaint-text-{}": (FactKind,),
    "precedent-{}-name": (_PRECEDENTS,),
    "precedent-{}-headline": (_PRECEDENTS,),
    "precedent-{}-body": (_PRECEDENTS,),
    "list-form-site-{}": (Likeness,),
    "list-allowed-{}": (Beside,),
    "list-allowed-more-{}": (Beside,),
    "list-not-allowed-{}": (Beside,),
    "list-effect-{}": (set(Action) - {Action.OFF},),
    "list-effect-likely-{}": (LIKELY_ACTIONS,),
    "site-state-{}": (set(SharedState) - {SharedState.RETIRED},),
    "sharing-state-{}": (
        set(SharedState) - {SharedState.RETIRED},
    ),  # what is retired is said like what never was
    "stats-days-{}": (PERIODS,),
    "stats-picture-tier-{}": (Tier,),
    "stats-span-{}": (Unit,),
    "tier-{}": (Tier,),
    "timeline-as-{}": (TimelineForm,),
    "timeline-kind-{}": (UpdateKind,),
    "update-field-help-{}": (UPDATE_LIMITS,),
    "update-field-{}": ((*UPDATE_LIMITS, "picture", "picture_text"),),
    "update-kind-help-{}": (UpdateKind,),
    "update-kind-{}": (UpdateKind,),
    "{}-by": ((Refusal.HELD, Refusal.CLOSED),),
}

# What looks like such a key and is none, with what it is.
NO_KEYS: dict[str, str] = {
    **dict.fromkeys(
        ("appeal-{}", "brigade-{}", "case-{}", "detection-{}", "stance-{}", "sweep-{}"),
        "an action in the audit",
    ),
    "facts-{}-{}-{}-{}": "the token of a draft",
    "{}-{}": "what a measure is, in `brigade-why-{}`",
    "likely-preset-{}": "the rule of a decision; `detection-rule-{}` and `check-rule-{}` say it",
    "preset-{}": "the rule of a decision; `detection-rule-{}` and `check-rule-{}` say it",
    "server-{}": "the pseudonym of a server",
}
