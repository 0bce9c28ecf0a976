"""What a reporter is told once the report is saved: what happens now, its number, and in an emergency what helps."""

from cogs.base.answers import TEXT_LENGTH
from cogs.reports.support import SupportWords
from core.reports.pings import Alert
from services.base.texts import Say, Texts
from services.reports.receipts import Receipt


class Thanks:
    """Words the thanks. Few lines and headings, for they are read on phones, by people who are afraid."""

    def __init__(self, *, texts: Texts, support: SupportWords) -> None:
        self._texts = texts
        self._support = support

    def worded(self, language: str, receipt: Receipt, *, server: str = "", role_gone: bool = False) -> str:
        """The whole text. `server`: its name, where the report came from elsewhere; `role_gone`: the alert role was
        deleted, so that nobody is pinged.
        """
        say = self._texts.sayer(language)
        head = "\n".join([*_now(say, receipt, role_gone=role_gone), *_saved(say, receipt, server)])
        others = _others(say, receipt)
        if receipt.category is None or not receipt.category.emergency:
            return head + others
        advice = f"\n### {say('report-thanks-advice')}\n"
        left = TEXT_LENGTH - len(head) - len(advice) - len(others)
        return head + advice + self._support.beside(language, receipt.category, left) + others


def _now(say: Say, receipt: Receipt, *, role_gone: bool) -> list[str]:
    """Say what happens now."""
    if receipt.sent_before:
        return []
    lines = []
    if receipt.alert is not None:
        gone = role_gone and receipt.alert is Alert.NOW
        lines.append(f"### {say(f'report-alert-{Alert.NOBODY if gone else receipt.alert}')}")
        if gone or receipt.alert is Alert.NOBODY:
            lines.append(say("report-alert-nobody-help"))
    return [*lines, say("report-next", hears="yes" if receipt.hears else "no")]


def _saved(say: Say, receipt: Receipt, server: str) -> list[str]:
    """What was saved, where it went, and what came of it at once."""
    case = str(receipt.case)
    if receipt.sent_before:
        lines = [say("report-thanks-before", case=case)]
    else:
        about = "message" if receipt.about_message else "link"
        lines = [say("report-thanks-added" if receipt.added else "report-thanks", case=case)]
        lines.append(say("report-thanks-seen", about=about))
    if server:
        lines.append(say("report-thanks-server", server=server))
    if receipt.link_unread:
        lines.append(say("report-thanks-link-unread"))
    if receipt.listed is not None:
        blocked, again = ("yes" if each else "no" for each in (receipt.listed.blocked, receipt.looked_again))
        category = say(f"category-{receipt.listed.category}")
        lines.append(say("report-thanks-listed", blocked=blocked, again=again, category=category))
    if receipt.follows is not None:
        lines.append(say("report-thanks-follows", case=str(receipt.follows)))
    return lines


def _others(say: Say, receipt: Receipt) -> str:
    """The member's other open reports, last; nothing where there are none."""
    if not receipt.others:
        return ""
    others = say.joined(
        say("report-other", case=str(other.case), claimed="yes" if other.claimed else "no")
        for other in receipt.others
    )
    return f"\n### {say('report-thanks-others')}\n{others}"
