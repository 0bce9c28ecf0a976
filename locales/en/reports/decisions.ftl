# /stats with export: the decisions of a server as a table, for a transparency report.
command-stats-export = Instead of the figures: every decision of these days as a table (CSV), without persons or texts
decisions-none = Nothing was decided in the last { $days } days.
decisions-exported = { $count ->
    [one] One decision of the last { $days } days, as a table (CSV): when, about what, by which list, how and why. It names nobody, and holds no text, link or pattern.
   *[other] { $count } decisions of the last { $days } days, as a table (CSV): when, about what, by which list, how and why. It names nobody, and holds no text, link or pattern.
}
decisions-before-publishing = Before you publish it: whoever was there may know one of few cases by its day. Add days together to weeks or months where the numbers are small. Days are those of UTC.

# Over the columns
decisions-column-day = Day
decisions-column-origin = About
decisions-column-category = Category
decisions-column-tier = List
decisions-column-outcome = Decision
decisions-column-reason = Reason
decisions-column-count = How often
decisions-column-removed = Of these, message removed

decisions-origin-report = a report
decisions-origin-list = a link found by a list

# Of a report
decisions-outcome-listed = link blocked
decisions-outcome-dismissed = dismissed
decisions-outcome-related = closed with another report of the same link
# Of something found
decisions-outcome-undone = removal taken back
decisions-outcome-deleted = message deleted by a moderator
decisions-outcome-pending = removal not done yet
decisions-outcome-removed = message removed
decisions-outcome-gone = message was gone before
decisions-outcome-forbidden = could not be removed: not allowed
decisions-outcome-failed = could not be removed: Discord failed
decisions-outcome-review = waits for a moderator
decisions-outcome-logged = counted only
decisions-outcome-kept = left: the list no longer asked for it
decisions-outcome-edited = left: its author took the link out
