# /blocklist site: places that have several addresses

command-blocklist-site = A site with all its addresses; with an option, change what it says
command-blocklist-site-name = The site's name
command-blocklist-site-rename = A new name; that of another site makes one of both, if you say so
command-blocklist-site-summary = What the site is; servers that you share its addresses with see it too
command-blocklist-site-category = The category that a new address of it gets
command-blocklist-site-note = The note that a new address of it gets
list-form-site = As the site { $name }
list-form-site-name = Same name: it joins that site, with its category ({ $category }) and note
list-form-site-looks = Looks like it: it joins that site, with its category ({ $category }) and note
site-title = ## { $name }
    -# { $total ->
        [0] no address
        [one] one address
       *[other] { $total } addresses
    }
site-inherits = A new address of it gets: { $category }
site-summary = { $summary }
site-shared-summary = The shared list says: { $summary }
site-only-shared = This server has none of it on its own list.
site-more = The shared list has more addresses than I show here.
site-empty = No address of it stands any more.
site-row = - { $pattern } · { $category } · { $list }: { $action ->
    [off] nothing is done
    [log] counted, no more
    [review] goes to review
    [delete] deleted here
    [timeout] deleted here, and a timeout
    [allowed] allowed here
   *[other] { $action }
}
site-row-idle = - { $pattern } · does not act here
site-state-listed = on the shared list
site-state-proposed = proposed, waits for more servers to confirm it
site-state-disputed = disputed
site-changed = ✅ I changed the site { $name }.
site-unchanged = Nothing was changed of the site { $name }: it says that already.
site-was-named = Its name was { $name }.
site-shared-later = Addresses that your server shares keep the old words there until you share them again (`/blocklist share`).
site-name-taken = Another site of this server is named { $name } already, so I did not rename this one. I can make one of both: its addresses then belong to { $name }. That cannot be undone.
site-merge = Make one of both
site-merged = ✅ The addresses of both sites belong to { $name } now.
site-unknown = I know no site named { $name } that this server can see. `/blocklist add` with `site` makes one. Nothing was changed.
site-not-own = No address on this server's own list belongs to a site named { $name }. `/blocklist add` with `site` makes one. Nothing was changed.
site-gone = One of the two sites is gone already. Nothing was changed.
site-full = A site has at most { $limit } addresses. Nothing was changed.
sites-full = This server has { $limit } sites, which is the most. Nothing was changed.
site-name-refused = A site's name has 1 to { $limit } characters, on one line. Nothing was changed.
site-summary-long = A summary has at most { $limit } characters. Nothing was changed.
