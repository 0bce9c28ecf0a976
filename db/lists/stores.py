"""The stores of the wing of lists, on those of the servers."""

from functools import cached_property

from db.lists.allow_store import AllowRows
from db.lists.export_store import ExportedRows
from db.lists.followed_allow_store import FollowedAllowRows
from db.lists.held_place_store import HeldPlaceRows
from db.lists.hosts_seen_store import HostsSeenRows
from db.lists.import_store import ImportRows
from db.lists.imported_store import ImportedRows
from db.lists.index_store import ListChangeRows
from db.lists.invite_question_store import InviteQuestionRows
from db.lists.invite_store import InviteRows
from db.lists.list_question_store import ListQuestionRows
from db.lists.lookup_store import LookupRows
from db.lists.own_store import OwnRows
from db.lists.published_entry_store import PublishedEntryRows
from db.lists.published_store import PublishedRows
from db.lists.refiling_store import RefilingRows
from db.lists.shared_list.hold_store import HoldRows
from db.lists.shared_list.notice_store import NoticeRows
from db.lists.shared_list.reach_store import ReachRows
from db.lists.shared_list.read_store import ReadRows
from db.lists.shared_list.renewal_store import RenewalRows
from db.lists.shared_list.shared_state_store import SharedStateRows
from db.lists.shared_list.shared_store import SharedRows
from db.lists.shared_list.stance_store import StanceRows
from db.lists.shared_list.trust_store import TrustRows
from db.lists.shorteners.short_link_store import ShortLinkRows
from db.lists.site_store import SharedSiteRows, SiteRows
from db.lists.subscriptions.entry_store import SubscribedEntryRows
from db.lists.subscriptions.list_store import SubscribedListRows
from db.lists.subscriptions.subscription_store import SubscriptionRows
from db.servers.stores import ServersStores


class ListsStores(ServersStores):
    """What a transaction of this wing and of those above offers.

    Use cases change lists through services.lists.entries and services.lists.shared_list.stances, which know the limits and
    write the audit; the stores alone do not.
    """

    @cached_property
    def own(self) -> OwnRows:
        return OwnRows(self.sql, self.vault)

    @cached_property
    def sites(self) -> SiteRows:
        return SiteRows(self.sql)

    @cached_property
    def shared_sites(self) -> SharedSiteRows:
        return SharedSiteRows(self.sql)

    @cached_property
    def allows(self) -> AllowRows:
        return AllowRows(self.sql, self.vault)

    @cached_property
    def shared(self) -> SharedRows:
        return SharedRows(self.sql)

    @cached_property
    def shared_states(self) -> SharedStateRows:
        return SharedStateRows(self.sql)

    @cached_property
    def holds(self) -> HoldRows:
        return HoldRows(self.sql, self.vault)

    @cached_property
    def notices(self) -> NoticeRows:
        return NoticeRows(self.sql)

    @cached_property
    def reads(self) -> ReadRows:
        return ReadRows(self.sql)

    @cached_property
    def renewals(self) -> RenewalRows:
        return RenewalRows(self.sql)

    @cached_property
    def stances(self) -> StanceRows:
        return StanceRows(self.sql, self.vault)

    @cached_property
    def lookup(self) -> LookupRows:
        return LookupRows(self.sql)

    @cached_property
    def hosts_seen(self) -> HostsSeenRows:
        return HostsSeenRows(self.sql, self.vault)

    @cached_property
    def list_changes(self) -> ListChangeRows:
        return ListChangeRows(self.sql)

    @cached_property
    def invites(self) -> InviteRows:
        return InviteRows(self.sql)

    @cached_property
    def invite_questions(self) -> InviteQuestionRows:
        return InviteQuestionRows(self.sql)

    @cached_property
    def short_links(self) -> ShortLinkRows:
        return ShortLinkRows(self.sql, self.vault)

    @cached_property
    def trust(self) -> TrustRows:
        return TrustRows(self.sql)

    @cached_property
    def list_questions(self) -> ListQuestionRows:
        return ListQuestionRows(self.sql, self.vault)

    @cached_property
    def reach(self) -> ReachRows:
        return ReachRows(self.sql)

    @cached_property
    def refiling(self) -> RefilingRows:
        return RefilingRows(self.sql)

    @cached_property
    def followed_allows(self) -> FollowedAllowRows:
        return FollowedAllowRows(self.sql)

    @cached_property
    def published(self) -> PublishedRows:
        return PublishedRows(self.sql, self.vault)

    @cached_property
    def published_entries(self) -> PublishedEntryRows:
        return PublishedEntryRows(self.sql)

    @cached_property
    def held_places(self) -> HeldPlaceRows:
        return HeldPlaceRows(self.sql)

    @cached_property
    def imports(self) -> ImportRows:
        return ImportRows(self.sql, self.vault)

    @cached_property
    def imported(self) -> ImportedRows:
        return ImportedRows(self.sql, self.vault)

    @cached_property
    def exported(self) -> ExportedRows:
        return ExportedRows(self.sql)

    @cached_property
    def subscribed_lists(self) -> SubscribedListRows:
        return SubscribedListRows(self.sql)

    @cached_property
    def subscribed_entries(self) -> SubscribedEntryRows:
        return SubscribedEntryRows(self.sql)

    @cached_property
    def subscriptions(self) -> SubscriptionRows:
        return SubscriptionRows(self.sql)
