# The shared list: confirm, dispute, retract, pending; the names of tiers

tier-own = this server's list
tier-shared = the shared list
tier-proposed = the list of proposals for the shared list
tier-subscribed = a subscribed list

sharing-not-own = { $pattern } is not on this server's list. Add it first (`/blocklist add`), or confirm another server's entry with `/blocklist confirm`. Nothing was changed.
sharing-unknown = The shared list holds nothing under { $pattern } that this server can see. To propose it, put it on your own list and share it. Nothing was changed.
sharing-nothing-said = This server has said nothing about { $pattern } on the shared list. Nothing was changed.
sharing-read-enough = The operator does not trust this server yet, and it was shown { $limit } places of the shared list today, which is the most. Messages are handled as ever. Please go on tomorrow.
sharing-banned = The operator has shut this server out of the shared list. Its own list goes on working.
sharing-confirmed = ✅ Confirmed on the shared list: { $pattern }.
sharing-disputed = ✅ Disputed on the shared list: { $pattern }. `/blocklist allow` lets it stand here.
sharing-retracted = ✅ This server no longer says anything about { $pattern } on the shared list.
sharing-not-counted = The operator does not trust this server yet: what it says is shown to trusted servers, but not counted.
sharing-state-listed = **On the shared list**: it acts in every server, by each one's policy.
sharing-state-proposed = **Proposed**: it waits for more servers to confirm it.
sharing-state-disputed = **Disputed**: it acts on nobody, save where a server has it on its own list.
sharing-state-none = Not on the shared list.
sharing-counts = { $confirms } of { $quorum } needed groups of servers confirm, { $disputes } dispute.
sharing-uncounted = From servers that are not trusted (not counted): { $confirms } confirm, { $disputes } dispute.
sharing-category = Category: { $category }
sharing-own-confirm = Your server confirms { $pattern } (renew by { $until }).
sharing-own-dispute = Your server disputes { $pattern } (renew by { $until }).
sharing-said-confirm = Confirmed by { $names }.
sharing-said-dispute = Disputed by { $names }.
sharing-who-uncounted = { $name } (not counted)
sharing-since = { $name } (since { $when })
sharing-more = { $names } and { $more } more
sharing-why = { $name }: “{ $reason }”
pending-title = ## { $total ->
    [0] Nothing waits on the shared list
    [one] One shared entry waits or is disputed
   *[other] { $total } shared entries wait or are disputed
}
pending-hint = *Confirm* says that an entry is right, *Dispute* that it is wrong, and why.
pending-title-untrusted = ## { $total ->
    [0] Nothing is on the shared list yet
    [one] One place is on the shared list
   *[other] { $total } places are on the shared list
}
pending-hint-untrusted = The operator does not trust this server yet, so it sees what is listed only.
pending-row = **{ $number } · { $pattern }** · { $category }
pending-row-plain = - { $pattern } · { $category }
