# When a report was made, where only the hour is said
report-between = between { $start } and { $end }
