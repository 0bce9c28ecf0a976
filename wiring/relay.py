"""Questions of moderators to reporters, as a part of the wing of reports."""

from cogs.base.direct_messages import DirectMessages
from cogs.reports.card_buttons import MoreAction
from cogs.reports.question_buttons import QuestionButtons
from cogs.reports.question_posts import AnswerPosts, QuestionPosts
from cogs.servers.membership import Memberships
from db.reports.question_store import QuestionRows
from services.base.outbox import Kind
from services.reports.questions import Questions
from services.reports.records import CaseStore
from services.reports.review import Review
from wiring.spine import Spine


class RelayWork:
    """`more` is what the card's *More* calls; `rows` are purged with the reports."""

    def __init__(self, spine: Spine, reviewing: Review, cases: CaseStore) -> None:
        self._spine = spine
        self.rows = QuestionRows(spine.database, spine.vault)
        self.relaying = Questions(
            self.rows, cases, spine.server_rows, spine.outbox_rows, spine.outbox, spine.clock
        )
        self._buttons = QuestionButtons(spine.answers, spine.router, self.relaying, reviewing)

    def more(self) -> dict[str, MoreAction]:
        """The rarer actions of a card, by the value of their choice."""
        return {"reply": self._buttons.chosen}

    async def add(self) -> None:
        """Performers and cogs."""
        spine = self._spine
        direct = DirectMessages(spine.client, spine.postman)
        memberships = Memberships(spine.client, spine.servers)
        questions = QuestionPosts(direct, self.rows, spine.servers, spine.texts, spine.clock)
        answers = AnswerPosts(spine.review_post, memberships, self.rows, spine.texts, spine.clock)
        spine.performers[Kind.RELAY_QUESTION] = questions.perform
        spine.performers[Kind.RELAY_ANSWER] = answers.perform
        await spine.client.add_cog(self._buttons)
