# Why a pattern is refused

pattern-empty = Please give a place, such as `example.com` or `example.com/page`. Nothing was changed.
pattern-too-long = A pattern has at most { $limit } characters. Nothing was changed.
pattern-not-a-host = “{ $typed }” is not an address that I can list. Give a host (`example.com`), one host alone (`=www.example.com`), a page (`example.com/page`) or a name under any ending (`example.*`). Nothing was changed.
pattern-public-suffix = { $host } is an ending that countless sites share, so it cannot be listed. Name the site in front of it. Nothing was changed.
pattern-shared-host = { $host } is shared by many people who have nothing to do with one another. Name one page on it, one host below it, or put `=` in front to list that host alone. Nothing was changed.
pattern-protected = { $host } is one of the most visited sites, so it is not listed as a whole. Name a page on it. Nothing was changed.
pattern-family-common = “{ $name }” under every ending would take in sites that nobody means: it is a common word or the name of a popular site. Name the hosts instead. Nothing was changed.
pattern-family-short = “{ $name }” is too short to list under every ending. Name the hosts instead. Nothing was changed.
pattern-own-invite = { $pattern } leads to this very server, so it is not listed. Nothing was changed.
