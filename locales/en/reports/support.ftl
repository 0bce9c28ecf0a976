# Help for people in danger: beside an emergency's thanks, and in `/support`. Plain, calm, no promise that nobody can keep.
command-support = Where to find help, and what to do when somebody is doxxed, threatened or in danger
support-title = You do not have to deal with this alone.
support-now = If somebody is in danger right now, call your local emergency services.
support-find = Help that listens, by country and language: <https://findahelpline.com>
support-more = There are more: `/support` shows them all.

# For the operator
support-file-unreadable = Warning: the file of support resources { $file } cannot be read ({ $reason }), so people are shown findahelpline.com alone.
support-entry-malformed = Warning: entry { $number } of { $file } is left out: its field "{ $field }" is missing, unknown or malformed.
support-entry-stale = Warning: "{ $name }" in { $file } was verified { $days } days ago. Please check that it still answers, and set verified_at.
