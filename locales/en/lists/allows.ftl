# Exceptions of other servers: /lists follow_allows, unfollow_allows, publish_allows

command-lists-follow-allows = Let through here what another server lets through
command-lists-follow-allows-server = A server that publishes its exceptions
command-lists-unfollow-allows = Follow a server's exceptions no more
command-lists-unfollow-allows-server = A server that you follow
command-lists-publish-allows = Let other servers follow this server's exceptions
command-lists-publish-allows-on = Whether they may
allows-followed = ✅ What { $name } lets through, shared and subscribed lists leave alone here, too. This server's own list acts as before.
allows-followed-already = This server follows the exceptions of { $name } already. Nothing was changed.
allows-unfollowed = ✅ This server no longer follows the exceptions of { $name }. What they let through, lists act on here again.
allows-unknown = No server “{ $name }” is there to be followed. Pick one that is suggested while you type: those that the operator trusts and that publish their exceptions. Nothing was changed.
allows-several = Several servers are called “{ $name }”. Pick the one you mean while you type. Nothing was changed.
allows-own = That is this server itself. Nothing was changed.
allows-many = This server follows { $limit } others already, and more are not possible. Nothing was changed.
allows-published = ✅ Other servers may follow this server's exceptions now. They see which addresses you except, not why, and not who did it. They can follow once the operator trusts this server.
allows-published-already = Other servers may follow this server's exceptions already. Nothing was changed.
allows-unpublished = ✅ Nobody follows this server's exceptions any more.
allows-unpublished-already = This server does not publish its exceptions. Nothing was changed.
list-show-let-through = **Let through here**, since this server follows { $names }. Shared and subscribed lists leave it alone; the own list acts.
