"""One true example of each button, select and form of the wing of lists."""

from tests.desk.scenes import files, followed, lists, sharing, sites
from tests.permissions.samples import Sample

LISTS = {
    "lists:sure:<token>": Sample(lists.added_often),
    "lists:cancel:<token>": Sample(lists.added_often),
    "lists:links:<token>": Sample(lists.added_often),
    "lists:search:<page>:<query>": Sample(lists.search),
    "lists:site:<page>:<name>": Sample(sites.site_of_many),
    "lists:merge:<site>:<into>": Sample(sites.site_taken),
    "lists:keep:<entry>": Sample(sites.added_again),
    "lists:pending:<page>": Sample(sharing.pending_several),
    "imports:sure:<token>": Sample(files.asked),
    "imports:cancel:<token>": Sample(files.asked),
    "imports:undo:<which>": Sample(files.undo),
    "imports:keep": Sample(files.undo),
    "subscription:<id>:<verb>:<version>": Sample(followed.held),
    "subscription:<id>:sample": Sample(followed.first_day),
    "take:sure:<token>": Sample(followed.taken_asked),
    "subscribe:sure:<token>": Sample(followed.asked),
    "subscribe/take:cancel:<token>": Sample(followed.asked),
    "subscribe/take:links:<token>": Sample(followed.asked),
    "pending:sure:<token>": Sample(sharing.confirm_asked),
    "pending:cancel:<token>": Sample(sharing.confirm_asked),
    "pending:links:<token>": Sample(sharing.confirm_asked, "pending:links:{token}"),
    "lists:stand:<entry>:confirm": Sample(sharing.pending),
    "lists:stand:<entry>:dispute": Sample(sharing.pending),
    "lists:disputed:<entry>": Sample(sharing.dispute_form, typed={"reason": "It is a newspaper."}),
    "renewal:<server>:all": Sample(sharing.renewal),
    "renewal:<server>:each": Sample(sharing.renewal),
    "renewals:page:<page>": Sample(sharing.renewal_each),
    "renewals:<stance>:renew:<page>": Sample(sharing.renewal_each),
    "renewals:<stance>:end:<page>": Sample(sharing.renewal_each),
    "lists:covered:<entry>": Sample(lists.added_covering),
}
