"""Lists from files: read as a whole first, then brought in a portion at a time.

`survey.py` reads a file once and changes nothing: its format, its entries (kept in a file of their own), what is refused.
`reading.py` is how that is shared out: in slices beside other work, or among processes. `importing.py` holds the use cases:
plan, bring in, go on after a kill, take back. `targets.py` writes one portion to one list. `report.py` words what was found.

For another source of entries (a list that somebody subscribed to) these parts serve as they are:

- `survey(blocks, ...)` gives a `Survey` with a `Spool`, whose `items()` are what the source holds now, in its order;
- `in_portions(items, begin, write)` (portions.py) brings items in, each portion in a transaction of some milliseconds, and
  measures how many fit. `write` puts position or generation into the same transaction;
- to keep a table in line with what a source holds now, `write` upserts each item under the number of the fetch, and a
  second loop (`until_none`) takes away what still has an older number, a portion at a time. Until that loop has ended, an
  entry that the source dropped still stands; at no moment one is missing that it holds before and after.
"""
