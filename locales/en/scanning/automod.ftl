# Discord's own AutoMod, which blocks what the lists name.

command-automod = Your list in Discord's own AutoMod, which blocks before anybody sees it (managers)
command-automod-status = What of your list Discord's AutoMod blocks, and what is not as it should be
command-automod-sync = Show what Discord's AutoMod would block for your list; you then apply it with a button
command-automod-off = Delete every AutoMod rule that I made in this server

# Discord shows this to whoever is stopped: 150 characters at most.
automod-message = This server does not allow a link in your message. Was that a mistake? Its moderators can help.

automod-needs-permission = ⚠️ I may not read or change this server's AutoMod rules. Discord asks for the permission **Manage Server** for that: please give it to my role (Server Settings → Roles), then use `/automod sync` again. I use it for nothing but my own AutoMod rules.

automod-plan-title = What Discord's AutoMod would block
automod-plan-changed = ⚠️ Your lists or your policy changed after the plan was shown, so nothing was applied. This is the plan now.
automod-plan-would = { $entries ->
    [one] **One entry** of your lists
   *[other] **{ $entries } entries** of your lists
} as { $keywords ->
    [one] one keyword
   *[other] { $keywords } keywords
} in { $rules ->
    [one] one rule
   *[other] { $rules } rules
} (there is room for { $most } keywords). Such messages are blocked before anybody sees them, also while I am not running.
automod-plan-own = - own list: { $entries }
automod-plan-shared = - shared list: { $entries }
automod-plan-proposed = - proposed: { $entries }
automod-plan-subscribed = - lists that you follow: { $entries }
automod-plan-exempt = Not in { $channels ->
    [one] one channel (the review channel, and those that `/policy channel` leaves alone)
   *[other] { $channels } channels (the review channel, and those that `/policy channel` leaves alone)
}, not for { $roles ->
    [one] one exempt role
   *[other] { $roles } exempt roles
}. Discord itself leaves out whoever has Manage Server, bots and webhooks.
automod-plan-allow = { $count ->
    [one] One exception of yours stands
   *[other] { $count } exceptions of yours stand
} in the rules' allow list.
automod-plan-nothing = Nothing of your lists can be blocked: your policy deletes the sure matches of none of the entries that fit.
automod-plan-nothing-yet = Nothing has been changed yet. Once it is applied I keep the rules up to date by myself, and touch no rule of anybody else.
automod-apply = Apply
automod-applied = ✅ I am doing it now. `/automod status` says how it stands; `/automod off` takes everything back.
automod-steps-none = Discord's rules are like that already.
automod-steps = In Discord's rules: { $make } to be made, { $change } to be changed, { $delete } to be deleted.
automod-others = { $count ->
    [one] One rule with keywords is somebody else's. It counts towards Discord's limit of six, and I leave it alone.
   *[other] { $count } rules with keywords are somebody else's. They count towards Discord's limit of six, and I leave them alone.
}

# Why entries have no keyword, with the first of them.
automod-left = { $count ->
    [one] **One entry is not in AutoMod**
   *[other] **{ $count } entries are not in AutoMod**
}, of { $weighed } that I looked at. I remove those links myself, a moment after they are posted, as your policy says:
automod-left-invite = - { $count } left out, invites, since AutoMod cannot tell where they lead: { $some }
automod-left-parameters = - { $count } left out, pages that are named by parameters, which may stand in any order: { $some }
automod-left-case = - { $count } left out, pages with letters in their path. AutoMod does not tell capital letters from small ones, and could block somebody else's page: { $some }
automod-left-letters = - { $count } left out, since they are written with percent signs, which AutoMod does not read: { $some }
automod-left-long = - { $count } left out, longer than the 60 characters of a keyword: { $some }
automod-left-exception = - { $count } left out, since something that may stand here lies inside: { $some }
automod-left-timeout = - { $count } left out, since your policy also times their authors out, which I do myself: { $some }
automod-left-full = - { $count } left out, since there is no room: { $some }
automod-left-stand = - { $count } left out, since your policy deletes nothing for them now
automod-left-unweighed = - Your lists hold more than I look at. Of each kind of list I look at the newest { $count }, and at all that was posted here lately. The others are not in AutoMod.

automod-unseen = I go on looking at every message, since AutoMod misses much: an address without `https://`, what lies below a listed page, subdomains that were not found here lately, percent signs in addresses and most disguises, what Discord adds as a preview, and edits by bots. Its allow list takes no stars.

automod-problem-permission = ⚠️ **I lack the permission Manage Server**, which Discord asks for to read and change AutoMod rules. Please give it to my role. Until then rules that stand stay as they are, and I look again every hour.
automod-problem-channels = ⚠️ **Nothing is blocked**: `/policy channel` leaves more than 50 channels alone, and a rule cannot exempt more. I put no rule there, since it would block where your policy does not.
automod-problem-roles = ⚠️ **Nothing is blocked**: more than 20 roles are exempt (`/policy exempt`), and a rule cannot exempt more. I put no rule there, since it would block whom your policy does not.
automod-problem-room = ⚠️ **There is no room**: a server has six rules with keywords, and all are somebody else's. Delete one of them in Server Settings → AutoMod, then use `/automod sync` again.
automod-problem-refused = ⚠️ **Discord refused a rule.** I try again within the hour. If it goes on, tell whoever runs me.

automod-status-never = Discord's AutoMod holds nothing of your lists. `/automod sync` shows what it would block.
automod-status-left = ⚠️ I keep no AutoMod here, but { $rules ->
    [one] one rule of mine from an earlier time still blocks messages. `/automod sync` takes it over, `/automod off` deletes it.
   *[other] { $rules } rules of mine from an earlier time still block messages. `/automod sync` takes them over, `/automod off` deletes them.
}
automod-status-ending = Turned off. { $rules ->
    [0] Nothing of mine stands there any more.
    [one] One rule of mine is still to be deleted.
   *[other] { $rules } rules of mine are still to be deleted.
}
automod-status-soon = Turned on. I am putting the rules there now.
automod-status-on = ✅ Discord's AutoMod blocks { $entries ->
    [one] one entry
   *[other] { $entries } entries
} of your lists: { $keywords ->
    [one] one keyword
   *[other] { $keywords } keywords
} in { $rules ->
    [one] one rule
   *[other] { $rules } rules
}.
automod-status-looked = Last seen to be right { $when }.
automod-status-switched-off = ⏸️ { $rules ->
    [one] One rule of mine was switched off in Discord's settings. I leave it so.
   *[other] { $rules } rules of mine were switched off in Discord's settings. I leave them so.
} `/automod sync` switches on again.
automod-status-mended = Somebody had changed or deleted a rule of mine; I mended it { $when }.
automod-status-differs = Discord's rules differ from your lists just now. I bring them up to date within a minute or two.

automod-off = ✅ Turned off. { $rules ->
    [0] There is no rule of mine to delete.
    [one] I am deleting my rule now.
   *[other] I am deleting my { $rules } rules now.
} I go on removing what your lists name as before.
automod-off-nothing = There is nothing to turn off: I keep no AutoMod rules in this server.
