# The other cases about whoever wrote a reported message
author-title = Case { $case }: other cases about the same author
author-hint = Only you see this. Those that wait, and those that were closed in { $days } days; whom older ones were about is forgotten.
author-case = Case { $case } · { $category } · { $how } · { $when }
author-more = There are more. I show at most { $most } of those that wait and { $most } of those that were closed.
author-title-found = Detection { $detection }: cases about its author
author-none = No other case here is about a message of theirs.
author-none-found = No case here is about a message of theirs.
author-unknown-found = No member is known to have written what detection { $detection } is about, so there are no cases to show.
author-unknown = No member is known to have written the message of case { $case }, so there are no other cases to show.
