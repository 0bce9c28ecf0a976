# Why a pattern is refused

pattern-empty = Please give a place, such as `example.com` or `example.com/page`. Nothing was changed.
pattern-too-long = A pattern has at most { $limit } characters. Nothing was changed.
pattern-not-a-host = “{ $typed }” is not an address that I can list. Give a host (`example.com`), one host alone (`=www.example.com`), a page (`example.com/page`) or a name under any ending (`example.*`). Nothing was changed.
pattern-public-suffix = { $host } is an ending that countless sites share, so it cannot be listed. Name the site in front of it. Nothing was changed.
pattern-own-network = { $host } leads nowhere but into a network of one's own, so no message can take anybody there. Nothing was changed.
pattern-shared-host = { $host } is shared by many people who have nothing to do with one another. Name one page on it, one host below it, or put `=` in front to list that host alone. Nothing was changed.
pattern-wide-host = Names below { $host } belong to many customers who have nothing to do with one another. Name one host below it, one page on it, or put `=` in front to list that host alone. Nothing was changed.
pattern-protected = { $host } is one of the most visited sites, so it is not listed as a whole. Name a page on it. Nothing was changed.
pattern-wide-page = Below { $page } stands what everybody posts on { $host }, so it is not listed as a whole. Name one page below it. Nothing was changed.
pattern-family-common = “{ $name }” under every ending would take in sites that nobody means: it is a common word or the name of a popular site. Name the hosts instead. Nothing was changed.
pattern-family-short = “{ $name }” is too short to list under every ending. Name the hosts instead. Nothing was changed.
pattern-own-invite = { $pattern } leads to this very server, so it is not listed. Nothing was changed.

# Lines of lists

pattern-line-comment = This is a comment, not an address. Leave out the mark in front of it to list what follows. Nothing was changed.
pattern-line-header = This line says something about the list and names no address. Nothing was changed.
pattern-line-several = This names { $count } places. Give one at a time, such as { $first }. Nothing was changed.
pattern-line-exception = This line is an exception: it says what is not blocked. Use `/blocklist allow` for that. Nothing was changed.
pattern-line-cosmetic = This rule hides a part of a page and blocks no address. Nothing was changed.
pattern-line-cancels = This rule cancels another rule (`badfilter`) and blocks nothing by itself. Nothing was changed.
pattern-line-denyallow = This rule blocks everything except some hosts (`denyallow`), which cannot be listed. Nothing was changed.
pattern-line-narrowed = This rule counts only in some cases, as its options say, and a list has no such cases. Without the options it would block more than was meant. Nothing was changed.
pattern-line-regex = This is a regular expression, which cannot be listed. Name the hosts instead. Nothing was changed.
pattern-line-wildcard = A star may stand only in front of a host (`*.example.com`), behind a slash (`example.com/*`) or for the ending of a name (`example.*`). Name the hosts instead. Nothing was changed.
pattern-line-everything = That means every address there is. Name the hosts instead. Nothing was changed.
pattern-line-fragment = This rule counts wherever some piece of an address stands, which cannot be listed. Name the hosts or pages instead. Nothing was changed.
pattern-line-network = A whole network cannot be listed, as it holds many addresses. Name one address. Nothing was changed.
pattern-line-local = This line names only the computer itself. Nothing was changed.
pattern-line-answered = This line leads a name to another place and does not block it. Nothing was changed.
pattern-line-unknown = This line is not written in a form that I know for sure, so I do not guess. Give a host (`example.com`) or a page (`example.com/page`). Nothing was changed.
